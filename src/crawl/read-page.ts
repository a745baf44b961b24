import { createHash } from 'node:crypto';
import { load, type CheerioAPI } from 'cheerio';
import { addressOf } from './address.ts';
import { isAsked, wishesOfHeader, wishesOfMetas, type Wish } from './wishes.ts';

export interface Link {
  url: URL;
  kind: 'link' | 'frame' | 'refresh' | 'next' | 'canonical' | 'alternate' | 'feed';
  text: string;
  /** Its author asks machines not to follow it. */
  nofollow: boolean;
  /** It says that a script sends it otherwise than with GET, as to delete something. */
  acts: boolean;
}

/** What an HTML page says of itself and where it leads. */
export interface ReadPage {
  title: string;
  canonical: URL | null;
  /** Asked of everybody, or of who reads it. */
  noindex: boolean;
  nofollow: boolean;
  wishes: Wish[];
  /** Other languages of the page, by their tag. */
  languages: { tag: string; url: URL }[];
  links: Link[];
  /** There were more links than are read. */
  cut: boolean;
  /** How the page is built: the ways from its root to its elements, each once. */
  structure: ReadonlySet<string>;
  /** Of its title and text. */
  digest: string;
  words: number;
}

/** Links of a page beyond which none are read; the largest of the HTTP Archive's pages have fewer (Web Almanac 2024, markup). */
const mostLinks = 10_000;
/** Elements deep to which the structure of a page is told. */
const deepest = 9;
const mostPaths = 2_000;

/** By its content type; where none is given a page is expected. */
export const isPage = (contentType: string): boolean => /^(?:text\/html|application\/xhtml\+xml)/.test(contentType) || contentType === '';

/** Reads a page. `robotsHeader`: its X-Robots-Tag; `product`: who reads it. Never throws: what is malformed is read as browsers do. */
export function readPage(html: string, address: string, robotsHeader: string | null = null, product = ''): ReadPage {
  const $ = load(html);
  const base = baseOf($, address);
  const metas = $('meta[name][content]').toArray().map((meta) => ({ name: $(meta).attr('name') ?? '', content: $(meta).attr('content') ?? '' }));
  const wishes = [...wishesOfMetas(metas, product), ...wishesOfHeader(robotsHeader)];
  const links: Link[] = [];
  let cut = false;
  const add = (reference: string | undefined, kind: Link['kind'], text = '', rel = '', method = 'get'): void => {
    const url = reference === undefined ? null : addressOf(reference, base);
    if (url === null) return;
    if (links.length < mostLinks) links.push({ ...linkTo(url, kind, text, rel), acts: !/^\s*get\s*$/i.test(method) });
    else cut = true;
  };

  $('a[href], area[href]').each((_, link) => {
    const { href, rel, title, alt, 'aria-label': label, 'data-method': method, 'data-turbo-method': turboMethod } = $(link).attr() ?? {};
    add(href, 'link', squeeze($(link).text()) || label || alt || title || $(link).find('img[alt]').attr('alt'), rel, method ?? turboMethod);
  });
  $('iframe[src], frame[src]').each((_, frame) => add($(frame).attr('src'), 'frame'));
  $('meta[http-equiv="refresh" i]').each((_, meta) => add(/url\s*=\s*['"]?([^'"]+)/i.exec($(meta).attr('content') ?? '')?.[1], 'refresh'));
  $('link[rel~="next" i], link[rel~="prev" i]').each((_, link) => add($(link).attr('href'), 'next'));
  $('link[rel~="alternate" i][hreflang]').each((_, link) => add($(link).attr('href'), 'alternate'));
  $('link[rel~="alternate" i][type="application/rss+xml" i], link[rel~="alternate" i][type="application/atom+xml" i]').each((_, link) => add($(link).attr('href'), 'feed'));
  const canonical = addressOf($('link[rel~="canonical" i]').first().attr('href') ?? '', base);
  if ($('link[rel~="canonical" i][href]').length > 0) add(canonical?.href, 'canonical');

  const title = squeeze($('title').first().text()).slice(0, 500);
  const languages = $('link[rel~="alternate" i][hreflang]').toArray().flatMap((link) => {
    const url = addressOf($(link).attr('href') ?? '', base);
    return url === null ? [] : [{ tag: ($(link).attr('hreflang') ?? '').toLowerCase(), url }];
  });
  const structure = structureOf($);
  $('script, style, noscript, template').remove();
  const text = squeeze($('body').text());
  return {
    title,
    canonical: $('link[rel~="canonical" i][href]').length > 0 ? canonical : null,
    noindex: isAsked(wishes, 'noindex', product),
    nofollow: isAsked(wishes, 'nofollow', product),
    wishes,
    languages,
    links,
    cut,
    structure,
    digest: createHash('sha256').update(`${title}\n${text}`).digest('base64url').slice(0, 22),
    words: text === '' ? 0 : text.split(' ').length,
  };
}

export function linkTo(url: URL, kind: Link['kind'], text: string, rel: string): Link {
  return { url, kind, text: squeeze(text).slice(0, 200), nofollow: /\bnofollow\b/i.test(rel), acts: false };
}

function baseOf($: CheerioAPI, address: string): string {
  const given = $('base[href]').first().attr('href');
  return given !== undefined && URL.canParse(given, address) ? new URL(given, address).href : address;
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** With roles and kinds of fields, since these tell a form from a list; without classes, which builds rename. */
function structureOf($: CheerioAPI): Set<string> {
  const paths = new Set<string>();
  const walk = (element: ReturnType<CheerioAPI>[number], above: string, depth: number): void => {
    if (!('tagName' in element) || paths.size >= mostPaths || /^(?:script|style|noscript|template|link|meta)$/.test(element.tagName)) return;
    const { role, type } = element.attribs;
    const path = `${above}>${element.tagName}${role === undefined ? '' : `[${role}]`}${element.tagName === 'input' ? `:${type ?? 'text'}` : ''}`;
    paths.add(path);
    if (depth < deepest) for (const child of element.children) walk(child as typeof element, path, depth + 1);
  };
  $('body').each((_, body) => walk(body, '', 0));
  return paths;
}
