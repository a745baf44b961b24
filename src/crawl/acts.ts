/**
 * Does following a link change something: log the visitor out, delete, order, subscribe? Good sites do that by forms only (RFC 9110, 2022,
 * section 9.2.1), others do not. English, German, French, Spanish, Italian, Dutch.
 */
export function acts(url: URL, text: string): boolean {
  return inAddress.test(decoded(`${url.pathname}${url.search}`)) || inText.test(text);
}

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
