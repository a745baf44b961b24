/**
 * Pages about what is done on other pages: /how-to-delete-your-account is read, /account/delete deletes. An act has to say upon what, by an id, a parameter or a further part of
 * the path, or it is about what the visitor has: a login, an account, a list. What does neither and reads like a title is one. Questions in several languages, the rest in English.
 */

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const questions = wordSet('how howto why what when where who which should can wie warum was wann wo wer kann pourquoi quand cómo como cuándo perché quando hoe waarom hur varför hvordan hvorfor jak dlaczego');

/** What somebody has written for others to read. */
const writings = wordSet('guide policy tutorial faq faqs explained documentation instructions handbook overview help anleitung richtlinie ratgeber hilfe');

/** Say which of several is meant, so that something is done to it. */
const pointing = wordSet('all this that these those my mine your selected saved everything it me from');

/** What a shop, a forum or an app has of a visitor's: a long text may name one that is to be deleted. */
const things = wordSet(
  'account accounts profile profiles user users member members item items product products cart basket bag wishlist list lists favourite favourites favorite favorites order orders comment comments post posts page pages photo photos picture pictures image images video videos file files folder folders document documents message messages mail mails email emails address addresses card cards review reviews entry entries row rows record records device devices session sessions subscription subscriptions notification notifications alert alerts filter filters group groups team teams project projects key keys token tokens payment payments method methods booking bookings appointment appointments reservation reservations event events listing listings ad ads note notes contact contacts friend friends search searches history data permanently now forever',
);

/** Parts of a path where things of a visitor are kept, or where something is done whatever its words say. */
const workplace = /(?:^|\/)(?:carts?|baskets?|bags?|wishlists?|lists?|favou?rites?|accounts?|profiles?|users?|members?|orders?|saved|inbox|settings|dashboard|admin|api|rm|del|drop|trash|discard|erase|purge|clear|cancel|revoke|end|undo|do|actions?|exec|cgi-bin)(?:\/|\.|$)/i;

/** Words, the verb with them: fewer name a thing. */
const fewest = 4;

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

const hasDigit = (text: string): boolean => /\d/.test(text);
const isOfWriting = (words: readonly string[]): boolean => words.length > 1 && words.some((word) => writings.has(word)) && !words.some((word) => pointing.has(word));
const isLongAndOfNothing = (words: readonly string[]): boolean => words.length >= fewest && /^(?:delete|remove)$/.test(words[0] ?? '') && !words.some((word) => things.has(word) || (pointing.has(word) && word !== 'from'));
const isQuestion = (words: readonly string[]): boolean => words.length > 2 && questions.has(words[0] ?? '');

const partsOf = (path: string): string[] => path.replace(/\/+$/, '').split('/');

/** Without the kind of its file. */
function wordsOfPart(part: string | undefined): string[] {
  return wordsOf((part ?? '').replace(/\.[a-z]{3,5}$/i, ''));
}

/** The path with a mark in place of each part that is the title of a page. `ends`: no parameters come behind it. */
export function titlesApart(path: string, ends: boolean): string {
  const parts = partsOf(path);
  const mayEnd = ends && !workplace.test(path);
  const isTitle = (part: string, at: number): boolean => {
    const words = wordsOfPart(part);
    return isQuestion(words) || (mayEnd && at === parts.length - 1 && !hasDigit(part) && (isOfWriting(words) || isLongAndOfNothing(words)));
  };
  return parts.map((part, at) => (isTitle(part, at) ? '*' : part)).join('/');
}

/** Does a link whose text begins like a command name a page? Where its address says the same words; of what is written to be read, also where the address says nothing of the kind. */
export function isTitleInAddress(text: string, path: string, ends: boolean): boolean {
  const words = wordsOf(text);
  if (!ends || hasDigit(text) || workplace.test(path) || (!isOfWriting(words) && !isLongAndOfNothing(words))) return false;
  const last = new Set(wordsOfPart(partsOf(path).at(-1)));
  return words.every((word) => last.has(word)) || (isOfWriting(words) && !hasDigit(path));
}
