import { identityOf } from './address.ts';

/** Pages of a template to audit: its first, nearest to where the crawl began, and others drawn by chance. The same pages and seed give the same sample. */
export function sampleOf({ pages }: { pages: readonly URL[] }, count: number, seed: number): URL[] {
  const [first, ...others] = pages;
  if (first === undefined) return [];
  const drawn = others
    .map((url) => ({ url, draw: hash(`${seed} ${identityOf(url)}`) }))
    .sort((a, b) => a.draw - b.draw || (a.url.href < b.url.href ? -1 : 1))
    .slice(0, Math.max(0, count - 1));
  return [first, ...drawn.map(({ url }) => url)];
}

/** FNV-1a, 32 bit (Fowler, Noll, Vo 1991), mixed once more so that alike texts fall far apart (MurmurHash3's finalizer, Appleby 2011). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
