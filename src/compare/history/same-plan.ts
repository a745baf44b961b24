import type { RunDigest } from '../../model/history.ts';
import { counted, listed } from '../wording.ts';

/** Why a run of another name is left out; null: it has the name. */
export function whyOfAnotherName(run: { name: string }, name: string): string | null {
  return run.name === name ? null : `it is a run of another plan, ${run.name}`;
}

/**
 * Why a run has nothing to tell of the plan of this one; null: it has. Plans are called after their files, and many files have the same name: both runs
 * have to have gone to a site of the same name, and there on a journey of the same name that passes a touchpoint of the same name. Where the site was at
 * another address, as a preview of each change is, the steps have to be the same as well. What is different within such a journey is told where numbers are compared.
 */
export function whyOfAnotherPlan(run: RunDigest, now: RunDigest): string | null {
  const named = whyOfAnotherName(run, now.name);
  if (named !== null) return named;
  const sites = Object.keys(now.sites).filter((site) => run.sites[site] !== undefined);
  if (sites.length === 0) return `it is a run of a plan of the same name with other sites: ${some(Object.keys(run.sites))}`;
  const walks = sites.flatMap((site) => run.journeys.filter((journey) => now.journeys.includes(journey)).map((journey) => ({ site, journey })));
  if (walks.length === 0) return `it is a run of a plan of the same name with other journeys: ${some(run.journeys)}`;
  const alike = walks.filter((walk) => shareTouchpoint(run, now, walk));
  if (alike.length === 0) return `it is a run of a plan of the same name with other touchpoints: ${some([...new Set(walks.flatMap((walk) => touchpointsIn(run, walk)))])}`;
  if (alike.some((walk) => isSameAddress(originIn(run, walk.site), originIn(now, walk.site)) || didTheSame(run, now, walk))) return null;
  return `it is a run of a plan of the same name with other addresses and other steps: ${some([...new Set(alike.map(({ site }) => `${site} was at ${originIn(run, site)}`))])}`;
}

interface Walk {
  site: string;
  journey: string;
}

const originIn = ({ sites }: RunDigest, site: string): string => sites[site]?.origin ?? '';

function touchpointsIn({ places }: RunDigest, { site, journey }: Walk): string[] {
  return [...new Set(places.flatMap((place) => (place.site === site && place.journey === journey ? (place.touchpoint ?? []) : [])))];
}

/** Of what is not kept nothing can be said against it. */
function shareTouchpoint(run: RunDigest, now: RunDigest, walk: Walk): boolean {
  const [then, here] = [touchpointsIn(run, walk), touchpointsIn(now, walk)];
  return then.length === 0 || here.length === 0 || then.some((touchpoint) => here.includes(touchpoint));
}

function didTheSame(run: RunDigest, now: RunDigest, { site, journey }: Walk): boolean {
  const [then, here] = [run, now].map(({ conditions: { digests, planDigest } }) => (digests === undefined ? planDigest : digests.journeys[`${journey}@${site}`]));
  return then !== undefined && then === here;
}

/** Is it the same site for the customer? With or without encryption and "www." */
export function isSameAddress(origin: string, other: string): boolean {
  const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host.replace(/^www\./u, '') : address);
  return hostOf(origin) === hostOf(other);
}

/** Texts that are named where they say what is otherwise, and of how many characters; the rest is counted or cut. */
const told = { texts: 3, characters: 160 };

function some(texts: readonly string[]): string {
  const named = texts.slice(0, told.texts).map((text) => (text.length > told.characters ? `${text.slice(0, told.characters)}…` : text));
  return listed([...named, ...(texts.length > named.length ? [counted(texts.length - named.length, 'other')] : [])]);
}
