import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { light } from '../../../src/report/sections/light.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const whole = goldenRecord();
const [first] = whole.plan.personas;
if (first === undefined) throw new Error('the golden record has no persona');

type Viewers = RunRecord['plan']['personas'];
const seenBy = (personas: Viewers) => {
  const crawl = whole.crawl;
  if (crawl?.light === undefined) throw new Error('the golden record has no light audits');
  const record = { ...whole, plan: { ...whole.plan, personas }, crawl: { ...crawl, light: { ...crawl.light, persona: first.id } } };
  return light.view(contextOf(lookUp(record))) as { width: number; others: { before: string; title: string; width: number }[] };
};

test('on which screen every page was looked at is told, and who would be shown something else', () => {
  const desktop = { ...first, id: 'desk', title: 'Dan at a desk', device: { ...first.device, width: 1350, mobile: false, touch: false } };
  const zoomed = { ...desktop, id: 'zoomed', title: 'Zoe zoomed in', display: { ...desktop.display, zoom: 2 } };
  expect(seenBy([first, desktop, zoomed])).toMatchObject({
    width: first.device.width,
    others: [{ before: '', title: 'Dan at a desk', width: 1350 }, { before: ' or ', title: 'Zoe zoomed in', width: 675 }],
  });
});

test('other hands at the same screen are shown the same', () => {
  expect(seenBy([first, { ...first, id: 'ann', title: 'Ann', hands: 'keyboard', cpuSlowdown: 4, network: null }]).others).toEqual([]);
  expect(seenBy([first]).others).toEqual([]);
});
