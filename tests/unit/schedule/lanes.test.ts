import { describe, expect, it } from 'vitest';
import { evidenceSchema, type VisitEvidence, type VisitUnit } from '../../../src/model/evidence.ts';
import { runLanes } from '../../../src/schedule/index.ts';

function unit(sample: number): VisitUnit {
  return { id: `a~p~j~experience~${sample}`, site: 'a', persona: 'p', journey: 'j', pass: 'experience', sample };
}

function evidence(of: VisitUnit, attempt: number, ok: boolean): VisitEvidence {
  return {
    schema: evidenceSchema,
    unit: of,
    attempt,
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 1,
    conditions: { browser: 'none', hands: 'mouse', viewport: { width: 1, height: 1, pixelRatio: 1 }, throttling: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false }, hostIndex: null },
    outcome: ok ? { ok: true } : { ok: false, code: 'BROWSER_CRASHED', message: 'The browser crashed.' },
    touchpoints: [],
  };
}

const again = (visit: VisitEvidence) => !visit.outcome.ok;

describe('runLanes', () => {
  it('never has two visits on one lane, and uses all lanes', async () => {
    const busy = new Map<string, number>();
    let most = 0;
    const visits = await runLanes({
      units: [1, 2, 3, 4, 5, 6].map(unit),
      lanes: ['left', 'right'],
      retries: 0,
      again,
      signal: new AbortController().signal,
      async visit(lane, of, attempt) {
        busy.set(lane, (busy.get(lane) ?? 0) + 1);
        expect(busy.get(lane)).toBe(1);
        most = Math.max(most, [...busy.values()].reduce((sum, count) => sum + count, 0));
        await new Promise(setImmediate);
        busy.set(lane, 0);
        return evidence(of, attempt, true);
      },
    });
    expect(visits.map((visit) => visit.unit.sample)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(most).toBe(2);
  });

  it('tries an invalid visit again, as often as allowed, and keeps the last attempt', async () => {
    const attempts: string[] = [];
    const completed: VisitEvidence[] = [];
    const visits = await runLanes({
      events: { completed: (visit) => void completed.push(visit) },
      units: [unit(1), unit(2)],
      lanes: ['only'],
      retries: 2,
      again,
      signal: new AbortController().signal,
      async visit(_, of, attempt) {
        attempts.push(`${of.sample}.${attempt}`);
        return evidence(of, attempt, of.sample === 1 && attempt === 2);
      },
    });
    expect(attempts).toEqual(['1.1', '1.2', '2.1', '2.2', '2.3']);
    expect(visits.map((visit) => [visit.attempt, visit.outcome.ok])).toEqual([[2, true], [3, false]]);
    expect(completed).toEqual(visits);
  });

  it('begins no visit once it is told to stop, and keeps those made', async () => {
    const stop = new AbortController();
    const visits = await runLanes({
      units: [1, 2, 3].map(unit),
      lanes: ['only'],
      retries: 1,
      again,
      signal: stop.signal,
      async visit(_, of, attempt) {
        stop.abort();
        return evidence(of, attempt, true);
      },
    });
    expect(visits).toHaveLength(1);
  });

  it('begins no visit after one that could not be made at all, and ends once the others have', async () => {
    const begun: number[] = [];
    let underWay = 0;
    const work = runLanes({
      units: [1, 2, 3, 4, 5].map(unit),
      lanes: ['left', 'right'],
      retries: 0,
      again,
      signal: new AbortController().signal,
      async visit(_, of, attempt) {
        begun.push(of.sample);
        if (of.sample === 1) throw new Error('the disk is full');
        underWay += 1;
        await new Promise(setImmediate);
        underWay -= 1;
        return evidence(of, attempt, true);
      },
    });
    await expect(work).rejects.toThrow('the disk is full');
    expect(underWay).toBe(0);
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2]);
  });
});
