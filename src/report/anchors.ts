import { digest } from './digest.ts';

/** Ids of the plan are safe in an address; ~ stands between them because no id has one. */
export const touchpointAnchor = (journey: string, touchpoint: string): string => `touchpoint-${journey}~${touchpoint}`;
/** Not with a dash: a journey may be called map, and there is a chapter of that name. */
export const journeyAnchor = (journey: string): string => `journey~${journey}`;
export const metricAnchor = (metric: string): string => `metric-${metric}`;
export const personaAnchor = (persona: string): string => `persona-${persona}`;
export const shotAnchor = (site: string, journey: string, touchpoint: string, device: string): string => `shot-${site}~${journey}~${touchpoint}~${device}`;
/** The outline of a finding in a screenshot, by its number there. */
export const spotAnchor = ({ anchor }: { anchor: string }, number: number): string => `${anchor.replace(/^shot-/, 'spot-')}~${number}`;
/** The line of a finding at a touchpoint, by its number in the screenshots there. */
export const metAnchor = (site: string, journey: string, touchpoint: string, number: number): string => `met-${site}~${journey}~${touchpoint}~${number}`;

/** Finding ids carry text of the page, so their digest stands for them. */
export const findingAnchor = (finding: string): string => `finding-${digest(finding, 10)}`;

/** An address worth a link: http or https and complete. Anything else stays text. */
export function linkable(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url) || url.includes('…')) return null;
  return ['http:', 'https:'].includes(new URL(url).protocol) ? url : null;
}

/** An address without its origin where that is the one of `site`; else as it is. */
export function pathOn(url: string, site: string): string {
  if (!URL.canParse(url) || !URL.canParse(site)) return url;
  const { origin, pathname, search, hash } = new URL(url);
  return origin === new URL(site).origin && origin !== 'null' ? `${pathname}${search}${hash}` : url;
}
