import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import { counted, fieldsLeftOut, some } from '../wording.ts';
import { criterion } from './sources.ts';

type Field = Collected['census']['fields'][number];

const why = 'A hint inside a field vanishes as soon as one types, and people have to empty the field again to know what was asked.';

const source = criterion('3.3.2', 'Labels or Instructions');

/** Inputs that say themselves what they are. */
const selfExplaining = new Set(['hidden', 'submit', 'reset', 'button', 'image']);

export const audit = defineAudit({
  id: 'accessibility/form-labels',
  area: 'accessibility',
  title: 'Fields without a label',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.unlabelled-fields',
      title: 'Fields without a label',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible fields that are named by nothing or by a placeholder only. On phones 25 % of inputs have only a placeholder and 25 % nothing (Web Almanac 2025).',
      source,
    },
  ],
  needs: ['census'],
  run({ census }) {
    const fields = census.fields.filter(({ visible, type }) => visible && !selfExplaining.has(type));
    const leftOut = fieldsLeftOut(census);
    if (fields.length === 0) return leftOut === null ? notApplicable('there are no fields here') : notAvailable(leftOut);
    const nothing = fields.filter(({ labelledBy }) => labelledBy === 'nothing');
    const placeholder = fields.filter(({ labelledBy }) => labelledBy === 'placeholder');
    const findings = [
      ...finding(nothing, {
        key: 'nothing',
        severity: 'critical',
        title: `${counted(nothing.length, 'field does', 'fields do')} not say what to enter.`,
        wcag: ['1.3.1', '3.3.2', '4.1.2'],
      }),
      ...finding(placeholder, {
        key: 'placeholder-only',
        severity: 'moderate',
        title: `${counted(placeholder.length, 'field loses its', 'fields lose their')} label as soon as the customer types.`,
        wcag: ['3.3.2'],
      }),
    ];
    if (leftOut !== null) return { status: 'measured', values: {}, missing: { 'accessibility.unlabelled-fields': leftOut }, findings };
    return measured({ 'accessibility.unlabelled-fields': nothing.length + placeholder.length }, findings);
  },
});

function finding(fields: readonly Field[], told: { key: string; severity: 'critical' | 'moderate'; title: string; wcag: string[] }) {
  const [first] = fields;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      ...told,
      advice: 'Give each field a label element that stays visible, connected by for and id.',
      direction: 'do',
      selector: first.selector,
      quote: some(fields.map(({ selector, label }) => (label === '' ? selector : `${selector} “${label}”`))),
      confidence: 'B',
      effort: 'small',
    } as const,
  ];
}
