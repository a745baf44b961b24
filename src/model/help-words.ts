/**
 * How ways to help and contact are labelled in English, German, French, Spanish, Italian and Dutch; sources of regular expressions with the flags iu.
 * Kinds as WCAG 2.2, 3.2.6 Consistent Help (2023) lists them: contact details, ways to contact, self-help, automated contact.
 */
export const helpWords = {
  chat: String.raw`\b(live[- ]?)?chat\b`,
  contact: String.raw`^contact$|contact us|get in touch|contact (form|details|page)|kontakt|nous contacter|contactez|^contacto$|contáct|contattaci|^contatti$|neem contact|contacteer`,
  help: String.raw`^help$|help (and|&) |help (cent|desk|page)|customer (service|support|care)|^support$|support cent|\bfaqs?\b|frequently asked|hilfe|kundenservice|kundendienst|häufige fragen|^aide$|centre d.aide|service client|^ayuda$|centro de ayuda|atención al cliente|^soporte$|^aiuto$|centro assistenza|servizio clienti|^assistenza$|^hulp$|klantenservice|veelgestelde vragen`,
} as const;
