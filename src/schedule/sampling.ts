import type { Tell } from '../model/events.ts';

/** `V`: what is known of a visit. */
export interface Sampling<V> {
  /** Numbers of samples after which the gates are tried, ascending. */
  looks: readonly number[];
  /** Makes the n-th visit of everything. */
  round(sample: number): Promise<V[]>;
  /** Visits in a round. */
  visitsPerRound: number;
  /** Labels of the gates that further samples may decide. */
  undecided(samples: number, visits: readonly V[]): Promise<string[]>;
  /** No further look is begun if the visits for it would end later than this, in ms; null: no limit. */
  limit: number | null;
  now(): number;
  signal: AbortSignal;
  tell: Tell;
}

export interface Sampled<V> {
  visits: V[];
  /** How many of each were to be made, in the end. */
  samples: number;
  /** Why it stopped before the gates were decided; null: they are, or the last look was taken. */
  cut: string | null;
}

/** Makes rounds of visits up to each look in turn, and stops when nothing is left to decide. */
export async function sampleUntilDecided<V>(work: Sampling<V>): Promise<Sampled<V>> {
  const { looks, signal, limit, tell } = work;
  const visits: V[] = [];
  const started = work.now();
  let made = 0;
  for (const [index, look] of looks.entries()) {
    for (; made < look && !signal.aborted; made += 1) visits.push(...(await work.round(made + 1)));
    const next = looks[index + 1];
    if (next === undefined || signal.aborted) return { visits, samples: look, cut: null };
    const undecided = await work.undecided(look, visits);
    if (undecided.length === 0) {
      tell({ kind: 'look', samples: look, next: null, visits: 0, undecided });
      return { visits, samples: look, cut: null };
    }
    const elapsed = work.now() - started;
    const expected = (elapsed / made) * next;
    if (limit !== null && expected > limit) {
      const cut = `${inGates(undecided)} could not be decided after ${look} samples. ${next} samples would have taken about ${minutes(expected)}, and the limit is ${minutes(limit)} (\`--max-minutes\`).`;
      tell({ kind: 'note', text: cut });
      return { visits, samples: look, cut };
    }
    tell({ kind: 'look', samples: look, next, visits: (next - look) * work.visitsPerRound, undecided });
  }
  return { visits, samples: made, cut: null };
}

function inGates(labels: readonly string[]): string {
  return labels.length === 1 ? `A gate (${labels[0]})` : `${labels.length} gates (${labels[0]}, and ${labels.length - 1} more)`;
}

function minutes(ms: number): string {
  const value = Math.round(ms / 6000) / 10;
  return `${value} ${value === 1 ? 'minute' : 'minutes'}`;
}
