import type { TextFormat } from './format.ts';

/** Pain points as results of a static analysis (SARIF 2.1.0), for what reads those. */
export const sarif: TextFormat = {
  id: 'sarif',
  fileName: 'report.sarif',
  async render(record) {
    const { sarifOf } = await import('../sarif-log.ts');
    return `${JSON.stringify(sarifOf(record), null, 2)}\n`;
  },
};
