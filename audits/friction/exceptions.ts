import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { address, afterStep, clipped, firstOfEach, stableText } from '../wording.ts';

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
      how: 'Exceptions that nothing in the page caught, those in frames of other sites with them.',
      source,
    },
    {
      id: 'friction.rejections',
      title: 'Promises that break off',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Promises of the page that were rejected with nothing to catch it. Those in frames of other sites count as exceptions.',
      source: { title: 'HTML Living Standard: unhandled promise rejections', year: 2026, url: 'https://html.spec.whatwg.org/multipage/webappapis.html#unhandled-promise-rejections' },
    },
  ],
  needs: ['console'],
  run({ console: entries }, { steps }) {
    const of = (level: (typeof entries)[number]['level']) => entries.filter((entry) => entry.level === level);
    const [exceptions, rejections] = [of('exception'), of('rejection')];
    return measured(
      { 'friction.exceptions': exceptions.length, 'friction.rejections': rejections.length },
      firstOfEach([...exceptions, ...rejections], ({ text }) => stableText(text)).map(([key, { level, text, url, step }]) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: `${level === 'rejection' ? 'Something the page was waiting for fails, and no script deals with it' : 'A script of the page breaks off with an error'}${afterStep(steps, step)}.`,
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
