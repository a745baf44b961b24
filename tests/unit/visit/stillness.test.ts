import { expect, test } from 'vitest';
import { longestStillness } from '../../../src/visit/stillness.ts';

const at = (moment: number) => ({ from: moment, to: moment });

test.each([
  ['nothing moves', 1000, 3000, [], { longest: 2000, from: 0, wait: 2000 }],
  ['between two changes', 1000, 3000, [at(1100), at(2500)], { longest: 1400, from: 100, wait: 2000 }],
  ['from the last change to the end', 1000, 3000, [at(1100), at(1200)], { longest: 1800, from: 200, wait: 2000 }],
  ['an animation fills the time it runs', 1000, 3000, [{ from: 1100, to: 2700 }, at(1500)], { longest: 300, from: 1700, wait: 2000 }],
  ['one that goes on fills the rest', 1000, 3000, [{ from: 1600, to: null }], { longest: 600, from: 0, wait: 2000 }],
  ['what moves before the input or after the end does not count', 1000, 1500, [at(900), at(1600), { from: 800, to: 950 }], { longest: 500, from: 0, wait: 500 }],
  ['one that began before the input and ends after it counts', 1000, 1500, [{ from: 900, to: 1300 }], { longest: 200, from: 300, wait: 500 }],
  ['told out of order', 1000, 2000, [at(1800), at(1400)], { longest: 400, from: 0, wait: 1000 }],
])('%s', (_name, input, end, motions, expected) => {
  expect(longestStillness(input, end, motions)).toEqual(expected);
});
