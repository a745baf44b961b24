import type { Collected } from '../../src/model/evidence.ts';

type Field = Collected['census']['fields'][number];

/** What a field asks the customer for. */
export interface Purpose {
  /** In the customer's words. */
  asks: string;
  /** The input type that gives it away. */
  type?: string;
  /** Words in its label or name, without accents, in lower case: English, German, French, Spanish, Italian, Dutch. */
  words: RegExp;
  /** Values of the autocomplete attribute that declare it. */
  values: readonly string[];
  /** Asked for in other places too, as in a search for shops: counts only beside another question about the customer. */
  inCompany?: true;
  /** Digits and nothing else, wherever one lives. */
  digits?: true;
}

/** Every value of the autocomplete attribute that names a datum (HTML Living Standard, 4.10.18.7.1); the 53 purposes of WCAG 2.2, section 7, are among them. */
export const tokens: ReadonlySet<string> = new Set(
  ('name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title username new-password current-password one-time-code organization ' +
    'street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code ' +
    'cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency transaction-amount language ' +
    'bday bday-day bday-month bday-year sex url photo tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp').split(' '),
);

/** Purposes that can be told from a field's type, name or label with some certainty. The first that fits counts. */
export const purposes: readonly Purpose[] = [
  { asks: 'one-time code', words: /\b(otp|one time (code|password)|verification code|security code (we|from)|einmal(code|passwort)|bestatigungscode|code de verification|codigo de verificacion|codice di verifica|verificatiecode)\b/, values: ['one-time-code'] },
  { asks: 'card number', words: /\b(card ?number|cc ?number|cardnumber|kartennummer|numero de (la )?(carte|tarjeta)|numero (della )?carta|kaartnummer)\b/, values: ['cc-number'], digits: true },
  { asks: 'card expiry', words: /\b(expiry|expiration|exp ?date|valid (until|thru)|gultig bis|ablaufdatum|date d.?expiration|caducidad|scadenza|vervaldatum)\b/, values: ['cc-exp', 'cc-exp-month', 'cc-exp-year'] },
  { asks: 'card security code', words: /\b(cvc|cvv|csc|security code|prufnummer|cryptogramme|codigo de seguridad|codice di sicurezza|beveiligingscode)\b/, values: ['cc-csc'], digits: true },
  { asks: 'name on card', words: /\b(name on (the )?card|cardholder|card ?name|karteninhaber|titulaire de la carte|titular de la tarjeta|titolare della carta|naam op (de )?kaart)\b/, values: ['cc-name', 'cc-given-name', 'cc-family-name'] },
  { asks: 'email', type: 'email', words: /\b(e ?mail|correo electronico|courriel)\b/, values: ['email', 'username'] },
  { asks: 'phone', type: 'tel', words: /\b(phone|telephone|mobile number|telefon|telefonnummer|handynummer|telefono|telefoonnummer)\b/, values: ['tel', 'tel-national', 'tel-local', 'tel-country-code', 'tel-area-code', 'tel-extension'] },
  { asks: 'user name', words: /^(user ?name|benutzername|nom d.?utilisateur|nombre de usuario|nome utente|gebruikersnaam)$/, values: ['username', 'email'] },
  { asks: 'date of birth', words: /\b(date of birth|birth ?da(y|te)|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita|geboortedatum)\b/, values: ['bday', 'bday-day', 'bday-month', 'bday-year'] },
  { asks: 'first name', words: /\b(first ?name|given ?name|vorname|prenom|voornaam)\b/, values: ['given-name'] },
  { asks: 'last name', words: /\b(last ?name|family ?name|surname|nachname|nom de famille|apellidos?|cognome|achternaam)\b/, values: ['family-name'] },
  { asks: 'full name', words: /^(your |full |vollstandiger |ihr )?name$|\b(full ?name|nom complet|nombre completo|nome completo|volledige naam)\b/, values: ['name', 'given-name'] },
  { asks: 'postal code', words: /\b(post(al)? ?code|zip( code)?|postleitzahl|plz|code postal|codigo postal|codice postale)\b/, values: ['postal-code'] },
  { asks: 'second line of the address', words: /\b(address ?line ?2|adresszusatz|complement d.?adresse)\b/, values: ['address-line2'] },
  { asks: 'street address', words: /\b(street|street ?address|address ?line ?1|strasse|adresse postale|direccion|indirizzo|straatnaam)\b/, values: ['street-address', 'address-line1'] },
  { asks: 'town', words: /\b(city|town|stadt|wohnort|ville|ciudad|citta|woonplaats)\b/, values: ['address-level2'] },
  { asks: 'country', words: /^(country|country ?\/ ?region|land|pays|pais|paese)$/, values: ['country', 'country-name'], inCompany: true },
  { asks: 'company', words: /^(company( name)?|firma|unternehmen|societe|entreprise|empresa|azienda|bedrijf|bedrijfsnaam)( \(?optional\)?)?$/, values: ['organization'], inCompany: true },
  { asks: 'web address', type: 'url', words: /^(your )?(website|web ?site address|homepage)$/, values: ['url'], inCompany: true },
];

const asking: ReadonlySet<string> = new Set(['text', 'email', 'tel', 'number', 'url', 'select-one', '']);

/** A label or a name as it is compared: without accents, marks of required fields and the joints of a programmer. */
function spoken(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[_.[\]-]+/g, ' ')
    .replace(/[*:]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function purposeOf({ type, name, label }: Field): Purpose | undefined {
  const texts = [spoken(label), spoken(name)];
  return purposes.find((purpose) => (purpose.type !== undefined && purpose.type === type) || texts.some((text) => purpose.words.test(text)));
}

/** The visible fields that ask for something about the customer, with what that is. */
export function asked(fields: readonly Field[]): { field: Field; purpose: Purpose }[] {
  const found = fields.flatMap((field) => {
    const purpose = field.visible && field.locked !== true && field.search !== true && asking.has(field.type) ? purposeOf(field) : undefined;
    return purpose === undefined ? [] : [{ field, purpose }];
  });
  return found.filter(({ field, purpose }) => purpose.inCompany !== true || found.some((other) => other.field.form === field.form && other.purpose.inCompany !== true));
}

/** The datum an autocomplete attribute names: its last word apart from webauthn, as in "shipping street-address" or "section-a home tel". */
export function declared({ autocomplete }: Pick<Field, 'autocomplete'>): string {
  return autocomplete.trim().toLowerCase().split(/\s+/).findLast((word) => word !== 'webauthn') ?? '';
}
