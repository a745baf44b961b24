/**
 * What shops call things, in English, German, French, Spanish, Italian and Dutch; sources of regular expressions with the flags iu.
 * They are looked for in the text of one element at a time.
 */
export const shopWords = {
  total: String.raw`\b(order |grand )?total\b|\bto pay\b|amount due|you pay\b|gesamt(betrag|summe|preis)?\b|zu zahlen|endbetrag|\bsumme\b|à payer|montant (total|dû)|a pagar|importe total|totale\b|da pagare|importo totale|totaal\b|te betalen|eindbedrag`,
  notTotal: String.raw`sub-?\s?total|zwischensumme|sous-?\s?total|subtotaal`,
  amount: String.raw`(?:\p{Sc}|\b(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|CZK|kr|zł))\s?\d|\d[\d.,'\s]*\s?(?:\p{Sc}|(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|CZK|kr|zł)\b)`,
  guest: String.raw`\bguest\b|without (an )?account|without (registering|signing)|no account|\bgast\b|als gast|ohne (registrierung|konto|kundenkonto|anmeldung)|invité|sans (créer|compte|inscription)|invitado|sin (cuenta|registr)|ospite|senza (account|registra)|zonder (account|registr|in te loggen)`,
  returns: String.raw`\breturns\b|return policy|refund|money[- ]back|send (it|them|anything|everything|things) back|rückgabe|rücksend|retoure|widerruf|umtausch|geld zurück|\bretours?\b|rembours|rétractation|devoluci|reembols|desistimiento|\bresi\b|\breso\b|rimbors|recesso|terugsturen|terugbetal|herroep`,
} as const;

/** Languages of the words, as the first part of `lang`. */
export const shopLanguages: readonly string[] = ['en', 'de', 'fr', 'es', 'it', 'nl'];
