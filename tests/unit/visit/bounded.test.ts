import { expect, it } from 'vitest';
import { bounded } from '../../../src/visit/collectors/instruments/bounded.ts';

it('keeps so many, says so when there were more, and begins anew', () => {
  const list = bounded<number>(3, 'numbers');
  for (const number of [1, 2, 3]) list.add(number);
  expect([list.take(), list.partial()]).toEqual([[1, 2, 3], undefined]);
  for (const number of [1, 2, 3, 4]) list.add(number);
  expect([list.take(), list.partial()]).toEqual([[1, 2, 3], 'there were more than 3 numbers']);
  expect([list.take(), list.partial()]).toEqual([[], undefined]);
});
