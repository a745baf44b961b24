import type { Collected, EvidenceKey, TouchpointEvidence } from '../model/evidence.ts';
import type { CollectorSession } from './collectors/collector.ts';
import { limited, type Limited } from './patience.ts';
import { firstLine, seconds } from './problems.ts';

/** A collector at work, with the field it fills. */
export interface Collecting {
  field: EvidenceKey;
  /** It can be asked between steps too. */
  states: boolean;
  /** Nothing else is collected meanwhile. */
  alone: boolean;
  /** What closed shadow roots show is missing in what it gives. */
  openRoots: boolean;
  session: CollectorSession<EvidenceKey>;
}

/** ms a collector may take; a whole axe run on a very large page takes most of a minute. */
const collectorCap = 60_000;
/** ms a page may take to give a sign of life, and a collector to answer on a page that gives none. */
export const lifeCap = 3_000;

function reasonOf(result: Limited<unknown>, cap: number): string | null {
  if (!result.ended) return `It took longer than ${seconds(cap)}.`;
  return result.ok ? null : firstLine(result.error);
}

/** Given what a collector could not tell, and why. */
export type Note = (collector: string, reason: string) => void;
type Call = (session: CollectorSession<EvidenceKey>) => Promise<void> | undefined;

/** In their order, as they are asked for what they have collected. */
export async function tell(collecting: readonly Collecting[], note: Note, call: Call): Promise<void> {
  for (const group of groupsOf(collecting)) await tellAll(group, note, call);
}

async function tellAll(collecting: readonly Collecting[], note: Note, call: Call): Promise<void> {
  await Promise.all(
    collecting.map(async ({ field, session }) => {
      const told = call(session);
      const reason = told === undefined ? null : reasonOf(await limited(told, collectorCap), collectorCap);
      if (reason !== null) note(field, reason);
    }),
  );
}

/** All at once: they wait for the same frames. */
export async function settleAll(collecting: readonly Collecting[], note: Note, drawn: number): Promise<void> {
  await tellAll(collecting, note, (session) => session.settle?.(drawn));
}

/** The page as it is after a step, for collectors that can tell at any moment. What they cannot tell here is noted under a name of its own: they may at the end. */
export async function lookAt(touchpoint: string, step: number, collecting: readonly Collecting[], note: Note) {
  await settleAll(collecting, note, 0);
  await tell(collecting, note, (session) => session.pause?.());
  const told = (collector: string, reason: string): void => note(`${collector} after step ${step + 1}`, reason);
  return (await collect({ touchpoint, steps: [] }, collecting.filter(({ states }) => states), told, true, Promise.resolve(undefined))).collected;
}

/** `missed`: why a collector could not tell something before it is asked here. `hidden`: what the page keeps from those that look into open shadow roots only. */
export async function collect({ touchpoint, steps }: { touchpoint: string; steps: TouchpointEvidence['steps'] }, collecting: readonly Collecting[], note: Note, alive: boolean, hidden: Promise<string | undefined>, missed: ReadonlyMap<string, string> = new Map()) {
  const collected: Partial<Record<EvidenceKey, unknown>> = {};
  const partlyCollected: NonNullable<TouchpointEvidence['partlyCollected']> = [];
  const cap = alive ? collectorCap : lifeCap;
  for (const group of groupsOf(collecting)) {
    const results = await Promise.all(group.map(async (one) => ({ ...one, result: await limited(one.session.collect(touchpoint, { collected: collected as Partial<Collected>, steps }), cap) })));
    for (const { field, openRoots, session, result } of results) {
      const reason = reasonOf(result, cap);
      if (reason !== null) note(field, reason);
      else if (result.ended && result.ok && result.value !== undefined) {
        collected[field] = result.value;
        const gaps = [missed.get(field), session.partial?.(), openRoots ? await hidden : undefined].filter((gap) => gap !== undefined);
        if (gaps.length > 0) partlyCollected.push({ collector: field, reason: gaps.join('; ') });
      }
    }
  }
  return { collected: collected as Partial<Collected>, partlyCollected };
}

/** In their order; those that only read are asked at once, since most of their time is the way to the page and back. */
function groupsOf(collecting: readonly Collecting[]): Collecting[][] {
  const groups: Collecting[][] = [];
  for (const one of collecting) {
    const last = groups.at(-1);
    if (last === undefined || one.alone || last[0]?.alone === true) groups.push([one]);
    else last.push(one);
  }
  return groups;
}
