import { describe, expect, it } from 'vitest';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import { runRound } from '../../../src/schedule/index.ts';
import { evidence, unit } from './make.ts';

interface Given {
  /** What the machine says, one after the other. */
  readings: readonly (number | null)[];
  usual?: number | null;
  retries?: number;
  /** Which attempts of the first visit fail by themselves. */
  failing?: readonly number[];
}

async function round({ readings, usual = 1000, retries = 1, failing = [] }: Given): Promise<{ visits: VisitEvidence[]; made: string[]; saved: VisitEvidence[]; left: number; unread: number[] }> {
  const left = [...readings];
  const made: string[] = [];
  const saved: VisitEvidence[] = [];
  const unread: number[] = [];
  const visits = await runRound<string, VisitEvidence>(
    {
      units: [unit(1), unit(1, 'b')],
      lanes: ['only'],
      retries,
      again: (visit) => !visit.outcome.ok,
      signal: new AbortController().signal,
      async visit(_, of, attempt) {
        made.push(`${of.site}${attempt}`);
        return evidence(of, attempt, !(of.site === 'a' && failing.includes(attempt)));
      },
    },
    { usual, read: async () => left.shift() ?? null, unread: (sample) => void unread.push(sample) },
    async (visit, outcome) => {
      saved.push({ ...visit, outcome });
      return { ...visit, outcome };
    },
  );
  return { visits, made, saved, left: left.length, unread };
}

describe('runRound', () => {
  it.each([
    ['as fast as ever', { readings: [1000] }],
    ['a little slower', { readings: [501] }],
    ['slow once only: a hiccup', { readings: [300, 900] }],
    ['not to be read at first', { readings: [null, 1000] }],
  ] as const)('keeps the visits where the machine was %s', async (_, given) => {
    const { visits, made, saved, left, unread } = await round(given);
    expect(made).toEqual(['a1', 'b1']);
    expect(visits.map(({ outcome }) => outcome.ok)).toEqual([true, true]);
    expect([saved, left, unread]).toEqual([[], 0, []]);
  });

  it.each([
    ['no reading', [null, null, null]],
    ['readings that are no numbers', [Number.NaN, Number.NaN, Number.NaN]],
    ['one slow reading, and no other', [300, null, null]],
  ] as const)('does not take %s for a quiet machine: the visits stay, and it is told that nothing is known', async (_, readings) => {
    const { visits, made, unread } = await round({ readings });
    expect(made).toEqual(['a1', 'b1']);
    expect(visits.map(({ outcome }) => outcome.ok)).toEqual([true, true]);
    expect(unread).toEqual([1]);
  });

  it('finds two slow readings though one between them failed', async () => {
    expect((await round({ readings: [300, null, 300], retries: 0 })).visits.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.code))).toEqual(['HOST_NOISY', 'HOST_NOISY']);
  });

  it('reads nothing where nothing is known of the machine', async () => {
    expect((await round({ readings: [1, 1], usual: null })).left).toBe(2);
  });

  it('makes the whole round again where the machine was too busy', async () => {
    const { visits, made, saved } = await round({ readings: [300, 310, 1000] });
    expect(made).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(visits.map(({ attempt, outcome }) => [attempt, outcome.ok])).toEqual([[2, true], [2, true]]);
    expect(saved.map(({ unit: { site }, outcome }) => [site, outcome])).toEqual(['a', 'b'].map((site) => [site, { ok: false, code: 'HOST_NOISY', message: 'This machine was too busy to time anything: it had 31 % of its usual speed (BenchmarkIndex 310, usually 1000).' }]));
  });

  it('leaves them invalid once the budget is used up', async () => {
    const { visits, made } = await round({ readings: [300, 300, 300, 300], retries: 1 });
    expect(made).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(visits.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.code))).toEqual(['HOST_NOISY', 'HOST_NOISY']);
  });

  it('keeps the reason of a visit that was invalid anyway', async () => {
    const { visits } = await round({ readings: [300, 300], retries: 0, failing: [1] });
    expect(visits.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.code))).toEqual(['BROWSER_CRASHED', 'HOST_NOISY']);
  });
});
