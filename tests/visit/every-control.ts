import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Steps that use every kind of native control, on a page that has these, and a look at what became of them. */
export const useEveryControl: readonly unknown[] = [
  { click: 'Add' },
  { fill: { field: { label: 'Email' }, with: 'kim@example.com' } },
  { check: { label: 'News' } },
  { choose: { field: { label: 'Country' }, option: 'Spain' } },
  { choose: { field: { role: 'group', name: 'Delivery' }, option: 'Pick up' } },
  {
    run: async ({ page }: { page: unknown }) => {
      const values = await (page as Page).evaluate(() => [
        document.querySelector('#add')?.textContent,
        ...['#email', '#country', '[name=d]:checked'].map((css) => document.querySelector<HTMLInputElement>(css)?.value),
        document.querySelector<HTMLInputElement>('#news')?.checked,
      ]);
      expect(values).toEqual(['Added', 'kim@example.com', 'Spain', 'pickup', true]);
    },
  },
];
