import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/model/events.ts';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import { sampleUntilDecided, type Sampled } from '../../../src/schedule/index.ts';
import { evidence, unit } from './make.ts';

interface Given {
  looks?: readonly number[];
  /** Samples after which the gate is decided. */
  decidedAfter?: number;
  limit?: number | null;
  stopAfter?: number;
}

/** Every round takes one second. */
async function sample({ looks = [3, 5, 8, 12], decidedAfter = Infinity, limit = null, stopAfter = Infinity }: Given): Promise<Sampled<VisitEvidence> & { tried: number[]; told: RunEvent[] }> {
  const stop = new AbortController();
  const tried: number[] = [];
  const told: RunEvent[] = [];
  let clock = 0;
  const sampled = await sampleUntilDecided({
    looks,
    visitsPerRound: 1,
    async round(number) {
      clock += 1000;
      if (number === stopAfter) stop.abort();
      return [evidence(unit(number), 1, true)];
    },
    async undecided(samples, visits) {
      expect(visits).toHaveLength(samples);
      tried.push(samples);
      return samples >= decidedAfter ? [] : ['LCP not worse'];
    },
    limit,
    now: () => clock,
    signal: stop.signal,
    tell: (event) => void told.push(event),
  });
  return { ...sampled, tried, told };
}

describe('sampleUntilDecided', () => {
  it.each([
    ['stops at the first look', { decidedAfter: 3 }, 3, [3]],
    ['goes on until it is decided', { decidedAfter: 6 }, 8, [3, 5, 8]],
    ['ends at the cap, where there is nothing left to ask', {}, 12, [3, 5, 8]],
    ['asks nothing where there is one look only', { looks: [4] }, 4, []],
  ] as const)('%s', async (_, given, samples, tried) => {
    const sampled = await sample(given);
    expect(sampled).toMatchObject({ samples, tried, cut: null });
    expect(sampled.visits.map((visit) => visit.unit.sample)).toEqual(Array.from({ length: samples }, (__, index) => index + 1));
  });

  it('tells which look it is and why it goes on', async () => {
    const { told } = await sample({ decidedAfter: 5 });
    expect(told).toEqual([
      { kind: 'look', samples: 3, next: 5, visits: 2, undecided: ['LCP not worse'] },
      { kind: 'look', samples: 5, next: null, visits: 0, undecided: [] },
    ]);
  });

  it('does not begin a look that would end beyond the limit, and says so', async () => {
    const { samples, cut } = await sample({ limit: 6000 });
    expect(samples).toBe(5);
    expect(cut).toBe('A gate (LCP not worse) could not be decided after 5 samples. 8 samples would have taken about 0.1 minutes, and the limit is 0.1 minutes (`--max-minutes`).');
  });

  it('ends the visits when it is told to stop; what the look still lacks is missing', async () => {
    const { samples, visits, tried } = await sample({ stopAfter: 4 });
    expect([samples, visits.length, tried]).toEqual([5, 4, [3]]);
  });
});
