import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { impactWorkMatrix } from '../../../src/report/charts/matrix.ts';
import { todo } from '../../../src/report/sections/todo.ts';
import { sectionContext } from '../../../src/report/view-model.ts';

const record = goldenRecord();

describe('what to do', () => {
  interface Todo {
    lists: { items: { rank: number; impact: string; impactText: string; stops: string | null; firstStep: { touchpoint: string; selector: string | null } | null; found: { href: string } | null }[] }[];
    matrix: { points: { rank: number; x: number; y: number }[]; columns: { x: number; width: number }[] } | null;
  }
  const todoView = async () => todo.view(await sectionContext(record, null)) as Todo;

  test('shows how the impact of an item came about, who is stopped, where to begin and the evidence', async () => {
    const first = (await todoView()).lists[0]?.items[0];
    expect(first).toMatchObject({ rank: 1, impact: '1,080 points', stops: '1 of 3 personas', firstStep: { touchpoint: 'Checkout', selector: 'form.pay > div.button' } });
    expect(first?.impactText).toBe('40 (critical) × 1 persona × 2 (moment of truth) + 1,000 × 1 that cannot go on = 1,080');
    expect(first?.found?.href).toMatch(/^#finding-/);
  });

  test('every item has one place in the matrix, and none hides another', async () => {
    const { lists, matrix } = await todoView();
    const ranks = lists.flatMap(({ items }) => items.map(({ rank }) => rank));
    expect(matrix?.points.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(ranks.sort((a, b) => a - b));
    expect(ranks.length).toBeLessThanOrEqual(10);
    expect(new Set(matrix?.points.map(({ x }) => x)).size).toBe(ranks.length);
  });

  test('what is to be done stands in the column of its work', () => {
    const item = (rank: number, work: 'small' | 'medium' | 'large') => ({ rank, title: '', tone: 'poor', direction: 'do' as const, work, impact: 100 });
    const { points, columns } = impactWorkMatrix([item(0, 'large'), item(1, 'small'), item(2, 'medium')]);
    expect(points.map(({ rank, x }) => [rank, columns.find((column) => column.x <= x && x <= column.x + column.width)?.title])).toEqual([[1, 'Little work'], [2, 'Some work'], [0, 'Much work']]);
  });

  test('more impact stands higher, and equal impact equally high', () => {
    const at = (impact: number, rank: number) => ({ rank, title: '', tone: 'poor', direction: 'do' as const, work: 'small' as const, impact });
    const [a, b, c] = impactWorkMatrix([at(2000, 1), at(50, 2), at(50, 3)]).points;
    expect(a?.y).toBeLessThan(b?.y ?? 0);
    expect(b?.y).toBe(c?.y);
  });
});
