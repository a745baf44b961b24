import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { afterStep, clipped, counted, stableText } from '../wording.ts';

const why = 'Customers do not read the console, but what the page complains about there is often what does not work for them.';

const source: Source = { title: 'Console Living Standard', year: 2026, url: 'https://console.spec.whatwg.org/' };

/** Chrome says this of each failed request; friction/failed-requests tells those. */
export const ofRequest = /^Failed to load resource/;

export const audit = defineAudit({
  id: 'friction/console-errors',
  area: 'friction',
  title: 'Errors in the console',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.console-errors',
      title: 'Errors in the console',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Messages of level error in the console, without those about failed requests, which are counted by themselves.',
      source,
    },
  ],
  needs: ['console'],
  run({ console: entries }, { steps }) {
    const errors = entries.filter(({ level, text }) => level === 'error' && !ofRequest.test(text));
    const messages = new Set(errors.map(({ text }) => stableText(text)));
    const [first] = errors;
    if (first === undefined) return measured({ 'friction.console-errors': 0 });
    return measured({ 'friction.console-errors': errors.length }, [
      {
        kind: 'pain-point',
        severity: 'minor',
        title: `The page reports ${counted(messages.size, 'error')} of its own in the console${messages.size > 1 ? ', the first' : ''}${afterStep(steps, first.step)}.`,
        advice: 'Read them in the developer tools, repair what they name, and keep the console clean so that new ones show.',
        direction: 'do',
        key: 'console-errors',
        quote: clipped(first.text, 500),
        confidence: 'B',
        effort: 'small',
      },
    ]);
  },
});
