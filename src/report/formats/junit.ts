import type { TextFormat } from './format.ts';

/** Gates and touchpoints as test cases, for the test pages of CI servers. */
export const junit: TextFormat = {
  id: 'junit',
  fileName: 'report.xml',
  async render(record) {
    const { junitOf } = await import('../junit-xml.ts');
    return junitOf(record);
  },
};
