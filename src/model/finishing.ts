import type { LedgerEntry } from './record.ts';
import type { Place } from './results.ts';
import { entriesOfWalks } from './walks.ts';

/** How many valid samples of a planned journey there are, and in how many of them the customer got to the end. */
export interface Finishing {
  finished: number;
  samples: number;
}

type Walk = Omit<Place, 'touchpoint'>;

export const walkKey = ({ site, persona, journey }: Walk): string => `${site}~${persona}~${journey}`;

/**
 * By site, persona and journey, from the visits without instruments (where there were none, from the inspections). A sample in which something else was measured counts only
 * if the customer was stopped in it.
 */
export function finishingIn(ledger: readonly LedgerEntry[]): Map<string, Finishing> {
  const visits = new Map<string, { walk: string; stopped: boolean; gap: boolean }>();
  for (const entry of entriesOfWalks(ledger)) {
    const before = visits.get(entry.visit);
    const stopped = entry.status === 'not-reached' || (entry.status === 'valid' && entry.reason !== undefined);
    const gap = entry.status === 'invalid' || entry.status === 'missing';
    visits.set(entry.visit, { walk: walkKey(entry), stopped: stopped || before?.stopped === true, gap: gap || before?.gap === true });
  }
  const walks = new Map<string, Finishing>();
  for (const { walk, stopped, gap } of visits.values()) {
    const { finished, samples } = walks.get(walk) ?? { finished: 0, samples: 0 };
    walks.set(walk, { finished: finished + Number(!stopped && !gap), samples: samples + Number(stopped || !gap) });
  }
  return walks;
}
