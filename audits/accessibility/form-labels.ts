import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, fieldsLeftOut, some } from '../wording.ts';
import { criterion } from './sources.ts';

type Field = Collected['census']['fields'][number];

const why = 'A hint inside a field vanishes as soon as one types, and people have to empty the field again to know what was asked.';

const source = criterion('3.3.2', 'Labels or Instructions');

/** Inputs that say themselves what they are. */
const selfExplaining = new Set(['hidden', 'submit', 'reset', 'button', 'image']);
/** What is ticked, drawn or chosen shows beside what it belongs to; a list shows the value it has. */
const shownByItself = new Set([...selfExplaining, 'checkbox', 'radio', 'range', 'color', 'file', 'number', 'select-one', 'select-multiple', 'search']);
const unnamed: readonly string[] = ['nothing', 'placeholder'];

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why, source } as const;

export const audit = defineAudit({
  id: 'accessibility/form-labels',
  area: 'accessibility',
  title: 'Fields without a label',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      ...shared,
      id: 'accessibility.unlabelled-fields',
      title: 'Fields without a label',
      how: 'Visible fields that are named by nothing or by a placeholder only; a label that is not rendered names nothing. On phones 25 % of inputs have only a placeholder and 25 % nothing (Web Almanac 2025).',
    },
    {
      ...shared,
      id: 'accessibility.unclear-labels',
      title: 'Fields whose label does not help everyone',
      how: 'Visible fields that are named by a title only, whose name can be read nowhere on the screen in a form of several fields, or that have the same name as another field of the same part of their form.',
    },
  ],
  needs: ['census'],
  run({ census }) {
    const fields = census.fields.filter(({ visible, type }) => visible && !selfExplaining.has(type));
    const leftOut = fieldsLeftOut(census);
    if (fields.length === 0) return leftOut === null ? notApplicable('there are no fields here') : notAvailable(leftOut);
    const nothing = fields.filter(({ labelledBy }) => labelledBy === 'nothing');
    const placeholder = fields.filter(({ labelledBy, labelSeen }) => labelledBy === 'placeholder' && labelSeen !== true);
    const untied = fields.filter(({ labelledBy, labelSeen }) => labelledBy === 'placeholder' && labelSeen === true);
    const title = fields.filter(({ labelledBy, labelSeen, search, type }) => labelledBy === 'title' && labelSeen === false && search !== true && type !== 'search');
    const unseen = fields.filter((field) => isUnseen(field, fields));
    const repeated = sameName(fields);
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
      ...finding(untied, {
        key: 'untied',
        severity: 'minor',
        title: `${counted(untied.length, 'field has', 'fields have')} words beside ${untied.length === 1 ? 'it' : 'them'} that do not belong to ${untied.length === 1 ? 'it' : 'them'} by markup: what is heard of ${untied.length === 1 ? 'it' : 'them'} is only the hint inside, which is gone once something is typed.`,
        wcag: ['1.3.1'],
      }),
      ...finding(title, {
        key: 'title-only',
        severity: 'moderate',
        title: `${counted(title.length, 'field says', 'fields say')} what to enter only while a mouse rests on ${title.length === 1 ? 'it' : 'them'}: fingers and keys never get to see it.`,
        wcag: ['3.3.2'],
      }),
      ...finding(unseen, {
        key: 'not-visible',
        severity: 'moderate',
        title: `${counted(unseen.length, 'field is', 'fields are')} named for assistive technology only: no lasting text on the screen says what to enter.`,
        wcag: ['3.3.2'],
      }),
      ...finding(repeated, {
        key: 'same-name',
        severity: 'serious',
        title: `${counted(repeated.length, 'field', 'fields')} of one form share their label with another: nobody who hears them can tell them apart.`,
        advice: 'Give each field a label of its own, or put each set into a fieldset with a legend that tells them apart.',
        wcag: ['2.4.6', '3.3.2'],
      }),
    ];
    const unclear = new Set([...title, ...unseen, ...repeated]).size;
    const recorded = fields.every(({ labelSeen, form }) => labelSeen !== undefined && form !== undefined);
    const values = { 'accessibility.unlabelled-fields': nothing.length + placeholder.length + untied.length, ...(recorded && { 'accessibility.unclear-labels': unclear }) };
    if (leftOut !== null) return { status: 'measured', values: {}, missing: Object.fromEntries(Object.keys(values).map((id) => [id, leftOut])), findings };
    if (!recorded) return { status: 'measured', values, missing: { 'accessibility.unclear-labels': 'this evidence does not say whether labels can be seen' }, findings };
    return measured(values, findings);
  },
});

/** Is a field that axe hears no name of told by this audit? */
export function isToldByLabels({ labelledBy, visible, type }: { labelledBy: string; visible: boolean; type: string }): boolean {
  return visible && !selfExplaining.has(type) && unnamed.includes(labelledBy);
}

/** Named, but not for the eye. A field that is alone in its form is explained by the button beside it (WCAG technique G167), a box of a code by those around it. */
function isUnseen(field: Field, fields: readonly Field[]): boolean {
  const { labelledBy, labelSeen, form, search, type, maxLength } = field;
  if (labelSeen !== false || form === undefined || form < 0 || search === true || shownByItself.has(type) || maxLength === 1) return false;
  if (labelledBy !== 'aria' && labelledBy !== 'label') return false;
  return fields.filter((other) => other.form === form && !shownByItself.has(other.type)).length > 1;
}

/** Fields of the same form and the same part of it that are called the same. */
function sameName(fields: readonly Field[]): Field[] {
  const sets = new Map<string, Field[]>();
  for (const field of fields) {
    const { form, group, label, type, locked, maxLength } = field;
    if (form === undefined || form < 0 || label === '' || locked === true || maxLength === 1 || ['checkbox', 'radio', 'file'].includes(type)) continue;
    const key = JSON.stringify([form, group, label.replace(/[\s*:]+/g, ' ').trim().toLowerCase()]);
    sets.set(key, [...(sets.get(key) ?? []), field]);
  }
  return [...sets.values()].filter(({ length }) => length > 1).flat();
}

type Told = Pick<FindingDraft, 'key' | 'severity' | 'title'> & { wcag: string[]; advice?: string };

function finding(fields: readonly Field[], told: Told): FindingDraft[] {
  const [first] = fields;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      advice: 'Give each field a label element that stays visible, connected by for and id.',
      ...told,
      // A picture, a heading or the place of a field may say what its label does not.
      judgement: told.key === 'not-visible' || told.key === 'same-name' ? 'needed' : 'decided',
      direction: 'do',
      selector: first.selector,
      quote: some(fields.map(({ selector, label }) => (label === '' ? selector : `${selector} “${label}”`))),
      confidence: 'B',
      effort: 'small',
    },
  ];
}
