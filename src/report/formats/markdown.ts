import type { TextFormat } from './format.ts';

/** A comment for a pull request: verdict, gates, and what to do. */
export const markdown: TextFormat = {
  id: 'markdown',
  fileName: 'report.md',
  async render(record) {
    const { commentOf } = await import('../comment.ts');
    return commentOf(record);
  },
};
