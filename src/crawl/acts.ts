/**
 * Does following a link change something: log the visitor out, delete, order, subscribe? Good sites do that by forms only (RFC 9110, 2022,
 * section 9.2.1), others do not. English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Norwegian, Polish; on links also Japanese, Chinese, Korean.
 * In doubt it does: what is not followed is told, what was done cannot be undone.
 */
export function acts(url: URL, text: string): boolean {
  const address = `${titlesApart(decoded(url.pathname), url.search === '')}${decoded(url.search)}`;
  return inAddress.test(address) || asPart.test(address) || inText.test(text) || undoes(text);
}

/** Does the text of a link say that it undoes something: a login, a subscription, a thing? Then no other link to the same address is followed, either. What is added to a basket has a page, too. */
export function undoes(text: string): boolean {
  return undoing.test(text.trim());
}

/** Does pressing a control of this name change something, or go further than looking around? Said of buttons, which do more than links. */
export function actsWhenPressed(name: string): boolean {
  return inText.test(name) || undoes(name) || onButton.test(name);
}

const onButton =
  /^(?:add|buy|order|pay|check ?out|subscribe|send|submit|save|vote|like|follow|unfollow|book|reserve|upload|download|print|share|accept|agree|allow|reject|decline|confirm|cancel|create|new|edit|update|apply|publish|post|reply|report|block|reset|clear|empty|install|hinzuf|kaufen|bestell|bezahl|abonnier|senden|absenden|speicher|buchen|akzept|ablehn|best[aä]tig|k[uü]ndigen|erstell|acheter|commander|payer|envoyer|enregistrer|ajouter|accepter|refuser|comprar|pedir|pagar|enviar|guardar|a[nñ]adir|aceptar|rechazar|acquista|ordina|paga|invia|salva|aggiungi|accetta|rifiuta|kopen|bestel|betaal|verstuur|opslaan|toevoegen|accepteer|weiger)/i;

const inAddress =
  /(?:^|[/?&=_.-])(?:log-?_?(?:out|off)|sign-?_?(?:out|off)|abmelden|d[eé]connexion|cerrar-sesion|uitloggen|delete|remove|destroy|unsubscribe|abbestellen|d[eé]sabonner|add-?_?to-?_?(?:cart|basket|bag|wishlist)|(?:cart|basket|wishlist)\/(?:add|remove|update|empty)|vote|upvote|downvote)(?:$|[/?&=_.-])/i;

/**
 * Words that are common in titles as well: only where they are a part of the path or a value by themselves. To cancel a contract (kündigen) counts as a value alone: in Germany
 * every shop with subscriptions has a page with a form for it, behind a link that says so (§ 312k BGB, 2022).
 */
const asPart =
  /=k(?:ü|ue)ndigen(?:$|&)|[/?&=](?:ausloggen|l(?:ö|oe)schen|entfernen|in-den-warenkorb|se-d[eé]connecter|supprimer|d[eé]sinscription|ajouter-au-panier|cerrarsesion|logout\w*|eliminar|borrar|darse-de-baja|a[nñ]adir-al-carrito|esci|disconnetti|elimina|rimuovi|disiscriviti|aggiungi-al-carrello|afmelden|verwijderen|uitschrijven|sair|terminar-sess[aã]o|excluir|apagar|logga-ut|ta-bort|avregistrera|log-ud|slet|logg-ut|slett|wyloguj|usu[nń]|wypisz|(?:cart|basket|wishlist|compare|warenkorb|panier|carrito|carrello|winkelwagen)\/(?:\w+\/)?(?:add|remove|update|empty|delete))(?:$|[/?&=.])/i;

const undoing =
  /^(?:(?:log ?(?:out|off)|sign ?(?:out|off)|abmelden|ausloggen|(?:se )?d[eé]connecter|d[eé]connexion|cerrar sesi[oó]n|esci|disconnetti|uitloggen|afmelden|sair|terminar sess[aã]o|logga ut|log ud|logg ut|wyloguj|delete|remove|l[oö]schen|entfernen|jetzt k[uü]ndigen|supprimer|eliminar|borrar|elimina|rimuovi|verwijderen|excluir|apagar|ta bort|slet|slett|usu[nń]|unsubscribe|abbestellen|se d[eé]sabonner|darse de baja|disiscriviti|uitschrijven|avregistrera|wypisz)(?![\p{L}\p{N}])|ログアウト|サインアウト|削除|退会|登出|退出登录|注销|删除|取消订阅|로그아웃|삭제)/iu;

const inText = /^(?:add to (?:cart|basket|bag)|in den warenkorb|ajouter au panier|a[nñ]adir al carrito|aggiungi al carrello|in winkelwagen|adicionar ao carrinho|l[aä]gg i varukorgen|l[aæ]g i kurven|legg i handlekurv|dodaj do koszyka)(?![\p{L}\p{N}])/iu;

/** A part of the path that asks a question, of three words and more: what it names is told there, and done elsewhere. */
const question = /(?<=\/)(?:how|howto|why|what|when|where|who|which|should|can|wie|warum|was|wann|wo|wer|kann|pourquoi|quand|c[oó]mo|cu[aá]ndo|perch[eé]|quando|hoe|waarom|hur|varför|hvordan|hvorfor|jak|dlaczego)(?:[-_][^-_/]+){2,}/gi;

/** A last part that names what is written to be read, as in /logout-guide. What deletes a guide begins with that word; and where a number stands in it, something may be done to that. */
const writing = /(?<=\/)(?!delete|remove|destroy)[^/\d]+[-_](?:guide|tutorial|faqs?|explained|instructions|help|anleitung|hilfe)(?:\.[a-z]{3,5})?\/?$/i;

/** The path with a mark in place of each part that is the title of a page about an act. `ends`: no parameters come behind it. */
function titlesApart(path: string, ends: boolean): string {
  const asked = path.replace(question, '*');
  return ends ? asked.replace(writing, '*') : asked;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
