import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { embedShots, wantedShots } from '../../../src/report/images.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { inOrder } from '../../../src/report/findings.ts';
import { badgeShifts, numbersIn, spotsIn } from '../../../src/report/spots.ts';

const box = (x: number, y: number) => ({ x, y, width: 30, height: 30 });

test('a badge stands above its box, beside those that are there, and in the picture', () => {
  const picture = { width: 1000, height: 500, shown: 500 };
  expect(badgeShifts([box(100, 100), box(100, 100), box(102, 110), box(100, 4), box(990, 300), box(990, 300), box(10, 490)], picture)).toEqual([
    { x: 0, y: -20 },
    { x: 24, y: -20 },
    { x: 48, y: -20 },
    { x: 0, y: 0 },
    { x: -19, y: -20 },
    { x: -19, y: 0 },
    { x: 0, y: -20 },
  ]);
});

test('findings are numbered in the order they are told, and outlined in the picture of who met them', async () => {
  const lookup = lookUp(goldenRecord());
  const shots = (await embedShots(wantedShots(lookup), async () => Uint8Array.of(1), 1_000_000)).get('fernwood~buy-a-tent~home') ?? [];
  const numbers = numbersIn(lookup, inOrder(lookup.findings('fernwood', 'buy-a-tent', 'home')), shots);
  expect([...numbers].map(([{ selector }, number]) => [number, selector])).toEqual([[1, 'main img.hero'], [2, 'h4.teaser']]);
  const [phone, desktop] = shots.map((shot) => spotsIn(lookup, numbers, shot, ({ key }) => `#${key}`));
  expect(phone).toMatchObject([{ number: 1, href: '#slow', anchor: 'spot-fernwood~buy-a-tent~home~phone~1', x: '3.398%', y: '13.429%', width: '93.204%', height: '21.143%' }, { number: 2, href: '#heading-order' }]);
  expect(desktop).toEqual([]);
  expect(numbersIn(lookup, [...numbers.keys()], shots.map((shot) => ({ ...shot, data: null }))).size).toBe(0);
});
