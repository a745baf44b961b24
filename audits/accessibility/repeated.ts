import type { AuditContext } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';

type Navigation = Collected['navigation'];

/** A page of the same visit that this one can be compared with. */
export interface Former {
  touchpoint: string;
  navigation: Navigation;
}

/**
 * The pages seen before on the same host, in the same language and not under a modal dialog, the latest first. Without any: why there are none,
 * and whether that is because nothing was recorded.
 */
export function pagesBefore(navigation: Navigation, { before, visit }: Pick<AuditContext, 'before' | 'visit'>): Former[] | { because: string; known: boolean } {
  if (before === undefined) return { because: 'what the visit saw before is not known', known: false };
  if (before.length === 0) return { because: 'no page of the visit was seen before this one', known: true };
  if (navigation.modal) return { because: 'a modal dialog lies over the page', known: true };
  const recorded = before.flatMap(({ touchpoint, url, collected }) => (collected?.navigation === undefined ? [] : [{ touchpoint, url, navigation: collected.navigation }]));
  if (recorded.length === 0) return { because: 'the navigation of the touchpoints before was not recorded', known: false };
  const alike = recorded.filter(({ url, navigation: one }) => !one.modal && hostOf(url) === hostOf(visit.url) && languageOf(one) === languageOf(navigation));
  if (alike.length === 0) return { because: 'no page before was of the same host and language and without a modal dialog', known: true };
  return alike.reverse();
}

function hostOf(url: string | undefined): string {
  return URL.parse(url ?? '')?.host ?? '';
}

function languageOf({ language }: Navigation): string {
  return language.toLowerCase().split('-')[0] ?? '';
}

/** What changes from page to page and names the same thing all the same: counts, as in "Basket (2)", capitals and spaces. */
export function sameName(name: string): string {
  return name.toLowerCase().replace(/\(?\d+\)?/g, '').replace(/\s+/g, ' ').trim();
}

/** A list and what of it would have to be moved to bring the rest into rising order; the fewest possible. */
export function outOfOrder(ranks: readonly number[]): number[] {
  const best = ranks.map((): number[] => []);
  for (const [index, rank] of ranks.entries()) {
    const longest = best.slice(0, index).filter((chain) => (chain.at(-1) ?? -1) < rank).reduce<number[]>((one, other) => (other.length > one.length ? other : one), []);
    best[index] = [...longest, rank];
  }
  const kept = new Set(best.reduce<number[]>((one, other) => (other.length > one.length ? other : one), []));
  return ranks.filter((rank) => !kept.has(rank));
}
