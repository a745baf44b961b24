import type { RunDigest } from '../../model/history.ts';
import { counted, listed } from '../wording.ts';

/** Why a run of another name is left out; null: it has the name. */
export function whyOfAnotherName(run: { name: string }, name: string): string | null {
  return run.name === name ? null : `it is a run of another plan, ${run.name}`;
}

/**
 * Why a run has nothing to tell of the plan of this one; null: it has. Plans are called after their files, and many files have the same name: the
 * runs have to have gone to a site of the same name at the same address, and there to have been on a journey of the same name that passes a touchpoint of
 * the same name. What is different within such a journey is told where numbers are compared.
 */
export function whyOfAnotherPlan(run: RunDigest, now: RunDigest): string | null {
  const named = whyOfAnotherName(run, now.name);
  if (named !== null) return named;
  const sites = Object.keys(now.sites).filter((site) => run.sites[site] !== undefined);
  if (sites.length === 0) return `it is a run of a plan of the same name with other sites: ${some(Object.keys(run.sites))}`;
  const there = sites.filter((site) => isSameAddress(originIn(run, site), originIn(now, site)));
  if (there.length === 0) return `it is a run of a plan of the same name with other addresses: ${some(sites.map((site) => `${site} was at ${originIn(run, site)}`))}`;
  const walks = there.flatMap((site) => run.journeys.filter((journey) => now.journeys.includes(journey)).map((journey) => ({ site, journey })));
  if (walks.length === 0) return `it is a run of a plan of the same name with other journeys: ${some(run.journeys)}`;
  const alike = walks.filter((walk) => shareTouchpoint(run, now, walk));
  if (alike.length === 0) return `it is a run of a plan of the same name with other touchpoints: ${some([...new Set(walks.flatMap((walk) => touchpointsIn(run, walk)))])}`;
  if (alike.some((walk) => isSamePort(originIn(run, walk.site), originIn(now, walk.site)) || didTheSame(run, now, walk))) return null;
  return `it is a run of a plan of the same name at another port of the machine itself, with other steps: ${some(alike.map(({ site }) => `${site} was at ${originIn(run, site)}`))}`;
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

/** Is it the same site for the customer? With or without encryption and "www."; on the machine itself at whatever port, as where each run starts the site anew. */
export function isSameAddress(origin: string, other: string): boolean {
  const [one, two] = [origin, other].map(partsOf);
  if (one === undefined || two === undefined || one === null || two === null) return origin === other;
  return (one.local && two.local) || (one.host === two.host && one.port === two.port);
}

function isSamePort(origin: string, other: string): boolean {
  return partsOf(origin)?.port === partsOf(other)?.port;
}

/** null: it is no address. */
function partsOf(origin: string): { host: string; port: string; local: boolean } | null {
  if (!URL.canParse(origin)) return null;
  const { hostname, port } = new URL(origin);
  return { host: hostname.replace(/^www\./u, ''), port, local: /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/u.test(hostname) };
}

/** Texts that are named where they say what is otherwise, and of how many characters; the rest is counted or cut. */
const told = { texts: 3, characters: 160 };

function some(texts: readonly string[]): string {
  const named = texts.slice(0, told.texts).map((text) => (text.length > told.characters ? `${text.slice(0, told.characters)}…` : text));
  return listed([...named, ...(texts.length > named.length ? [counted(texts.length - named.length, 'other')] : [])]);
}
