import type { Overlay } from '../../model/evidence.ts';
import { agreeing, puttingOff, refusing } from '../../model/consent-words.ts';
import { collectOverlays } from '../in-page/collect-overlays.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

// Share of the window below which a layer is an ornament, as a button in the corner.
const least = 0.05;

const closing = `${puttingOff.source}|${refusing.source}`;

// Share of the window from which a layer stands between the customer and the page, whatever it is; a design choice.
const answerCovers = 0.5;

/** Kinds that a customer can have asked for by a click: a basket that slides in, the login form. */
const askedFor: readonly Overlay['kind'][] = ['dialog', 'other', 'login'];

/**
 * Layers over the page on arrival. One that may be the customer's own wish is left out if a step opened a dialog here, and a small
 * one of no known kind if the last step pressed or typed something and stayed on the page: results, suggestions, a menu.
 */
export const overlays = defineCollector({
  field: 'overlays',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub }) {
    let opened = false;
    let answered = false;
    return {
      async afterStep({ effect, navigation, action, outcome }) {
        if (outcome !== 'skipped') answered = navigation === 'none' && /^(?:click|fill|press|choose|hover)$/.test(action);
        opened = navigation !== 'hard' && (opened || effect?.opened === true);
      },
      async collect() {
        const [wanted, answer] = [opened, answered];
        [opened, answered] = [false, false];
        const layers = await evaluateApart(cdp, collectOverlays, { least, closing, agreeing: agreeing.source }, 10_000);
        return layers
          .filter(({ kind, modal, covers }) => !(wanted && askedFor.includes(kind)) && !(answer && kind === 'other' && !modal && covers < answerCovers))
          .map(({ kind, name, selector, covers, modal, ways, exits }): Overlay => ({ kind, name: scrub(name), selector, covers, modal, ways: ways.map(scrub), exits: { ...exits, closes: exits.closes.map(scrub) } }));
      },
    };
  },
});
