import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, fieldsLeftOut, some } from '../wording.ts';
import { asked, type Purpose } from './purposes.ts';

type Asked = { field: Collected['census']['fields'][number]; purpose: Purpose };

const why = 'On a phone the keyboard that comes up decides how many taps a field costs: for a card number, digits spare a switch and most mistakes.';

const source: Source = { title: 'HTML Living Standard, 6.8.7 Input modalities: the inputmode attribute', year: 2025, url: 'https://html.spec.whatwg.org/multipage/interaction.html#input-modalities:-the-inputmode-attribute' };

const metric = 'friction.misfit-keyboards';

/** Keyboards that serve what is asked for, as type or inputmode; the first is the one to name. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  phone: ['tel', 'numeric'],
  'web address': ['url'],
  'card number': ['numeric', 'tel', 'decimal'],
  'card security code': ['numeric', 'tel', 'decimal'],
};

/** Rows of digits that count nothing: a number field may round them, drop a leading zero and change them with the wheel (GOV.UK Design System, 2020). */
const noNumbers: readonly string[] = ['phone', 'card number', 'card security code', 'card expiry', 'postal code', 'one-time code'];

export const audit = defineAudit({
  id: 'friction/keyboard-fit',
  area: 'friction',
  title: 'Fields with the wrong keyboard',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: metric,
      title: 'Fields with the wrong keyboard',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible fields that ask for an email, phone number, web address, card number or security code without the type or inputmode that brings up its keyboard; that ask for a row of digits as type="number"; or that bring up digits only where the postcode of the persona has letters.',
      source,
    },
  ],
  needs: ['census'],
  run({ census }, { persona }) {
    const letters = /\p{L}/u.test(persona.data['postcode'] ?? '');
    const fields = asked(census.fields).filter(({ field: { type }, purpose: { asks } }) => type !== 'select-one' && (asks in fitting || noNumbers.includes(asks)));
    const leftOut = fieldsLeftOut(census);
    if (fields.length === 0) return leftOut === null ? notApplicable('no field here asks for something that has a keyboard of its own') : notAvailable(leftOut);
    const numbers = fields.filter(({ field, purpose }) => field.type === 'number' && noNumbers.includes(purpose.asks));
    const digitsOnly = fields.filter((one) => !numbers.includes(one) && one.purpose.asks === 'postal code' && letters && ['numeric', 'decimal', 'tel'].includes(keyboardOf(one)));
    const misfits = fields.filter((one) => !numbers.includes(one) && fitting[one.purpose.asks]?.includes(keyboardOf(one)) === false);
    const touch = persona.device.touch;
    const findings = [
      ...finding(misfits, {
        severity: touch ? 'moderate' : 'minor',
        title: `On a phone ${counted(misfits.length, 'field brings', 'fields bring')} up the wrong keyboard: ${some([...new Set(misfits.map(({ purpose }) => purpose.asks))])}.`,
        advice: advice(misfits[0]),
        key: 'misfit',
      }),
      ...finding(numbers, {
        severity: 'moderate',
        title: `${counted(numbers.length, 'field takes', 'fields take')} a row of digits for a number to count with: ${some([...new Set(numbers.map(({ purpose }) => purpose.asks))])}.`,
        advice: 'Use type="text" with inputmode="numeric" (type="tel" for a phone number): a number field drops leading zeros, refuses spaces and changes its value when the mouse wheel turns.',
        key: 'type-number',
      }),
      ...finding(digitsOnly, {
        severity: touch ? 'serious' : 'minor',
        title: 'The postcode field brings up a keyboard without letters, and the customer’s postcode has some.',
        advice: 'Leave the keyboard of a postcode field as it is, unless you deliver to countries only whose postcodes are digits.',
        key: 'no-letters',
      }),
    ];
    if (leftOut !== null) return { status: 'measured', values: {}, missing: { [metric]: leftOut }, findings };
    return measured({ [metric]: misfits.length + numbers.length + digitsOnly.length }, findings);
  },
});

/** inputmode goes before type (HTML Living Standard, 6.8.7). */
function keyboardOf({ field: { type, inputmode } }: Asked): string {
  const mode = inputmode.trim().toLowerCase();
  return mode === '' || mode === 'none' ? type : mode;
}

function advice(one: Asked | undefined): string {
  const mode = one === undefined ? undefined : fitting[one.purpose.asks]?.[0];
  return `Say which keyboard serves, as in ${mode === 'numeric' ? 'inputmode="numeric"' : `type="${mode ?? 'email'}"`} for ${one?.purpose.asks ?? 'email'}.`;
}

function finding(fields: readonly Asked[], told: Pick<FindingDraft, 'severity' | 'title' | 'advice' | 'key'>): FindingDraft[] {
  const [first] = fields;
  if (first === undefined) return [];
  const quote = some(fields.map(({ field: { selector, type, inputmode } }) => `${selector}: type="${type}"${inputmode === '' ? '' : ` inputmode="${inputmode}"`}`));
  return [{ kind: 'pain-point', ...told, direction: 'do', selector: first.field.selector, quote, confidence: 'B', effort: 'small' }];
}
