/** Words that errors and messages of success are made of, in the languages of the consent words. A hint, never a proof: a person has to judge. */
const errors = [
  'error', 'invalid', 'incorrect', 'not valid', 'is required', 'is missing', 'failed', 'could not', 'cannot be', 'must be', 'must contain', 'please enter', 'please choose', 'please select', 'please fill',
  'fehler', 'ungültig', 'nicht gültig', 'bitte geben', 'bitte wählen', 'bitte füllen', 'erforderlich', 'fehlgeschlagen',
  'erreur', 'invalide', 'non valide', 'est obligatoire', 'est requis', 'veuillez', 'échoué',
  'no es válid', 'no válid', 'es obligatorio', 'introduzca', 'ha fallado',
  'errore', 'non è valid', 'non valid', 'è obbligatori', 'inserisci', 'inserire',
  'fout', 'ongeldig', 'is verplicht', 'niet geldig', 'mislukt',
];
const results = [
  'added', 'saved', 'sent', 'updated', 'removed', 'deleted', 'copied', 'applied', 'loading', 'no results', 'results found', 'success', 'thank you',
  'hinzugefügt', 'gespeichert', 'gesendet', 'aktualisiert', 'entfernt', 'gelöscht', 'wird geladen', 'keine treffer', 'keine ergebnisse', 'erfolgreich', 'vielen dank',
  'ajouté', 'enregistré', 'envoyé', 'supprimé', 'chargement', 'aucun résultat', 'succès', 'merci',
  'añadid', 'guardad', 'enviad', 'eliminad', 'cargando', 'sin resultados', 'correctamente', 'gracias',
  'aggiunt', 'salvat', 'inviat', 'rimoss', 'caricamento', 'nessun risultato', 'grazie',
  'toegevoegd', 'opgeslagen', 'verzonden', 'verwijderd', 'wordt geladen', 'geen resultaten', 'gelukt', 'bedankt',
];

const words = new RegExp(`(?<!\\p{L})(?:${[...errors, ...results].join('|')})`, 'iu');

/** Does a text sound like the outcome of something the customer did? */
export function soundsLikeStatus(text: string): boolean {
  return words.test(text);
}
