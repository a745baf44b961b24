import type { TextFormat } from './format.ts';

/** A page that opens from disk, offline: self-contained as long as it is small, else with a folder beside it. */
export const html: TextFormat = {
  id: 'html',
  fileName: 'report.html',
  async render(record, { readArtefact, keep }) {
    const { pageOf } = await import('../page.ts');
    if (keep === undefined) return pageOf(record, readArtefact);
    const { pagesOf } = await import('../pages.ts');
    return pagesOf(record, readArtefact, keep);
  },
};
