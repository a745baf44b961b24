import { expect, test } from 'vitest';
import { openPace } from '../../../src/crawl/pace.ts';

const shop = 'https://shop.example';
const minute = 60_000;

test.each([
  ['two minutes without a limit', 2 * minute, Infinity, true],
  ['more without a limit', 2 * minute + 1_000, Infinity, false],
  ['half of the time that is left', 30 * minute, 60 * minute, true],
  ['more than half of the time that is left', 31 * minute, 60 * minute, false],
  ['two minutes of three that are left', 2 * minute, 3 * minute, true],
  ['as much as ends behind the crawl', 2 * minute, minute, false],
])('a pause of %s: %i of %i ms, waited: %s', async (_, ms, left, waited) => {
  const told: string[] = [];
  const pace = openPace(() => 0, () => left, new AbortController().signal, (text) => void told.push(text));
  pace.pause(shop, ms);
  expect([pace.leftAlone(shop) === undefined, pace.allLeftAlone().size, pace.isFree(shop)]).toEqual([waited, waited ? 0 : 1, false]);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(waited ? 'its pages wait until then' : 'it is not asked any more');
  if (!waited) expect(await pace.turn(shop, 0)).toBe(false);
  expect(await pace.turn('https://other.example', 0)).toBe(true);
});

test('a pause is told once, however many requests were under way, and a short one is not', () => {
  const told: string[] = [];
  let time = 0;
  const pace = openPace(() => time, () => Infinity, new AbortController().signal, (text) => void told.push(text));
  for (let request = 0; request < 4; request += 1) pace.pause(shop, 30_000);
  expect(told).toEqual([`${shop} is busy and asks to be left alone for 30 s: its pages wait until then.`]);
  time = 40_000;
  expect(pace.isFree(shop)).toBe(true);
  pace.pause(shop, 1_000);
  expect(told).toHaveLength(1);
});

test('an origin that is not asked any more is told as such, whatever it says afterwards', () => {
  const pace = openPace(() => 0, () => Infinity, new AbortController().signal);
  pace.pause(shop, 60 * minute);
  pace.pause(shop, 0);
  expect(pace.notes(() => 1)).toEqual([`${shop} asked to be left alone for 60 minutes: the crawl did not ask it any more, and 1 address of it was left.`]);
  expect(pace.notes(() => 0)).toEqual([`${shop} asked to be left alone for 60 minutes: the crawl did not ask it any more.`]);
});
