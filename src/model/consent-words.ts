/** Ways to refuse consent, as they are labelled in English, German, French, Spanish, Italian and Dutch. */
export const refusing =
  /reject|refuse|declin|deny|disagree|necessary|essential|without accept|no,? thanks|ablehn|verweiger|notwendig|erforderlich|ohne (zustimm|einwillig)|refus|nécessaire|sans accepter|rechaz|necesari|imprescindible|sin aceptar|rifiut|necessari|senza accettare|weiger|noodzakelijk|afwijz|zonder (te )?accepter/i;

/** Ways to put the question off or to make it go away, in the same languages: neither a refusal nor consent. */
export const puttingOff = /not now|later|close|dismiss|später|schlie(ß|ss)|plus tard|fermer|ahora no|cerrar|chiudi|sluit/i;

/** Ways to agree, in the same languages. */
export const agreeing =
  /accept|agree|allow|consent|got it|\bok(ay)?\b|i understand|akzept|zustimm|einverstanden|erlauben|zulassen|verstanden|accepter|autoriser|d.accord|j.ai compris|acept|permitir|entendido|accett|consent|permett|ho capito|accepteer|akkoord|toestaan|begrepen/i;

/** What a layer that asks for consent is about. A word about privacy alone is not enough: newsletters have it too. */
export const consentTopic =
  /cookie|consent\b|gdpr|dsgvo|rgpd|tracking|einwilligung|consentement|traceur|consentimiento|rastreador|consenso|tracciament|toestemming/i;

/** What consent platforms call their containers, beside plain words: ids and classes their documentation tells site owners to address. */
export const consentMarks = /cookie|consent|gdpr|onetrust|usercentrics|didomi|qc-cmp|truste|trustarc|cky-|klaro|iubenda|cmplz|sp_message|cmpbox/i;

/** What a control of a consent layer is for. `later`: makes it go away without an answer. */
export const consentPurposes = ['accept', 'reject', 'save', 'manage', 'later'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

const necessary = 'necess|essential|required|strictly|notwendig|erforderlich|essenziell|technisch|nécessaire|necessaire|essentiel|indispensable|esencial|necesari|imprescindible|técnic|essenzial|tecnic|noodzakelijk|essenti|functione|vereist';
const onlyOrTake = '\\bonly\\b|\\bjust\\b|\\buse\\b|accept|allow|agree|continue|proceed|\\bnur\\b|akzept|erlaub|zulass|verwend|uniquement|seulement|continuer|\\bs[oó]lo\\b|solamente|únicamente|acept|permitir|continuar|soltanto|accett|consent|\\balleen\\b|enkel|slechts|toestaan';

/**
 * How each purpose is labelled in English, German, French, Spanish, Italian and Dutch; the first that fits is meant, and earlier ones of a
 * purpose are preferred to later ones. Settings come first where the label begins with them, as in "Manage or reject".
 */
export const consentLabels: readonly (readonly [ConsentPurpose, RegExp])[] = [
  ['manage', /^(?!.*(?:save|speicher|enregistr|guardar|salva|opsla))(manage|customi[sz]e|adjust|cookie settings|einstellungen|cookie-einstellungen|paramétrer|personnaliser|gérer|configurar|personalizar|gestionar|personalizza|gestisci|instellingen|beheer|zelf instellen)/i],
  [
    'reject',
    /\b(reject|refuse|decline|deny|disagree|opt[ -]out)\b|object to all|(do not|don.t) (accept|agree|consent|allow)|without (accept|agree|consent)|^no,? thanks|ablehn|\blehne\b|verweiger|widersprech|nicht (akzept|zustimm|einverst)|ohne (zustimm|einwillig|akzept|einverst)|\brefus|sans accepter|n.accepte pas|ne pas accepter|rejeter|rechaz|descart|deneg|sin aceptar|no acept|rifiut|senza accettare|non accett|weiger|afwij[zs]|niet (accept|akkoord|toestaan)|zonder (te )?accept/i,
  ],
  ['reject', new RegExp(`^(?=.*(?:${onlyOrTake}))(?=.*(?:${necessary}))`, 'i')],
  [
    'save',
    /\b(save|submit|apply)\b|^confirm\b|confirm (my )?(choice|selection|preference)|allow selection|accept selected|(allow|accept) selected|speichern|bestätigen|auswahl (erlauben|zulassen|akzept|übernehmen)|enregistrer|valider|confirmer|sauvegarder|(autoriser|accepter) la sélection|guardar|confirmar|(permitir|aceptar) (la )?selecci|\bsalva\b|conferma|(accetta|consenti) (la )?selezion|opslaan|bewaren|bevestig|selectie (toestaan|accept)/i,
  ],
  [
    'manage',
    /settings|preferences|options|choices|customi[sz]e|manage|let me choose|\bchoose\b|einstellungen|anpassen|konfigur|verwalten|individuell|auswählen|optionen|paramétr|paramètres|personnalis|préférences|gérer|réglages|configurer|choisir|configura|personali[sz]|preferencias|gestionar|opciones|ajustes|administrar|preferenze|gestisci|impostazioni|opzioni|instellingen|voorkeuren|beheer|aanpassen|opties|\bkies/i,
  ],
  ['accept', /accept (all|cookies)|allow all|agree (to all|and)|alle (cookies )?(akzept|zulassen|erlauben)|tout (accepter|autoriser)|accepter tou|aceptar tod|permitir tod|accetta tutt|accetta e|consenti tutt|alles? (accepteren|toestaan)|alle cookies (accepteren|toestaan)/i],
  ['accept', agreeing],
  ['manage', /details|learn more|more info|mehr (erfahren|informationen)|en savoir plus|más información|scopri di più|maggiori informazioni|meer info/i],
  ['later', puttingOff],
];

/** What a control with this name is for in a consent layer; null: nothing known. */
export function consentPurposeOf(name: string): ConsentPurpose | null {
  return consentLabels.find(([, words]) => words.test(name))?.[0] ?? null;
}
