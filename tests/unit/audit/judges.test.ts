import { afterEach, describe, expect, test } from 'vitest';
import { openJudges, type Judges } from '../../../src/audit/judges.ts';
import type { VisitEvidence } from '../../../src/model/evidence.ts';
import { planWith, touchpoint, visitWith } from './evidence.ts';

const module = (name: string): string => new URL(`modules/${name}.ts`, import.meta.url).href;

let opened: Judges | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

function judgesWith(name: string, options: { size?: number; timeout?: number; heap?: number } = {}): Judges {
  opened = openJudges({ size: 1, runDirectory: '/', auditsModule: module(name), plan: planWith(['home']), ...options });
  return opened;
}

function visitOrdering(order: string, sample: number): VisitEvidence {
  return visitWith([touchpoint('home', { collected: { console: [{ level: 'error', text: order, url: '', step: null }] } })], { sample });
}

const fine = { touchpoint: 'home', audit: 'friction/console', outcome: { status: 'measured', values: { 'friction.console': 1 }, findings: [] } };
const unusable = (because: string | RegExp) => ({ touchpoint: 'home', audit: 'friction/console', outcome: { status: 'not-available', because: expect.stringMatching(because) } });

describe('openJudges', () => {
  test('judges more visits than it has workers, each with its own results', async () => {
    const judges = judgesWith('troublesome', { size: 2 });
    const visits = [1, 2, 3, 4, 5].map((sample) => visitOrdering('nothing', sample));
    const judgements = await Promise.all(visits.map((visit) => judges.judge(visit)));
    expect(judgements.map(({ results }) => results)).toEqual(visits.map(({ unit }) => ({ visit: unit.id, outcomes: [fine] })));
    expect(judgements.map(({ visit }) => visit)).toEqual(visits);
  });

  test.each([
    ['hang', { timeout: 8000 }, 'the audits of this visit failed: gave no answer within 8 s'],
    ['exit', {}, 'the audit friction/console failed: it tried to end the process it runs in'],
    ['exhaust', { heap: 64 }, 'the audits of this visit failed: Worker terminated due to reaching memory limit'],
  ])('an audit told to %s costs its visit, not the run', async (order, options, because) => {
    const judges = judgesWith('troublesome', options);
    const [bad, good] = await Promise.all([judges.judge(visitOrdering(order, 1)), judges.judge(visitOrdering('nothing', 2))]);
    expect(bad.results.outcomes).toEqual([unusable(because)]);
    // One audit of many that fails by itself is no visit without audits.
    if (order === 'exit') expect(bad.results).not.toHaveProperty('failed');
    else expect(bad.results.failed).toContain(because);
    expect(good.results.outcomes).toEqual([fine]);
  });

  test('a rejection that an audit leaves behind does not end the process, nor the next visit', async () => {
    const judges = judgesWith('troublesome', { timeout: 30_000 });
    await judges.judge(visitOrdering('reject', 1));
    expect((await judges.judge(visitOrdering('nothing', 2))).results.outcomes).toEqual([fine]);
  });

  test('audits that cannot be loaded are an error', async () => {
    await expect(judgesWith('no-list').judge(visitOrdering('nothing', 1))).rejects.toThrow('does not export a list called audits');
    await opened?.close();
    await expect(judgesWith('missing').judge(visitOrdering('nothing', 1))).rejects.toThrow(/missing\.ts/);
  });
});
