/** Ways to refuse consent, as they are labelled in English, German, French, Spanish, Italian and Dutch. */
export const refusing =
  /reject|refuse|declin|deny|disagree|necessary|essential|without accept|no,? thanks|ablehn|verweiger|notwendig|erforderlich|ohne zustimm|refus|nécessaire|sans accepter|rechaz|necesari|imprescindible|rifiut|necessari|senza accettare|weiger|noodzakelijk|afwijz/i;

/** Ways to put the question off or to make it go away, in the same languages: neither a refusal nor consent. */
export const puttingOff = /not now|later|close|dismiss|später|schlie(ß|ss)|plus tard|fermer|ahora no|cerrar|chiudi|sluit/i;
