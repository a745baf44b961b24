import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { datumWords } from './entries.ts';

const why = 'What a customer has said once, the site knows. Asking again costs typing and invites mistakes, above all for people who hold things in mind with effort.';

const source: Source = { title: 'WCAG 2.2, 3.3.7 Redundant Entry', year: 2023, url: 'https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry' };

/** What may be asked for again to keep things safe (WCAG 2.2, 3.3.7): passwords, and the code on a card. */
const secured = /password|card ?code|pin$/i;

export const audit = defineAudit({
  id: 'friction/re-entry',
  area: 'friction',
  title: 'Data typed again',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.re-entries',
      title: 'Data typed again',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Fields, empty when the customer came to them, into which a datum of the persona was typed that the journey had typed before. Passwords and security codes may be asked for again and do not count.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps, before = [] }) {
    const here = typedIn(steps);
    if (here.length === 0) return notApplicable('no data of the persona is typed here');
    const known = new Map<string, string | null>();
    for (const { touchpoint, steps: earlier } of before) for (const { data } of typedIn(earlier)) for (const key of data) if (!known.has(key)) known.set(key, touchpoint);
    const again: { key: string; at: string | null; step: StepEvidence }[] = [];
    let fields = 0;
    for (const { data, intoEmpty, step } of here) {
      const repeated = intoEmpty === false ? [] : data.filter((key) => known.has(key) && !secured.test(datumWords(key)));
      if (repeated.length > 0) fields += 1;
      for (const key of repeated) if (!again.some((one) => one.key === key)) again.push({ key, at: known.get(key) ?? null, step });
      for (const key of data) if (!known.has(key)) known.set(key, null);
    }
    return measured({ 'friction.re-entries': fields }, again.map(finding));
  },
});

function typedIn(steps: readonly StepEvidence[]): { data: readonly string[]; intoEmpty: boolean | null; step: StepEvidence }[] {
  return steps.flatMap((step) => (step.outcome === 'done' && step.typed !== undefined && step.typed.data.length > 0 ? [{ ...step.typed, step }] : []));
}

function finding({ key, at, step: { target } }: { key: string; at: string | null; step: StepEvidence }): FindingDraft {
  const datum = datumWords(key);
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: at === null ? `The customer types their ${datum} twice here.` : `The customer types their ${datum} again: “${at}” has asked for it already.`,
    advice: at === null ? 'Ask once, and show what was entered before it is sent.' : 'Fill in what the customer has said before, or let them choose it. If that can already be done here, let the journey do so.',
    direction: 'stop',
    key: datum,
    ...(target !== null && { selector: target.selector, quote: target.name }),
    confidence: 'B',
    effort: at === null ? 'small' : 'medium',
    wcag: ['3.3.7'],
  };
}
