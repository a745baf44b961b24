import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { fieldsLeftOut } from '../wording.ts';
import { asked } from './purposes.ts';
import { formFields as source } from './sources.ts';

const why = 'People judge a form by its length before they begin. One in five who leave a checkout say it was too long or complicated.';

/** Fields of the average checkout of large shops, all its pages together (Baymard 2024). */
const average = 11.3;
/** Fields a checkout can do with, all its pages together (Baymard, quoted by others). */
const achievable = 8;
/** A form, not a search box or an amount; a design choice. */
const smallestForm = 3;

const notAsked = new Set(['hidden', 'submit', 'reset', 'button', 'image', 'search', 'checkbox', 'radio']);

export const audit = defineAudit({
  id: 'friction/form-size',
  area: 'friction',
  title: 'Fields shown',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'friction.fields-visible',
      title: 'Fields shown',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'none',
      why,
      how: 'Visible text fields and lists on the page on arrival; search fields, tick boxes and buttons do not count. Compared with the average checkout only where a page of the purchase asks for an address or a card.',
      source,
    },
  ],
  needs: ['census'],
  run({ census }, { touchpoint: { stage, momentOfTruth } }) {
    const leftOut = fieldsLeftOut(census);
    if (leftOut !== null) return notAvailable(leftOut);
    const count = census.fields.filter(({ visible, type }) => visible && !notAsked.has(type)).length;
    if (count === 0) return notApplicable('there are no fields here');
    const part = stage === 'purchase' ? checkoutPart(census.fields) : 'none';
    if (part === 'none') return measured({ 'friction.fields-visible': count });
    const findings = count > average ? [long(count)] : part === 'whole' && momentOfTruth && count >= smallestForm && count <= achievable ? [short(count)] : [];
    return measured({ 'friction.fields-visible': count }, findings);
  },
});

/** The figures are those of checkouts: a page that asks where to deliver or for a card is part of one, a page that asks for both is one. */
function checkoutPart(fields: Parameters<typeof asked>[0]): 'whole' | 'part' | 'none' {
  const purposes = new Set(asked(fields).map(({ purpose }) => purpose.asks));
  const address = ['street address', 'postal code', 'town'].filter((one) => purposes.has(one)).length >= 2;
  const payment = purposes.has('card number');
  if (address && payment) return 'whole';
  return address || payment ? 'part' : 'none';
}

function long(count: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'serious',
    title: `This page alone shows ${count} fields; the average checkout has ${average} in all.`,
    advice: 'Leave out what you do not need to deliver: one name field, no second address line or phone number by default, billing address the same as delivery unless told otherwise.',
    direction: 'stop',
    key: 'long-form',
    confidence: 'B',
    effort: 'medium',
  };
}

function short(count: number): FindingDraft {
  return {
    kind: 'delight',
    severity: 'minor',
    title: `The form asks for ${count} fields only; the average checkout has ${average} in all.`,
    advice: 'Keep it so: put a gate on friction.fields-visible here.',
    direction: 'do',
    key: 'short-form',
    confidence: 'D',
    effort: 'small',
  };
}
