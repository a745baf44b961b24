/**
 * Does following a link change something: log the visitor out, delete, order, subscribe? Good sites do that by forms only (RFC 9110, 2022,
 * section 9.2.1), others do not. English, German, French, Spanish, Italian, Dutch.
 */
export function acts(url: URL, text: string): boolean {
  return inAddress.test(decoded(`${url.pathname}${url.search}`)) || inText.test(text);
}

/** Does pressing a control of this name change something, or go further than looking around? Said of buttons, which do more than links. */
export function actsWhenPressed(name: string): boolean {
  return inText.test(name) || onButton.test(name);
}

const onButton =
  /^(?:add|buy|order|pay|check ?out|subscribe|send|submit|save|vote|like|follow|unfollow|book|reserve|upload|download|print|share|accept|agree|allow|reject|decline|confirm|cancel|create|new|edit|update|apply|publish|post|reply|report|block|reset|clear|empty|install|hinzuf|kaufen|bestell|bezahl|abonnier|senden|absenden|speicher|buchen|akzept|ablehn|best[aä]tig|erstell|acheter|commander|payer|envoyer|enregistrer|ajouter|accepter|refuser|comprar|pedir|pagar|enviar|guardar|a[nñ]adir|aceptar|rechazar|acquista|ordina|paga|invia|salva|aggiungi|accetta|rifiuta|kopen|bestel|betaal|verstuur|opslaan|toevoegen|accepteer|weiger)/i;

const inAddress =
  /(?:^|[/?&=_.-])(?:log-?_?out|sign-?_?out|abmelden|d[eé]connexion|cerrar-sesion|uitloggen|delete|remove|destroy|unsubscribe|abbestellen|d[eé]sabonner|add-?_?to-?_?(?:cart|basket|bag|wishlist)|(?:cart|basket|wishlist)\/(?:add|remove|update|empty)|vote|upvote|downvote)(?:$|[/?&=_.-])/i;

const inText =
  /^(?:log ?out|sign ?out|abmelden|ausloggen|(?:se )?d[eé]connecter|d[eé]connexion|cerrar sesi[oó]n|esci|disconnetti|uitloggen|afmelden|delete|remove|l[oö]schen|entfernen|supprimer|eliminar|borrar|elimina|verwijderen|unsubscribe|abbestellen|se d[eé]sabonner|add to (?:cart|basket|bag)|in den warenkorb|ajouter au panier|a[nñ]adir al carrito|aggiungi al carrello)\b/i;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
