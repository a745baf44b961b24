import type { Journal, Kept } from '../model/unfinished.ts';

/** What may have been learnt before. */
interface Asking<T> {
  /** Learns it now. */
  ask(): Promise<T>;
  /** As it is kept; null: it failed in a way that may pass. */
  keep(value: T): Kept | null | Promise<Kept | null>;
  /** From what was kept; null: that is not enough, and it has to be learnt anew. */
  revive(kept: Kept): T | null | Promise<T | null>;
}

/** Lets a crawl go on where it was: what it has learnt before it is told again, in the same order, so that it comes to the same place. */
export interface Replay {
  /** The same by that name as before, or learns it and keeps it. Throws what `ask` throws, and OUTPUT_UNWRITABLE. */
  once<T>(name: string, asking: Asking<T>): Promise<T>;
  /** ms of looking for pages, with those before the crawl stood still. */
  elapsed(): number;
  /** Things that were told again. */
  told(): number;
}

/** Where nothing is kept. */
export const noJournal: Journal = { count: 0, last: 0, until: null, placeOf: () => undefined, read: async () => null, write: async () => undefined };

interface Waiting {
  place: number;
  go(): void;
}

/** @param now ms, by any clock; `date`: the clock of the calendar. */
export function openReplay(journal: Journal, { now, date, signal }: { now(): number; date(): Date; signal: AbortSignal }): Replay {
  const used = new Set<number>();
  const waiting: Waiting[] = [];
  let last = journal.last;
  let clock = { at: 0, since: now() };
  let telling = false;
  let due = false;
  let count = 0;
  let writing: Promise<unknown> = Promise.resolve();

  const elapsed = (): number => clock.at + now() - clock.since;

  /** Whoever is first in the order is told next; what is to be learnt anew has come after all of that, and so it waits. */
  const goOn = (): void => {
    due = false;
    if (telling) return;
    const [first] = waiting.toSorted((a, b) => a.place - b.place);
    const next = first === undefined || first.place === Infinity ? waiting.splice(0) : waiting.splice(waiting.indexOf(first), 1);
    telling = first !== undefined && first.place !== Infinity;
    for (const { go } of next) go();
  };
  /** Everybody who was told something has asked for the next thing by then: no more than promises lie between. */
  const goOnSoon = (): void => {
    if (due) return;
    due = true;
    setImmediate(goOn);
  };
  const turn = (place: number): Promise<void> =>
    new Promise((go) => {
      waiting.push({ place, go });
      goOnSoon();
    });
  const told = (): void => {
    telling = false;
    goOnSoon();
  };

  /** One after the other, so that those who wait for it go on in the order in which it is kept. */
  const keep = async (name: string, kept: Kept | null): Promise<void> => {
    if (kept === null && signal.aborted) return;
    last += 1;
    const writes = journal.write(name, last, { at: elapsed(), when: date().toISOString(), kept });
    const all = Promise.all([writing.catch(() => undefined), writes]);
    writing = all;
    await all;
  };
  const recall = async <T>(name: string, { revive }: Asking<T>): Promise<T | null> => {
    const learnt = await journal.read(name);
    const value = learnt?.kept == null ? null : await revive(learnt.kept);
    if (learnt === null || value === null) return null;
    clock = { at: learnt.at, since: now() };
    count += 1;
    return value;
  };

  return {
    async once(name, asking) {
      const place = journal.placeOf(name);
      const isKnown = place !== undefined && !used.has(place);
      if (isKnown || used.size < journal.count) await turn(isKnown ? place : Infinity);
      if (isKnown) {
        used.add(place);
        try {
          const value = await recall(name, asking);
          if (value !== null) return value;
        } finally {
          told();
        }
      }
      const value = await asking.ask();
      await keep(name, await asking.keep(value));
      return value;
    },
    elapsed,
    told: () => count,
  };
}
