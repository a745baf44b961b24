import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, fieldsLeftOut, some } from '../wording.ts';

type Field = Collected['census']['fields'][number];

const why = 'The browser knows the name, address and card of the customer. A field that says what it is for is filled in without typing.';

const source: Source = { title: 'WCAG 2.2, 1.3.5 Identify Input Purpose', year: 2023, url: 'https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose' };

/**
 * Purposes of WCAG 2.2, section 7, that can be told from a field's type, name or label with some certainty: what tells them, and
 * the autocomplete values that declare them. The first that fits counts. Words: English, German, French, Spanish.
 */
const purposes: readonly { purpose: string; type?: string; words: RegExp; values: readonly string[] }[] = [
  { purpose: 'card number', words: /\b(card ?number|cc ?number|cardnumber|kartennummer|numéro de carte|número de (la )?tarjeta)\b/, values: ['cc-number'] },
  { purpose: 'card expiry', words: /\b(expiry|expiration|exp ?date|gültig bis|ablaufdatum|date d.expiration|caducidad)\b/, values: ['cc-exp', 'cc-exp-month', 'cc-exp-year'] },
  { purpose: 'card security code', words: /\b(cvc|cvv|csc|security code|prüfnummer|cryptogramme)\b/, values: ['cc-csc'] },
  { purpose: 'name on card', words: /\b(name on card|cardholder|card ?name|karteninhaber|titulaire de la carte|titular de la tarjeta)\b/, values: ['cc-name', 'cc-given-name', 'cc-family-name'] },
  { purpose: 'email', type: 'email', words: /\b(e-?mail|correo electrónico|courriel)\b/, values: ['email', 'username'] },
  { purpose: 'phone', type: 'tel', words: /\b(phone|telephone|mobile number|telefon|telefonnummer|téléphone|teléfono)\b/, values: ['tel', 'tel-national', 'tel-local'] },
  { purpose: 'first name', words: /\b(first ?name|given ?name|vorname|prénom)\b/, values: ['given-name'] },
  { purpose: 'last name', words: /\b(last ?name|family ?name|surname|nachname|nom de famille|apellidos?)\b/, values: ['family-name'] },
  { purpose: 'full name', words: /^(your |full |vollständiger |ihr )?name$|\b(full ?name|nom complet|nombre completo)\b/, values: ['name', 'given-name'] },
  { purpose: 'postal code', words: /\b(post(al)? ?code|zip( code)?|postleitzahl|plz|code postal|código postal)\b/, values: ['postal-code'] },
  { purpose: 'street address', words: /\b(street|street ?address|address ?line ?1|straße|strasse|adresse postale|dirección)\b/, values: ['street-address', 'address-line1'] },
  { purpose: 'town', words: /\b(city|town|stadt|wohnort|ville|ciudad)\b/, values: ['address-level2'] },
];

const typed = new Set(['text', 'email', 'tel', 'number', '']);

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
      how: 'Visible fields that by type, name or label ask for something about the customer (name, contact, address, card) without the autocomplete value that says so. Labels are understood in English, German, French and Spanish.',
      source,
    },
  ],
  needs: ['census'],
  run({ census }) {
    const personal = census.fields.flatMap((field) => {
      const asked = field.visible && typed.has(field.type) ? purposes.find((purpose) => asksFor(field, purpose)) : undefined;
      return asked === undefined ? [] : [{ field, asked }];
    });
    const leftOut = fieldsLeftOut(census);
    if (personal.length === 0) return leftOut === null ? notApplicable('no field here asks for something the browser could fill in') : notAvailable(leftOut);
    const lacking = personal.filter(({ field, asked }) => !declares(field, asked.values));
    const findings = finding(lacking);
    if (leftOut !== null) return { status: 'measured', values: {}, missing: { 'friction.fields-without-autocomplete': leftOut }, findings };
    return measured({ 'friction.fields-without-autocomplete': lacking.length }, findings);
  },
});

function finding(lacking: readonly { field: Field; asked: (typeof purposes)[number] }[]): FindingDraft[] {
  const [first] = lacking;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      severity: 'moderate',
      title: `The browser cannot fill in ${counted(lacking.length, 'field')} for the customer: ${some(lacking.map(({ asked }) => asked.purpose))}.`,
      advice: `Say what each field is for, as in autocomplete="${first.asked.values[0]}" for ${first.asked.purpose}.`,
      direction: 'do',
      key: 'missing',
      selector: first.field.selector,
      quote: some(lacking.map(({ field, asked }) => `${field.selector} → autocomplete="${asked.values[0]}"`)),
      confidence: 'B',
      effort: 'small',
      wcag: ['1.3.5'],
    },
  ];
}

function asksFor({ type, name, label }: Field, purpose: (typeof purposes)[number]): boolean {
  const spoken = [label, name].map((text) => text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.[\]-]+/g, ' ').replace(/[*:]/g, '').trim().toLowerCase());
  return (purpose.type !== undefined && purpose.type === type) || spoken.some((text) => purpose.words.test(text));
}

/** The purpose is the last word, apart from webauthn: "shipping street-address", "section-a home tel". */
function declares({ autocomplete }: Field, values: readonly string[]): boolean {
  const words = autocomplete.trim().toLowerCase().split(/\s+/).filter((word) => word !== 'webauthn');
  return values.includes(words.at(-1) ?? '');
}
