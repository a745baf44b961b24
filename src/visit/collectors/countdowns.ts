import { z } from 'zod';
import { Countdown } from '../../model/motion-evidence.ts';
import { collectTimes, type TimeSeen } from '../in-page/collect-times.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
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
    const look = async (after: number): Promise<Awaited<ReturnType<typeof collectTimes>>> => await evaluateApart(cdp, collectTimes, { ...most, after }, 5_000);
    let first: { seen: TimeSeen[]; cut: boolean; at: number } | null = null;
    let isPartial = false;
    return {
      async settle() {
        first = { ...(await look(0)), at: now() };
      },
      async collect() {
        if (first === null) throw new Error('The page was not looked at on arrival.');
        const { seen, cut, at } = first;
        [first, isPartial] = [null, cut];
        if (seen.length === 0) return [];
        const second = await look(Math.max(0, apart - (now() - at)));
        isPartial ||= second.cut;
        const later = new Map(second.seen.map((one) => [one.selector, one]));
        const running = seen.flatMap((from) => runDown(from, later.get(from.selector)));
        return z.array(Countdown).parse(running.map((one) => ({ ...one, text: scrub(one.text), selector: scrub(one.selector) })));
      },
      partial: () => (isPartial ? `${moreThan(most.nodes, 'texts')}, or ${most.listed} with a time` : undefined),
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
