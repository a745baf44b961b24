import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, some } from '../wording.ts';
import { criterion } from './sources.ts';

type FieldError = Collected['forms']['errors'][number];

const why = 'Who cannot see the red text beside a field learns that something is wrong only if the page says so.';

const source = criterion('3.3.1', 'Error Identification');

/** CSS px: beyond this a message is out of sight at a magnification of four on a 1,280 px screen, which shows 320 px at once; a design choice. */
const near = 160;

export const audit = defineAudit({
  id: 'accessibility/error-messages',
  area: 'accessibility',
  title: 'Error messages that do not reach everyone',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  metrics: [
    {
      id: 'accessibility.unclear-errors',
      title: 'Error messages that do not reach everyone',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Fields said to be wrong during the journey or on arrival whose message is neither tied to them (aria-describedby, aria-errormessage, label) nor in a live region, stands farther than 160 CSS px away, or does not exist.',
      source,
    },
  ],
  needs: ['forms'],
  run({ forms }) {
    const errors = everyError(forms);
    if (errors.length === 0) return notApplicable('no field was said to be wrong here');
    const loose = errors.filter(({ message }) => message !== null && message.tie === 'none' && !message.live);
    const far = errors.filter(({ message }) => message !== null && message.distance > near && !loose.some((one) => one.message === message));
    const silent = errors.filter(({ message, ariaInvalid, words }) => message === null && ariaInvalid && !words);
    const findings = [
      ...finding(loose, {
        severity: 'serious',
        title: `${counted(loose.length, 'error message stands', 'error messages stand')} beside a field without belonging to it: screen readers do not say ${loose.length === 1 ? 'it' : 'them'}.`,
        advice: 'Point aria-describedby of the field at its message and set aria-invalid="true", or put the message into an element with role="alert".',
        key: 'not-tied',
        wcag: ['3.3.1', '4.1.3'],
      }),
      ...finding(far, {
        severity: 'moderate',
        title: `${counted(far.length, 'error message stands', 'error messages stand')} far away from the field ${far.length === 1 ? 'it is' : 'they are'} about.`,
        advice: 'Put the message right beside its field; a summary on top can come on top of that, with links to the fields.',
        key: 'far',
        wcag: [],
      }),
      ...finding(silent, {
        severity: 'serious',
        title: `${counted(silent.length, 'field is', 'fields are')} marked as wrong with no words beside ${silent.length === 1 ? 'it' : 'them'} that say why.`,
        advice: 'Say in words what is wrong and how to mend it, right beside the field. If a summary elsewhere says it, repeat it there.',
        key: 'no-words',
        wcag: ['3.3.1'],
      }),
    ];
    return measured({ 'accessibility.unclear-errors': new Set([...loose, ...far, ...silent]).size }, findings);
  },
});

/** Each field once: what it says on arrival, else what it said on the way. */
function everyError({ errors, entries }: Collected['forms']): FieldError[] {
  const all = new Map<string, FieldError>();
  for (const error of [...errors, ...entries.flatMap((entry) => entry.errors.map((one) => one.error)).toReversed()]) {
    // What the browser alone refuses it says itself when the form is sent.
    if (!error.ariaInvalid && error.message === null) continue;
    if (!all.has(error.selector)) all.set(error.selector, error);
  }
  return [...all.values()];
}

function finding(errors: readonly FieldError[], told: Pick<FindingDraft, 'severity' | 'title' | 'advice' | 'key'> & { wcag: string[] }): FindingDraft[] {
  const [first] = errors;
  if (first === undefined) return [];
  const { wcag, ...rest } = told;
  return [
    {
      kind: 'pain-point',
      ...rest,
      // How near is near enough takes an eye.
      judgement: rest.key === 'far' ? 'needed' : 'decided',
      direction: 'do',
      selector: first.selector,
      quote: some(errors.map(({ label, selector, message }) => `${label === '' ? selector : `“${clipped(label, 60)}”`}${message === null ? '' : `: “${clipped(message.text, 100)}”`}`)),
      confidence: 'B',
      effort: 'small',
      ...(wcag.length > 0 && { wcag }),
    },
  ];
}
