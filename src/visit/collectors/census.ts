import { Census } from '../../model/evidence.ts';
import { collectCensus } from '../in-page/collect-census.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { fields: 300, targets: 500 };

/** Fields, targets and amount of text, through open shadow roots; the page gets 10 s for it. Frames are pages of their own and not looked into. */
export const census = defineCollector({
  field: 'census',
  passes: ['inspection'],
  openRoots: true,
  states: true,
  async start({ cdp, scrub }) {
    return {
      async collect() {
        const found = Census.parse(await evaluateApart(cdp, collectCensus, most, 10_000));
        return {
          ...found,
          title: scrub(found.title),
          fields: found.fields.map((field) => ({ ...field, label: scrub(field.label) })),
          ...(found.draggables && { draggables: { ...found.draggables, first: found.draggables.first.map((one) => ({ ...one, name: scrub(one.name) })) } }),
          targets: found.targets.map((target) => ({ ...target, name: scrub(target.name), ...(target.leads !== undefined && { leads: scrub(target.leads) }) })),
        };
      },
    };
  },
});
