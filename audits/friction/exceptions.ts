import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { address, clipped, stableText } from '../wording.ts';

const why = 'A script that stops in the middle leaves something undone: a button without effect, a price not updated.';

const source: Source = { title: 'HTML Living Standard: reporting an exception', year: 2026, url: 'https://html.spec.whatwg.org/multipage/webappapis.html#report-the-exception' };

export const audit = defineAudit({
  id: 'friction/exceptions',
  area: 'friction',
  title: 'Scripts that break off',
  why,
  source,
  pass: 'experience',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.exceptions',
      title: 'Scripts that break off',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Exceptions and rejected promises that nothing in the page caught.',
      source,
    },
  ],
  needs: ['console'],
  run({ console: entries }) {
    const exceptions = entries.filter(({ level }) => level === 'exception');
    const distinct = new Map(exceptions.map((entry) => [stableText(entry.text), entry]));
    return measured(
      { 'friction.exceptions': exceptions.length },
      [...distinct].map(([key, { text, url }]) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: 'A script of the page breaks off with an error.',
        advice: `Look at the error${url === '' ? '' : ` in ${address(url)}`} and at what does not work after it; have uncaught errors reported to you.`,
        direction: 'do',
        key,
        quote: clipped(text, 500),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
