import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { some } from '../wording.ts';

const why = 'Whoever double-clicks, or presses again because nothing shows, orders twice and pays twice.';

const source: Source = { title: 'Datadog RUM, frustration signals: clicks within one second, turned round', year: 2026, url: 'https://docs.datadoghq.com/real_user_monitoring/browser/frustration_signals/' };

export const audit = defineAudit({
  id: 'friction/double-submit',
  area: 'friction',
  title: 'What a second press sends again',
  why,
  source,
  pass: 'inspection',
  onlyWith: { hands: ['mouse', 'touch'], allow: 'doubleSubmit' },
  metrics: [
    {
      id: 'friction.double-submits',
      title: 'What a second press sends again',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Clicks that send something to be changed (POST, PUT, PATCH, DELETE to the site) and send the same again when pressed a second time within a second. Tried only in the inspection, with a mouse or finger, and where the plan entry of the site says allow: { doubleSubmit: true }.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const clicks = steps.filter(({ action, outcome }) => action === 'click' && outcome === 'done');
    if (clicks.length === 0) return notApplicable('nothing was clicked here');
    const tried = clicks.flatMap(({ secondPress, ...step }) => (secondPress === undefined ? [] : [{ ...step, secondPress }]));
    if (tried.length === 0) return notAvailable('not tried: the plan does not allow doubleSubmit on this site');
    const sending = tried.flatMap(({ secondPress, ...step }) => (secondPress === null ? [] : [{ ...step, secondPress }]));
    if (sending.length === 0) return notApplicable('nothing that was clicked here sends anything');
    const doubled = sending.filter(({ secondPress }) => secondPress.sentAgain.length > 0);
    const findings = doubled.map(({ description, target, secondPress: { after, sentAgain } }): FindingDraft => ({
      kind: 'pain-point',
      severity: 'serious',
      title: `Pressed twice, this is sent twice: ${description}.`,
      advice: 'Disable the control from the first press until the answer is there, and let the server take the same request only once.',
      direction: 'do',
      key: description,
      ...(target && { selector: target.selector }),
      quote: `In the inspection this step was done with two presses, ${Math.round(after ?? 0)} ms apart; both sent ${some(sentAgain)}`,
      confidence: 'B',
      effort: 'small',
    }));
    const [silent] = sending.filter(({ secondPress }) => secondPress.unanswered === true);
    if (silent === undefined) return measured({ 'friction.double-submits': doubled.length }, findings);
    const because = `the page did not answer when it was to be pressed again: ${silent.description}`;
    return findings.length === 0 ? notAvailable(because) : { status: 'measured', values: {}, missing: { 'friction.double-submits': because }, findings };
  },
});
