import { load, type CheerioAPI } from 'cheerio';
import { addressOf, identityOf } from './address.ts';

/** What a customer would go by on a page. */
export interface Landmarks {
  heading: string | null;
  /** Links of its main navigation, in their order, each page once. */
  navigation: { name: string; url: URL }[];
  /** By what the search field is found; null: there is none, or it has no name. */
  search: { label: string } | { placeholder: string } | null;
  /** Name of the button that puts something into the basket. */
  buy: string | null;
}

const buyWords = /^(?:add to (?:cart|basket|bag)|in den warenkorb|ajouter au panier|a[nñ]adir (?:al carrito|a la cesta)|aggiungi al carrello|in winkelwagen|toevoegen aan winkelwagen)\b/i;
const mostLinks = 12;

export function landmarksOf(html: string, address: string): Landmarks {
  const $ = load(html);
  const heading = squeeze($('h1').first().text());
  return { heading: heading === '' ? null : heading.slice(0, 80), navigation: navigationOf($, address), search: searchOf($), buy: buyOf($) };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Of the first navigation with at least two links to other pages of the site, or else of the header. */
function navigationOf($: CheerioAPI, address: string): Landmarks['navigation'] {
  const here = new URL(address);
  const regions = ['nav, [role="navigation"]', 'header, [role="banner"]'].flatMap((selector) => $(selector).toArray());
  const lists = regions.map((region) => {
    const seen = new Set([identityOf(here)]);
    return $(region).find('a[href]').toArray().flatMap((link) => {
      const url = addressOf($(link).attr('href') ?? '', address);
      const name = squeeze($(link).attr('aria-label') ?? $(link).text());
      if (url === null || url.origin !== here.origin || name === '' || name.length > 60 || seen.has(identityOf(url))) return [];
      seen.add(identityOf(url));
      return [{ name, url }];
    });
  });
  return (lists.find((links) => links.length >= 2) ?? []).slice(0, mostLinks);
}

function searchOf($: CheerioAPI): Landmarks['search'] {
  const field = $('input[type="search"], [role="search"] input:not([type="hidden"]):not([type="submit"]), form input[name="q"], form input[name="search"]').first();
  if (field.length === 0) return null;
  const id = field.attr('id');
  const label = id === undefined ? '' : $(`label[for="${id.replace(/["\\]/g, '\\$&')}"]`).text();
  const name = squeeze(field.attr('aria-label') ?? (label === '' ? field.closest('label').text() : label));
  const placeholder = squeeze(field.attr('placeholder') ?? '');
  if (name !== '') return { label: name };
  return placeholder === '' ? null : { placeholder };
}

function buyOf($: CheerioAPI): string | null {
  for (const control of $('button, [role="button"], input[type="submit"]').toArray()) {
    const name = squeeze($(control).attr('aria-label') ?? $(control).attr('value') ?? $(control).text());
    if (buyWords.test(name)) return name.slice(0, 80);
  }
  return null;
}
