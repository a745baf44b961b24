import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Countdown } from '../../src/model/motion-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'Reading, typing and deciding take some people many times as long as others. A clock that runs against them loses their basket, their form or their seat, and the fear of it makes mistakes.';

const source = criterion('2.2.1', 'Timing Adjustable');

/** Seconds: a limit of more than 20 hours is excepted (WCAG 2.2, 2.2.1, 2023). */
const excepted = 20 * 3600;

export const audit = defineAudit({
  id: 'accessibility/time-limits',
  area: 'accessibility',
  title: 'Clocks that run down',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.countdowns',
      title: 'Visible countdowns',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Texts with minutes and seconds, of less than 20 hours, that became less while the page was looked at twice, at least 1.2 seconds apart. The time of a player and of a control that waits to be enabled do not count. A limit that shows no clock, one in minutes only, or one in a frame or web component is not seen; pages that reload by themselves (meta refresh) are told by the accessibility rules.',
      source,
    },
  ],
  needs: ['countdowns'],
  run({ countdowns }) {
    const limits = countdowns.filter(({ from }) => from < excepted);
    return measured({ 'accessibility.countdowns': limits.length }, limits.map(finding));
  },
});

function finding({ selector, text }: Countdown): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `A clock runs down: “${clipped(text, 80)}”. Someone has to see what ends with it, and whether the customer can have more time.`,
    advice: 'If something is lost when it ends, let the customer switch it off, or ask for more time with one press at least 20 seconds before. If nothing is lost, take it away: it only makes people hurry.',
    direction: 'stop',
    key: selector,
    judgement: 'needed',
    selector,
    quote: clipped(text, 100),
    confidence: 'B',
    effort: 'medium',
    wcag: ['2.2.1'],
  };
}
