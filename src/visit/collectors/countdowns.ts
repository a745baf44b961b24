import { z } from 'zod';
import { Countdown } from '../../model/motion-evidence.ts';
import { collectTimes, type TimeSeen } from '../in-page/collect-times.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { nodes: 20_000, listed: 30 };

/** ms between two looks at texts that tell a time: one that counts seconds has changed by then. */
const apart = 1_200;

/**
 * Times in the text of the page that run down while it is looked at: once on arrival, and once more after the other collectors. Only where a text tells a
 * time is the second look waited for.
 */
export const countdowns = defineCollector({
  field: 'countdowns',
  passes: ['inspection'],
  async start({ cdp, scrub, now }) {
    const look = async (): Promise<TimeSeen[]> => await evaluateApart(cdp, collectTimes, { ...most, after: 0 }, 5_000);
    let first: { seen: TimeSeen[]; at: number } | null = null;
    return {
      async settle() {
        const seen = await look();
        first = { seen, at: now() };
      },
      async collect() {
        if (first === null) throw new Error('The page was not looked at on arrival.');
        const { seen, at } = first;
        first = null;
        if (seen.length === 0) return [];
        const after = Math.max(0, apart - (now() - at));
        const second = new Map((await evaluateApart(cdp, collectTimes, { ...most, after }, 5_000)).map((one) => [one.selector, one]));
        const running = seen.flatMap((from) => runDown(from, second.get(from.selector)));
        return z.array(Countdown).parse(running.map((one) => ({ ...one, text: scrub(one.text), selector: scrub(one.selector) })));
      },
    };
  },
});

/** Less by about the time that has passed; what jumps or goes up is something else. */
function runDown(from: TimeSeen, to: TimeSeen | undefined): Countdown[] {
  if (to === undefined) return [];
  const over = to.at - from.at;
  const less = from.seconds - to.seconds;
  return over > 0 && less >= 1 && less <= over / 1_000 + 2 ? [{ selector: from.selector, text: to.text, from: from.seconds, to: to.seconds, over }] : [];
}
