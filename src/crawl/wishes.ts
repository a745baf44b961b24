/** What a page asks of machines: not to be listed (noindex), or that its links are not followed (nofollow). */
export interface Wish {
  what: 'noindex' | 'nofollow';
  /** Who is asked, as in googlebot; null: everybody. */
  agent: string | null;
  /** Said in a meta element of the page, or in its header X-Robots-Tag. */
  by: 'html' | 'header';
}

/** Crawlers that may be asked by their names in meta elements (documentation of Google, Bing, Yandex, Baidu, Apple, DuckDuckGo, Naver, Seznam, Yahoo, 2025). */
const crawlers = new Set(['googlebot', 'googlebot-news', 'googlebot-image', 'google-extended', 'bingbot', 'msnbot', 'yandex', 'yandexbot', 'baiduspider', 'applebot', 'duckduckbot', 'yeti', 'seznambot', 'slurp']);

/** Directives with a value of their own: what stands before their colon is no name of a crawler (Google Search Central, robots meta tag, 2025). */
const valued = /^(?:unavailable_after|max-snippet|max-image-preview|max-video-preview)$/;

/** What meta elements say to everybody (`robots`), to `product`, and to well-known crawlers. */
export function wishesOfMetas(metas: readonly { name: string; content: string }[], product: string): Wish[] {
  return metas.flatMap(({ name, content }) => {
    const agent = name.trim().toLowerCase();
    return agent === 'robots' || agent === product || crawlers.has(agent) ? wishesIn(content.toLowerCase().split(','), agent === 'robots' ? null : agent, 'html') : [];
  });
}

/** What an X-Robots-Tag says. What stands after the name of a crawler is said to that one. */
export function wishesOfHeader(header: string | null): Wish[] {
  let agent: string | null = null;
  return (header ?? '').toLowerCase().split(',').flatMap((part) => {
    const [, name, rest] = /^\s*([\w*-]+)\s*:(.*)$/.exec(part) ?? [];
    if (name === undefined || rest === undefined || valued.test(name)) return wishesIn([part], agent, 'header');
    agent = name === '*' ? null : name;
    return wishesIn([rest], agent, 'header');
  });
}

function wishesIn(directives: readonly string[], agent: string | null, by: Wish['by']): Wish[] {
  const said = new Set(directives.map((directive) => directive.trim()));
  return (['noindex', 'nofollow'] as const).filter((what) => said.has(what) || said.has('none')).map((what) => ({ what, agent, by }));
}

/** Is it asked of everybody, or of `product`? */
export function isAsked(wishes: readonly Wish[], what: Wish['what'], product: string): boolean {
  return wishes.some((wish) => wish.what === what && (wish.agent === null || wish.agent === product));
}

/** The name by which a crawl is spoken to: the first of its user agent, or behind `compatible` where it names itself like a browser (RFC 9309, 2022, section 2.2.1). */
export function productOf(userAgent: string): string {
  return (/\bcompatible;\s*([\w-]+)/i.exec(userAgent)?.[1] ?? /^\s*([\w-]+)/.exec(userAgent)?.[1] ?? '').toLowerCase();
}
