import type { Makeup, UsualRequest } from '../model/change-evidence.ts';
import type { RequestEvidence } from '../model/evidence.ts';
import type { KeptTouchpoint } from '../model/kept-visit.ts';
import { median } from './statistics/index.ts';

/** Of each so many are kept in the record; of a text so many characters. */
export const mostKept = { requests: 60, scripts: 10, fields: 60, text: 120 };

/** What a place was made of over the samples that measured it: times from the visits without instruments, fields from wherever they were looked at. */
export function makeupOf(timed: readonly KeptTouchpoint[], inspected: readonly KeptTouchpoint[], origin: string): Makeup {
  const samples = timed.flatMap(({ collected: { requests } }) => (requests === undefined ? [] : [Map.groupBy(requests, (request) => identityOf(request, origin))]));
  // What only a few samples asked for is not what the page is made of.
  const usual = [...new Set(samples.flatMap((sample) => [...sample.keys()]))].filter((key) => samples.filter((sample) => sample.has(key)).length > samples.length / 2);
  const requests = usual.map((key): UsualRequest => {
    const alike = samples.map((sample) => sample.get(key) ?? []).filter((list) => list.length > 0);
    const [first] = alike.flat();
    const middleOf = (of: (list: readonly RequestEvidence[]) => number | null): number | null => median(alike.flatMap((list) => of(list) ?? []));
    return {
      address: key,
      party: first?.thirdParty === true ? hostOf(first.url) : null,
      bytes: middleOf((list) => sum(list.map(({ transferred }) => transferred))),
      duration: middleOf((list) => longest(list.map(({ duration }) => duration))),
      firstByte: middleOf((list) => longest(list.map(({ firstByte }) => firstByte))),
    };
  });
  const scripts = timed.flatMap(({ collected: { longTasks } }) => (longTasks === undefined ? [] : [Map.groupBy(longTasks, ({ script }) => (script === null ? 'unknown script' : withoutHash(script)))]));
  const named = [...new Set(scripts.flatMap((sample) => [...sample.keys()]))];
  const census = [...inspected, ...timed].find(({ collected }) => collected.census !== undefined)?.collected.census;
  const lcp = timed.flatMap(({ collected }) => collected.vitals?.findLast(({ metric }) => metric === 'LCP')?.element ?? []);
  return {
    requests: requests.toSorted((a, b) => (b.bytes ?? 0) - (a.bytes ?? 0) || (a.address < b.address ? -1 : 1)).slice(0, mostKept.requests),
    requestCount: samples.length === 0 ? null : requests.length,
    longTasks: scripts.length === 0 ? null : named
      .map((script) => ({ script, duration: median(scripts.map((sample) => sum((sample.get(script) ?? []).map(({ duration }) => duration)) ?? 0)) ?? 0 }))
      .filter(({ duration }) => duration > 0)
      .sort((a, b) => b.duration - a.duration)
      .slice(0, mostKept.scripts),
    lcpElement: mostFrequent(lcp),
    fields: census === undefined ? null : census.fields.filter(({ visible }) => visible).slice(0, mostKept.fields).map(({ label, name, type, required }) => ({ label: (label || name || type).slice(0, mostKept.text), required })),
  };
}

/** The same for the same thing of two builds and two origins. */
function identityOf({ url, thirdParty }: RequestEvidence, origin: string): string {
  if (!URL.canParse(url)) return url.slice(0, mostKept.text);
  const { host, origin: from, pathname } = new URL(url);
  const path = withoutHash(pathname);
  return (thirdParty || from !== origin ? `${host}${path}` : path).slice(0, mostKept.text);
}

/** /app.3f2a9c1b.js and /app-BxK93kd1.js are one file of two builds. */
function withoutHash(path: string): string {
  return path.replace(/([.-])(?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{6,}(?=\.[a-z0-9]+$)/, '$1*');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url.slice(0, mostKept.text);
}

/** null: none is known. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function longest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = [...Map.groupBy(values, (value) => value)].sort(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? null;
}
