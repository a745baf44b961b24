import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, fieldsLeftOut, some } from '../wording.ts';
import { asked, declared, tokens, type Purpose } from './purposes.ts';

type Field = Collected['census']['fields'][number];

const why = 'The browser knows the name, address and card of the customer. A field that says what it is for is filled in without typing.';

const source: Source = { title: 'WCAG 2.2, 1.3.5 Identify Input Purpose', year: 2023, url: 'https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose' };

export const audit = defineAudit({
  id: 'friction/autocomplete',
  area: 'friction',
  title: 'Fields the browser cannot fill in',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.fields-without-autocomplete',
      title: 'Fields the browser cannot fill in',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible fields that by type, name or label ask for something about the customer (name, contact, address, card) without the autocomplete value that says so, or with that of something else. Labels are understood in English, German, French, Spanish, Italian and Dutch.',
      source,
    },
  ],
  needs: ['census'],
  run({ census }) {
    const personal = asked(census.fields);
    const leftOut = fieldsLeftOut(census);
    if (personal.length === 0) return leftOut === null ? notApplicable('no field here asks for something the browser could fill in') : notAvailable(leftOut);
    const lacking = personal.filter(({ field, purpose }) => !purpose.values.includes(declared(field)));
    const wrong = lacking.filter(({ field }) => tokens.has(declared(field)));
    const findings = [...missing(lacking.filter((one) => !wrong.includes(one))), ...mistaken(wrong)];
    if (leftOut !== null) return { status: 'measured', values: {}, missing: { 'friction.fields-without-autocomplete': leftOut }, findings };
    return measured({ 'friction.fields-without-autocomplete': lacking.length }, findings);
  },
});

type Asked = { field: Field; purpose: Purpose };

const shared = { kind: 'pain-point', direction: 'do', confidence: 'B', effort: 'small', wcag: ['1.3.5'] } as const;

function missing(lacking: readonly Asked[]): FindingDraft[] {
  const [first] = lacking;
  if (first === undefined) return [];
  return [
    {
      ...shared,
      severity: 'moderate',
      title: `The browser cannot fill in ${counted(lacking.length, 'field')} for the customer: ${some([...new Set(lacking.map(({ purpose }) => purpose.asks))])}.`,
      advice: `Say what each field is for, as in autocomplete="${first.purpose.values[0]}" for ${first.purpose.asks}.`,
      key: 'missing',
      selector: first.field.selector,
      quote: some(lacking.map(({ field, purpose }) => `${field.selector} → autocomplete="${purpose.values[0]}"`)),
      wcag: [...shared.wcag],
    },
  ];
}

/** Worse than none: the browser puts something else in. */
function mistaken(wrong: readonly Asked[]): FindingDraft[] {
  const [first] = wrong;
  if (first === undefined) return [];
  return [
    {
      ...shared,
      severity: 'serious',
      title: `The browser is told to put the wrong thing into ${counted(wrong.length, 'field')}: ${some(wrong.map(({ field, purpose }) => `“${declared(field)}” where ${purpose.asks} is asked for`))}.`,
      advice: `Name what the field asks for, as in autocomplete="${first.purpose.values[0]}" for ${first.purpose.asks}.`,
      key: 'wrong',
      selector: first.field.selector,
      quote: some(wrong.map(({ field, purpose }) => `${field.selector}: autocomplete="${field.autocomplete}" → "${purpose.values[0]}"`)),
      wcag: [...shared.wcag],
    },
  ];
}
