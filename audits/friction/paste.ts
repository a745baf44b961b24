import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, some } from '../wording.ts';

type Probe = Collected['paste']['probes'][number];

const why = 'Password managers and people who cannot type long codes from memory paste. Where that is refused they choose weaker passwords, or give up.';

const source: Source = { title: 'WCAG 2.2, 3.3.8 Accessible Authentication (Minimum)', year: 2023, url: 'https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum' };

export const audit = defineAudit({
  id: 'friction/paste',
  area: 'friction',
  title: 'Fields that refuse pasting',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.paste-blocked',
      title: 'Fields that refuse pasting',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible text fields whose page cancels a paste event or what it would insert, and puts nothing in by itself: tried with a letter and a digit, as Lighthouse’s audit paste-preventing-inputs does (since version 10, 2023) but for the second look. Fields for codes that refuse a part of a code are told, but not counted.',
      source,
    },
  ],
  needs: ['paste'],
  run({ paste: { probes, fieldCount } }) {
    if (fieldCount === 0) return notApplicable('there is no field here that text could be pasted into');
    const blocked = probes.filter(({ outcome }) => outcome === 'blocked');
    const passwords = blocked.filter(({ asks }) => asks === 'password');
    const others = blocked.filter(({ asks }) => asks !== 'password');
    const unclear = probes.filter(({ outcome }) => outcome === 'unclear');
    return measured({ 'friction.paste-blocked': blocked.length }, [
      ...finding(passwords, {
        severity: 'serious',
        title: `${counted(passwords.length, 'password field refuses', 'password fields refuse')} pasting, so password managers are locked out.`,
        advice: 'Remove the handler that cancels paste. Where people log in, WCAG 3.3.8 asks for it.',
        key: 'password',
        confidence: 'B',
        wcag: ['3.3.8'],
      }),
      ...finding(others, {
        severity: 'moderate',
        title: `${counted(others.length, 'field refuses', 'fields refuse')} pasting: ${names(others)}.`,
        advice: 'Remove the handler that cancels paste: what is pasted has fewer mistakes than what is typed.',
        key: 'other',
        confidence: 'B',
      }),
      ...finding(unclear, {
        severity: 'minor',
        title: `${counted(unclear.length, 'field', 'fields')} for a code may refuse pasting: ${unclear.length === 1 ? 'it' : 'they'} did not take one character of it. Paste a whole code by hand to be sure.`,
        advice: 'See to it that a whole code can be pasted, also into the first of several boxes.',
        key: 'code',
        confidence: 'C',
        wcag: ['3.3.8'],
      }),
    ]);
  },
});

function names(probes: readonly Probe[]): string {
  return some(probes.map(({ label, selector }) => (label === '' ? selector : `“${clipped(label, 60)}”`)));
}

function finding(probes: readonly Probe[], told: Pick<FindingDraft, 'severity' | 'title' | 'advice' | 'key' | 'confidence' | 'wcag'>): FindingDraft[] {
  const [first] = probes;
  if (first === undefined) return [];
  return [{ kind: 'pain-point', ...told, direction: 'stop', selector: first.selector, quote: names(probes), effort: 'small' }];
}
