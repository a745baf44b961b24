import type { Format } from './format.ts';

/** One self-contained page that opens from disk, offline. */
export const html: Format = {
  id: 'html',
  fileName: 'report.html',
  async render(record, { readArtefact }) {
    const { pageOf } = await import('../page.ts');
    return pageOf(record, readArtefact);
  },
};
