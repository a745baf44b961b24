import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected, StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import { clipped } from '../wording.ts';
import { ofRequest } from './console-errors.ts';
import { hasFailed } from './failed-requests.ts';
import { inputs } from './presses.ts';

const why = 'The customer does something and it goes wrong behind the page: what was asked for may not have happened, and nobody says so.';

const source: Source = { title: 'Datadog RUM, frustration signals: error click', year: 2026, url: 'https://docs.datadoghq.com/real_user_monitoring/browser/frustration_signals/' };

export const audit = defineAudit({
  id: 'friction/error-clicks',
  area: 'friction',
  title: 'Inputs that end in an error',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.error-clicks',
      title: 'Inputs that end in an error',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Inputs that stayed on the page and during which, until it had settled, a script broke off, an error came into the console, a call to the site’s own server failed, or before the next input the page began to say that something is wrong: an alert that speaks of an error (in English, German, French, Spanish, Italian or Dutch), a message tied to a field that is marked as invalid, or what the page or the browser says of a field filled in before, when it is sent. Inputs that lead to another page are left out: what goes wrong there may come from that page.',
      source,
    },
  ],
  needs: ['console', 'requests', 'forms', 'errorTexts'],
  run(evidence, { steps }) {
    const given = steps.filter(({ action, outcome, navigation, effect }) => inputs.has(action) && outcome !== 'skipped' && navigation !== 'hard' && effect !== null);
    if (given.length === 0) return notApplicable('no input stayed on a page here');
    const failed = given.flatMap((step) => {
      const [error] = errorsOf(step, evidence);
      return error === undefined ? [] : [{ step, error }];
    });
    return measured(
      { 'friction.error-clicks': failed.length },
      failed.map(({ step: { description, target }, error }) => ({
        kind: 'pain-point',
        severity: 'serious',
        title: `This step ends in an error: ${description}.`,
        advice: 'Do the step with the developer tools open and repair what fails; should it fail again, say so beside the control and keep what was entered.',
        direction: 'do',
        key: description,
        ...(target && { selector: target.selector }),
        quote: clipped(error, 500),
        confidence: 'B',
        effort: 'medium',
      })),
    );
  },
});

function errorsOf({ index, action }: StepEvidence, { console: entries, requests, forms, errorTexts }: Readonly<Pick<Collected, 'console' | 'requests' | 'forms' | 'errorTexts'>>): string[] {
  const complaints = entries.filter(({ step, level, text }) => step === index && level !== 'warning' && !ofRequest.test(text)).map(({ text }) => text);
  const calls = requests
    .filter((request) => request.step === index && !request.thirdParty && /^(?:fetch|xhr)$/.test(request.type) && hasFailed(request))
    .map(({ method, url, status, failure }) => `${method} ${url} → ${status ?? failure}`);
  // What is said of a field while it is filled in is told by friction/valid-data: typing goes on, and nothing was asked for yet.
  if (action === 'fill') return [...complaints, ...calls];
  const told = errorTexts.filter(({ step }) => step === index).map(({ text }) => `The page says: “${text}”`);
  const refused = forms.entries
    .flatMap(({ errors, label }) => errors.map((one) => ({ ...one, label })))
    .filter(({ step, when, error: { message, userInvalid } }) => step === index && when === 'sent' && (message !== null || userInvalid))
    .map(({ label, error: { message } }) => (message === null ? `The browser refuses what is in “${label}”.` : `The page says of “${label}”: “${message.text}”`));
  return [...complaints, ...calls, ...told, ...refused];
}
