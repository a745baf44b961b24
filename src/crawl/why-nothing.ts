import type { Crawled } from './crawl.ts';
import type { Skipped } from './policy.ts';

const becauseOf: Record<Skipped, string> = {
  outside: 'its address belongs to another site.',
  robots: 'robots.txt asks for it to be left alone. `--ignore-robots` opens it all the same: for a site of your own only.',
  acts: 'its address looks as if it logged out, deleted or ordered something.',
  nofollow: 'links to it are marked nofollow.',
  noindex: 'it asks not to be listed (noindex).',
  excluded: 'its address is not among what is to be included.',
  'no-page': 'it is a file and no page.',
  'private-address': 'it leads to a private address, and the site is a public one. `--allow-private` lets it.',
};

/** Why a crawl could open no page at all, as the end of a sentence. `elsewhere`: what to do where the address leads to another site. */
export function whyNothing({ opened, skipped, closed, ended, endedBy, because }: Pick<Crawled, 'opened' | 'skipped' | 'closed' | 'ended' | 'endedBy' | 'because'>, elsewhere: string): string {
  const moved = opened.find(({ url, location }) => location !== null && new URL(location).origin !== new URL(url).origin);
  if (moved !== undefined) return `it leads to ${moved.location}, which is another site. ${elsewhere}`;
  // Where one address leads to the next, the last one says why.
  const last = opened.find(({ location }) => location === null) ?? opened[0];
  if (last !== undefined) return `${last.problem ?? `it was answered with the status ${last.status}`}.`;
  if (ended === 'interrupted') return 'it was interrupted.';
  if (endedBy === 'busy') return `${because}.`;
  const [left] = skipped.list();
  if (left?.reason === 'robots' && closed.length > 0) return closed.join(' ');
  return left === undefined ? 'nothing was found.' : becauseOf[left.reason];
}
