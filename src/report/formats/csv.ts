import type { TextFormat } from './format.ts';

/** A table for spreadsheets (RFC 4180, UTF-8): a row per measured number, with what it was held against. */
export const csv: TextFormat = {
  id: 'csv',
  fileName: 'report.csv',
  async render(record) {
    const { tableOf } = await import('../number-table.ts');
    return tableOf(record);
  },
};
