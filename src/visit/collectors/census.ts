import type { Frame, Page } from 'playwright-core';
import { Census } from '../../model/evidence.ts';
import { collectCensus } from '../in-page/collect-census.ts';
import { countFields } from '../in-page/count-fields.ts';
import { within } from '../patience.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';
import { isEmpty } from './instruments/frames.ts';

const most = { fields: 300, targets: 500 };

/** Frames that are asked for their fields, and ms each may take. */
const asked = { frames: 100, milliseconds: 1_000 };

/** Fields, targets and amount of text, through open shadow roots; the page gets 10 s for it. Frames are pages of their own and not looked into; how many fields they show is asked. */
export const census = defineCollector({
  field: 'census',
  passes: ['inspection'],
  openRoots: true,
  states: true,
  async start({ cdp, page, scrub }) {
    return {
      async collect() {
        const [answer, framedFields] = await Promise.all([evaluateApart(cdp, collectCensus, most, 10_000), fieldsInFrames(page)]);
        const found = Census.parse(answer);
        return {
          ...found,
          ...(framedFields !== 0 && { framedFields }),
          title: scrub(found.title),
          fields: found.fields.map((field) => ({ ...field, label: scrub(field.label) })),
          ...(found.draggables && { draggables: { ...found.draggables, first: found.draggables.first.map((one) => ({ ...one, name: scrub(one.name) })) } }),
          targets: found.targets.map((target) => ({ ...target, name: scrub(target.name), ...(target.leads !== undefined && { leads: scrub(target.leads) }) })),
        };
      },
    };
  },
});

/** Visible fields in the frames of the page; null: a frame did not say, or there are too many frames to be asked. */
async function fieldsInFrames(page: Page): Promise<number | null> {
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const counts = await Promise.all(frames.slice(0, asked.frames).map(fieldsIn));
  return counts.includes(null) || frames.length > asked.frames ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

async function fieldsIn(frame: Frame): Promise<number | null> {
  if (isEmpty(frame)) return 0;
  const told = await within(frame.evaluate(countFields), asked.milliseconds);
  const count = typeof told === 'number' && Number.isInteger(told) && told >= 0 ? told : null;
  if (count === 0) return 0;
  const isShown = await within(frame.frameElement().then((owner) => owner.isVisible()), asked.milliseconds);
  return isShown === false || frame.isDetached() ? 0 : count;
}
