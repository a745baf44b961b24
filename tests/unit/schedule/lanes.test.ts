import { describe, expect, it } from 'vitest';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import { runLanes } from '../../../src/schedule/index.ts';
import { evidence, unit } from './make.ts';

const again = (visit: VisitEvidence) => !visit.outcome.ok;

describe('runLanes', () => {
  it('never has two visits on one lane, and uses all lanes', async () => {
    const busy = new Map<string, number>();
    let most = 0;
    const visits = await runLanes({
      units: [1, 2, 3, 4, 5, 6].map((sample) => unit(sample)),
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
      units: [1, 2, 3].map((sample) => unit(sample)),
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
      units: [1, 2, 3, 4, 5].map((sample) => unit(sample)),
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
