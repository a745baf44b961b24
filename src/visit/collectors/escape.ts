import { EscapeEvidence } from '../../model/layer-evidence.ts';
import { collectLayer, type LayerWatch } from '../in-page/collect-layer.ts';
import { defineCollector } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';
import { pressEscape } from './instruments/press-escape.ts';
import { stayPut } from './instruments/stay-put.ts';

const looking = { elements: 20_000, consent: 'cookie|consent|gdpr|einwilligung|datenschutz|consentement|consentimiento|consenso|toestemming' };

/** ms in which a layer is gone: twice the longest transition that Material Design 2014 gives. */
const closesIn = 1_000;

/**
 * With a keyboard: presses Escape where a dialog, menu or list is open. What was in it cannot be put back for sure, so this is done only where the customer's journey ends or
 * goes on with an address, and after everything else.
 */
export const escape = defineCollector({
  field: 'escape',
  passes: ['inspection'],
  walk: true,
  async start(context) {
    const { cdp, scrub, isLeft, persona } = context;
    return {
      async collect() {
        if (persona.hands !== 'keyboard') return undefined;
        const world = await worldOf(cdp);
        const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, 5_000);
        const found = (await call(`(${collectLayer})(${JSON.stringify(looking)}, ${elementFactsSource})`)) as ReturnType<typeof collectLayer>;
        if (found === null) return { layer: null };
        const layer = { kind: found.kind, name: scrub(found.name), selector: scrub(found.selector) };
        if (isLeft?.() !== true) return EscapeEvidence.parse({ layer: { ...layer, closed: null, focusKept: null } });
        const stay = await stayPut(context);
        try {
          await pressEscape(cdp);
          const became = (await call(`layerWatch.gone(${closesIn})`)) as Awaited<ReturnType<LayerWatch['gone']>>;
          return EscapeEvidence.parse({ layer: { ...layer, ...became } });
        } finally {
          await stay.end();
        }
      },
    };
  },
});
