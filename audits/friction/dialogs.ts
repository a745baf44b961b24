import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { afterStep, clipped, firstOfEach } from '../wording.ts';

const why = 'A message box of the browser stops everything, looks like a warning, and belongs to no design.';

const source: Source = { title: 'HTML Living Standard, simple dialogs: authors are encouraged to avoid them', year: 2026, url: 'https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#simple-dialogs' };

const what: Readonly<Record<string, string>> = { alert: 'a message box', confirm: 'a question', prompt: 'a box to type into', beforeunload: 'a question whether to leave' };

export const audit = defineAudit({
  id: 'friction/dialogs',
  area: 'friction',
  title: 'Message boxes of the browser',
  why,
  source,
  pass: 'experience',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.dialogs',
      title: 'Message boxes of the browser',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Times the page called alert, confirm or prompt, or asked before leaving.',
      source,
    },
  ],
  needs: ['dialogs'],
  run({ dialogs }, { steps }) {
    return measured(
      { 'friction.dialogs': dialogs.length },
      firstOfEach(dialogs, ({ kind }) => kind).map(([kind, { message, step }]) => ({
        kind: 'pain-point',
        severity: 'moderate',
        title: `The browser stops the customer with ${what[kind] ?? 'a message box'}${afterStep(steps, step)}.`,
        advice: 'Say it in the page, beside what it is about. Instead of asking before an action, let people undo it.',
        direction: 'stop',
        key: kind,
        ...(message !== '' && { quote: clipped(message, 300) }),
        confidence: 'B',
        effort: 'small',
      })),
    );
  },
});
