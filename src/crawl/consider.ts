import { undoes } from './acts.ts';
import { identityOf } from './address.ts';
import type { Entry, Frontier } from './frontier.ts';
import type { LinksSeen } from './links-seen.ts';
import type { Policy, Saying, SkipLog } from './policy.ts';

/** Puts an address into the queue if the rules allow it, else tells why not. `link`: what leads to it. */
export type Consider = (url: URL, from: Pick<Entry, 'depth' | 'hops' | 'from'>, link?: Saying) => void;

export function openConsider(seed: URL, { origins, policy, frontier, skipped, links }: { origins: ReadonlySet<string>; policy: Policy; frontier: Frontier; skipped: SkipLog; links: LinksSeen }): Consider {
  /** Identities of what a link said that it undoes something. */
  const undoing = new Set<string>();
  return (url, from, link = { text: '', nofollow: false }) => {
    const identity = identityOf(url);
    // A page that names itself, as with its canonical address, leads nobody to it.
    if (from.from !== null && identityOf(new URL(from.from)) !== identity) links.add(identity, from.from);
    const isUndoing = link.acts === true || (undoes(link.text) && !takesFilterOff(url, from.from));
    if (isUndoing && origins.has(url.origin)) undoing.add(identity);
    if (frontier.knows(url)) return isUndoing && frontier.drop(url) ? skipped.add('acts', url) : undefined;
    const reason = undoing.has(identity) ? 'acts' : policy(url, link);
    if (reason !== null && (reason !== 'excluded' || identity !== identityOf(seed))) return skipped.add(reason, url);
    skipped.remove(url);
    frontier.add(url, from);
  };
}

/** The same page with fewer parameters: what "Remove" at a filter leads to is a list like others. */
function takesFilterOff(url: URL, from: string | null): boolean {
  if (from === null || !URL.canParse(from)) return false;
  const page = new URL(from);
  const given = new Set([...page.searchParams].map(String));
  const left = [...url.searchParams].map(String);
  return url.origin === page.origin && url.pathname === page.pathname && left.length < page.searchParams.size && left.every((one) => given.has(one));
}
