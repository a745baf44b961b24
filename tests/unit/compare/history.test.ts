import { describe, expect, it } from 'vitest';
import { historyOf } from '../../../src/compare/index.ts';
import { mostDigested } from '../../../src/compare/history/digest.ts';
import type { RunDigest } from '../../../src/model/history.ts';
import type { Conditions, LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import type { Finding } from '../../../src/model/results.ts';
import { conditions, finding, measurement } from './make.ts';
import { digest, five, historyWith, metricsOf, otherSteps, run, stepsOf, walked } from './make-history.ts';

describe('the history of a plan', () => {
  it('is none where no run was found, or none is to be shown', () => {
    const now = run(5, [1000]);
    expect(historyWith(now, [])).toBeUndefined();
    expect(historyWith(now, [run(5, [1000])])).toBeUndefined();
    expect(historyWith(now, [run(1, [1000])], 0)).toBeUndefined();
  });

  it('says of every run that it leaves out why, also where none is left', () => {
    const now = run(5, [1000]);
    const { journeys } = now.plan;
    const on = (day: number, changes: Partial<RunRecord['plan']>): RunRecord => run(day, [1000], { plan: { ...now.plan, ...changes } });
    const elsewhere = (day: number): RunRecord => ({ ...on(day, { sites: { ours: { origin: 'https://other.example', role: 'own' } } }), conditions: otherSteps });
    const touchpoints = [{ id: 'start', title: '', stage: 'awareness' as const, momentOfTruth: false, optimum: null }];
    const others = [
      run(9, [1000]),
      run(1, [1000], { name: 'another' }),
      on(2, { sites: { theirs: { origin: 'https://theirs.example', role: 'own' } } }),
      elsewhere(3),
      on(4, { journeys: { rent: journeys['buy'] ?? { goal: '', title: '', touchpoints: [] } } }),
      run(5, [1000]),
      { ...on(4, { journeys: { buy: { goal: '', title: '', touchpoints } } }), id: 'run-4b' },
    ];
    const history = historyWith(now, others);
    expect(history).toMatchObject({ runs: [], further: 0, series: [], painPoints: [], changed: [] });
    expect(history?.leftOut).toEqual([
      { file: 'the run of 2026-01-09T03:04:05.000Z', reason: 'it was not made before this run' },
      { file: 'the run of 2026-01-01T03:04:05.000Z', reason: 'it is a run of another plan, another' },
      { file: 'the run of 2026-01-02T03:04:05.000Z', reason: 'it is a run of a plan of the same name with other sites: theirs' },
      { file: 'the run of 2026-01-03T03:04:05.000Z', reason: 'it is a run of a plan of the same name with other addresses and other steps: ours was at https://other.example' },
      { file: 'the run of 2026-01-04T03:04:05.000Z', reason: 'it is a run of a plan of the same name with other journeys: rent' },
      { file: 'the run of 2026-01-04T03:04:05.000Z', reason: 'it is a run of a plan of the same name with other touchpoints: start' },
    ]);
    expect(historyWith(now, [{ ...run(4, [1000]), id: 'run-4c' }, ...others])).toMatchObject({ runs: [{ id: 'run-4c' }], leftOut: history?.leftOut });
  });

  it('names a file that tells of several runs once for each reason', () => {
    const now = run(5, [1000]);
    const elsewhere = (day: number): RunDigest => digest(run(day, [1000], { plan: { ...now.plan, sites: { ours: { origin: 'https://other.example', role: 'own' } } }, conditions: otherSteps }));
    const history = historyOf({ now: digest(now), metrics: now.metrics, past: { runs: [1, 2, 3].map(elsewhere), files: new Map([1, 2, 3].map((day) => [`run-${day}`, 'shared/run.json'])), leftOut: [], furtherLeftOut: 0 }, most: 20, plan: now.plan, metricsOf });
    expect(history?.leftOut).toEqual([{ file: 'shared/run.json', reason: 'it is a run of a plan of the same name with other addresses and other steps: ours was at https://other.example' }]);
  });

  it('compares the own site with itself at another address, and says that it was at one', () => {
    const at = (day: number, origin: string): RunRecord => {
      const whole = run(day, five(1000));
      return { ...whole, plan: { ...whole.plan, sites: { ...whole.plan.sites, ours: { origin, role: 'own' } } } };
    };
    const history = historyWith(at(2, 'https://change-2.ours.example'), [at(1, 'https://change-1.ours.example')]);
    expect(stepsOf(history)).toEqual([]);
    expect(history?.changed.map((positions) => positions.map((position) => history.reasons[position]))).toEqual([['the address of ours (https://change-1.ours.example then, https://change-2.ours.example now)']]);
  });

  it('compares nothing of a rival that has moved, and says so', () => {
    const at = (day: number, rival: string, value: number): RunRecord => {
      const whole = run(day, five(1000));
      return { ...whole, plan: { ...whole.plan, sites: { ...whole.plan.sites, rival: { origin: rival, role: 'competitor' } } }, ledger: [...walked, ...walked.map((entry) => ({ ...entry, site: 'rival' }))], measurements: [...whole.measurements, measurement(five(value), { site: 'rival' })] };
    };
    const history = historyWith(at(3, 'https://other.example', 9000), [at(1, 'https://rival.example', 1000), at(2, 'http://www.rival.example', 1000)]);
    expect(history?.series.find(({ site, metric: id }) => site === 'rival' && id === 'speed.lcp')?.steps).toEqual([{ from: 1, to: 2, changed: [expect.any(Number)] }]);
    expect(history?.changed.map((positions) => positions.map((position) => history.reasons[position]))).toEqual([
      ['the address of rival (https://rival.example then, http://www.rival.example now)'],
      ['the address of rival (http://www.rival.example then, https://other.example now)'],
    ]);
  });

  it('calls a persona who does not get to the end any more worse, where the samples support it', () => {
    const walks = (day: number, finished: number, samples: number): RunRecord => {
      const sample = (index: number): LedgerEntry[] => ['home', 'checkout'].map((touchpoint) => ({ visit: `ours~gerry~buy~experience~${index + 1}`, site: 'ours', persona: 'gerry', journey: 'buy', touchpoint, pass: 'experience', sample: index + 1, ...(index < finished || touchpoint === 'home' ? { status: 'valid' } : { status: 'not-reached', reason: 'It ended here.' }) }) as LedgerEntry);
      return run(day, [1000], { ledger: Array.from({ length: samples }, (_, index) => sample(index)).flat() });
    };
    const finishing = (...runs: [RunRecord, ...RunRecord[]]) => historyWith(runs[0], runs.slice(1))?.series.filter(({ metric: id }) => id === 'friction.finished');
    expect(finishing(walks(2, 0, 5), walks(1, 5, 5))).toMatchObject([{ site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: null, steps: [{ from: 0, to: 1, verdict: 'worse' }] }]);
    expect(finishing(walks(2, 5, 5), walks(1, 0, 5))).toMatchObject([{ steps: [{ verdict: 'better' }] }]);
    expect(finishing(walks(2, 4, 5), walks(1, 5, 5))).toEqual([]);
    expect(finishing(walks(2, 0, 1), walks(1, 1, 1))).toEqual([]);
  });

  it('counts the series in which anything could be compared', () => {
    expect(historyWith(run(2, five(1000)), [run(1, five(1000))])?.compared).toBe(3);
    expect(historyWith(run(2, five(1000), { conditions: conditions({ tool: '9.9.9' }) }), [run(1, five(1000))])?.compared).toBe(0);
  });

  it('counts the charts whose samples vary, which are those that can be wrong by chance', () => {
    const history = historyWith(run(2, five(1000)), [run(1, five(1000))]);
    expect(history?.judged).toBe(1);
    expect(historyWith(run(2, [1000], { measurements: [measurement([5], { metric: 'speed.bytes' })] }), [run(1, [1000], { measurements: [measurement([5], { metric: 'speed.bytes' })] })])?.judged).toBe(0);
  });

  it('is the last so many runs in their order, each once', () => {
    const history = historyWith(run(9, [1000]), [3, 1, 2, 3, 4].map((day) => run(day, [1000])), 3);
    expect(history?.runs.map(({ id }) => id)).toEqual(['run-2', 'run-3', 'run-4']);
    expect(history?.further).toBe(1);
    expect(history?.runs.every(({ titles }) => titles === undefined)).toBe(true);
  });

  it('calls a step worse or better where the samples support it, and says by how much', () => {
    const history = historyWith(run(3, five(1000)), [run(1, five(1000)), run(2, five(2000))]);
    expect(stepsOf(history)).toMatchObject([{ from: 0, to: 1, verdict: 'worse', shift: { estimate: 1000 } }, { from: 1, to: 2, verdict: 'better', shift: { estimate: -1000 } }]);
  });

  it('says nothing where there are too few samples, however far they are apart', () => {
    expect(stepsOf(historyWith(run(3, [9000]), [run(1, [1000]), run(2, [1000])]))).toEqual([]);
  });

  it('is stricter the more steps there are: three samples tell one step of two runs, and none of many', () => {
    const three = (value: number): number[] => [value, value + 5, value + 10];
    expect(stepsOf(historyWith(run(2, three(3000)), [run(1, three(1000))]))).toMatchObject([{ verdict: 'worse' }]);
    expect(stepsOf(historyWith(run(9, three(3000)), [1, 2, 3, 4].map((day) => run(day, three(1000)))))).toEqual([]);
  });

  it('finds what went on little by little, from the first run to the last', () => {
    const drift = [1000, 1060, 1120, 1180, 1240, 1300].map((value, index) => run(index + 1, [...five(value), ...five(value + 1)]));
    expect(stepsOf(historyWith(drift[5] as RunRecord, drift.slice(0, 5)))).toMatchObject([{ from: 0, to: 5, verdict: 'worse' }]);
  });

  it('is not held against a first run on a machine that has become slower little by little, but against the first that can be compared', () => {
    const on = (day: number, index: number | null, value: number): RunRecord => run(day, five(value), { conditions: conditions({ hostIndex: index === null ? [] : [index] }) });
    expect(stepsOf(historyWith(on(3, 700, 1300), [on(1, 1000, 1000), on(2, 840, 1150)])).map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 2]]);
    expect(stepsOf(historyWith(on(4, 700, 1450), [on(1, 1000, 1000), on(2, 840, 1150), on(3, 720, 1300)])).map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 2], [2, 3], [1, 3]]);
    expect(stepsOf(historyWith(on(3, 300, 3000), [on(1, 1000, 1000), on(2, null, 2950)])).map(({ from, to }) => [from, to])).toEqual([[0, 1]]);
  });

  it('tells what was different from run to run also where a run has no number', () => {
    const later = { conditions: conditions({ browser: 'Chromium 157' }) };
    const history = historyWith(run(3, five(1000), later), [run(1, five(1000)), run(2, [], { ledger: [], ...later })]);
    expect(history?.changed.map((positions) => positions.map((position) => history.reasons[position]))).toEqual([['the browser (Chromium 156 then, Chromium 157 now)'], []]);
  });

  it('knows what is exact from one sample', () => {
    const weight = (day: number, value: number): RunRecord => run(day, [], { measurements: [measurement([value], { metric: 'speed.bytes' })] });
    const history = historyWith(weight(3, 900), [weight(1, 1000), weight(2, 1000)]);
    expect(history?.series).toMatchObject([{ metric: 'speed.bytes', steps: [{ from: 1, to: 2, verdict: 'better', shift: { method: 'exact', estimate: -100 } }, { from: 0, to: 2, verdict: 'better' }] }]);
  });

  it('does not call a few bytes of difference a change', () => {
    const weight = (day: number, value: number): RunRecord => run(day, [], { measurements: [measurement([value, value, value], { metric: 'speed.bytes' })] });
    expect(historyWith(weight(2, 3_100_001), [weight(1, 3_100_000)])?.series).toEqual([]);
    expect(historyWith(weight(2, 3_130_000), [weight(1, 3_100_000)])?.series).toEqual([]);
    expect(historyWith(weight(2, 3_132_000), [weight(1, 3_100_000)])?.series).toMatchObject([{ steps: [{ verdict: 'worse' }] }]);
  });

  it('passes over a run that did not measure it', () => {
    const history = historyWith(run(3, five(2000)), [run(1, five(1000)), run(2, [])]);
    expect(stepsOf(history)).toMatchObject([{ from: 0, to: 2, verdict: 'worse' }]);
  });

  it.each([
    ['another browser', { browser: 'Chromium 157' }, 'the browser (Chromium 156 then, Chromium 157 now)'],
    ['another version of this tool', { tool: '0.2.0' }, 'mystery-shopper (0.1.0 then, 0.2.0 now)'],
    ['another machine', { cores: 64 }, 'the machine (linux x64, 2 cores then, linux x64, 64 cores now)'],
    ['a faster machine', { hostIndex: [3000] }, 'the speed of the machine (BenchmarkIndex 1000 then, 3000 now)'],
    ['other throttling', { throttling: { gerry: { method: 'none', network: null, cpuRate: 4, cpuShortfall: false } } }, 'the throttling of gerry'],
    ['other steps', { planDigest: 'xyz' }, 'the personas or journeys'],
    ['another name that is sent', { names: { ours: 'Shopper' } }, "what was sent behind the browser's own user agent (nothing then, Shopper now)"],
  ] satisfies [string, Partial<Conditions>, string][])('breaks the line at %s, and tells no change across it', (_, change, reason) => {
    const later = { conditions: conditions(change) };
    const history = historyWith(run(4, five(5000), later), [run(1, five(1000)), run(2, five(1000)), run(3, five(5000), later)]);
    expect(stepsOf(history)).toEqual([{ from: 1, to: 2, changed: [history?.reasons.indexOf(reason)] }]);
    expect(history?.reasons).toContain(reason);
  });

  it('does not mind a faster machine for what is counted', () => {
    const weight = (day: number, hostIndex: number): RunRecord => run(day, [], { conditions: conditions({ hostIndex: [hostIndex] }), measurements: [measurement([5], { metric: 'speed.bytes' })] });
    expect(historyWith(weight(2, 3000), [weight(1, 1000)])?.series).toEqual([]);
  });
});

describe('pain points from run to run', () => {
  const found = (...keys: string[]): Finding[] => keys.map((key) => finding(key));
  const between = (now: Partial<RunRecord>, then: Partial<RunRecord>) => {
    const history = historyWith(run(2, [1000], now), [run(1, [1000], then)]);
    return { ...history?.painPoints.find(({ site }) => site === 'ours'), gone: history?.gone, reasons: history?.reasons, count: history?.painPoints.find(({ site }) => site === 'ours')?.gone };
  };

  it('are known, new or gone', () => {
    expect(between({ findings: found('a', 'b') }, { findings: found('b', 'c', 'd') })).toMatchObject({ known: 1, fresh: 1, count: 2, untold: 0, gone: [{ site: 'ours', title: 'Trouble c' }, { site: 'ours', title: 'Trouble d' }] });
  });

  it('are told neither new nor gone where not the same places could be looked at', () => {
    const blind = { measurements: [measurement([1000])] };
    expect(between({ findings: found('a', 'b') }, { findings: found('b'), ...blind })).toMatchObject({ known: 1, fresh: 0, count: 0, untold: 1, reasons: ['not the same places could be looked at'] });
    expect(between({ findings: found('b'), ...blind }, { findings: found('a', 'b') })).toMatchObject({ known: 1, fresh: 0, count: 0, untold: 1 });
  });

  it('are told neither new nor gone under other conditions', () => {
    expect(between({ findings: found('a'), conditions: conditions({ axe: '4.15.0' }) }, { findings: found('b') })).toMatchObject({ known: 0, fresh: 0, count: 0, untold: 2, reasons: ['axe-core (4.14.1 then, 4.15.0 now)'] });
  });

  it('are told neither new nor gone where steps differ in a journey beyond those that are kept', () => {
    const ids = Array.from({ length: 100 }, (_, index) => `page-${index}`);
    const many = (day: number, last: string, planDigest = last): RunRecord => {
      const whole = run(day, [1000]);
      const journeys = Object.fromEntries(ids.map((id) => [id, { goal: '', title: '', touchpoints: [{ id: 'home', title: '', stage: 'awareness' as const, momentOfTruth: false, optimum: null }] }]));
      return {
        ...whole,
        plan: { ...whole.plan, sites: { ours: { origin: 'https://ours.example', role: 'own' } }, journeys },
        ledger: ids.map((journey) => ({ visit: `ours~gerry~${journey}~experience~1`, site: 'ours', persona: 'gerry', journey, touchpoint: 'home', pass: 'experience', sample: 1, status: 'valid' })),
        measurements: ids.map((journey) => measurement([0], { metric: 'accessibility.violations', journey })),
        findings: [finding(`trouble of ${day}`)],
        conditions: conditions({ planDigest, digests: { personas: { gerry: 'same' }, journeys: Object.fromEntries(ids.map((id) => [`${id}@ours`, id === 'page-99' ? last : 'same'])) } }),
      };
    };
    expect(historyWith(many(2, 'same'), [many(1, 'same')])?.painPoints).toMatchObject([{ fresh: 1, gone: 1, untold: 0 }]);
    const other = historyWith(many(2, 'new steps'), [many(1, 'old steps')]);
    expect(other?.painPoints).toMatchObject([{ fresh: 0, gone: 0, untold: 2, changed: [other?.reasons.indexOf('the personas or journeys')] }]);
  });

  it('are counted where there are too many to be kept, and those that are not kept are told neither new nor known', () => {
    const lots = (severity: Finding['severity']): Finding[] => [...found('a'), ...Array.from({ length: mostDigested.painPoints + 99 }, (_, index) => finding(`rule-${index}`, { severity }))];
    expect(digest(run(1, [1000], { findings: lots('minor') })).counts).toEqual({ ours: { critical: 0, serious: 1, moderate: 0, minor: mostDigested.painPoints + 99 } });
    expect(digest(run(1, [1000], { findings: found('a') })).counts).toBeUndefined();
    expect(between({ findings: lots('minor') }, { findings: lots('minor') })).toMatchObject({ known: mostDigested.painPoints, fresh: 0, count: 0, untold: 100, reasons: ['there were more pain points than are kept for the history'] });
  });

  describe('that rest on a number which varies by nature', () => {
    const slow = (...touchpoints: string[]): Finding => finding('slow', { audit: 'speed/lcp', places: touchpoints.map((touchpoint) => ({ site: 'ours', persona: 'gerry', journey: 'buy', touchpoint, url: '', visits: [] })) });
    const at = (samples: readonly number[], findings: readonly Finding[], checkout: readonly number[] = five(1000)): Partial<RunRecord> => ({ findings: [...findings], measurements: [measurement(samples), measurement(checkout, { touchpoint: 'checkout' })] });
    const told = (now: Partial<RunRecord>, then: Partial<RunRecord>) => {
      const history = historyWith(run(2, [], now), [run(1, [], then)]);
      const ours = history?.painPoints.find(({ site }) => site === 'ours');
      return { counts: ours && [ours.known, ours.fresh, ours.gone, ours.crossed, ours.untold], gone: history?.gone, crossed: history?.crossed };
    };

    it('are new or gone where the samples show that it became worse or better', () => {
      expect(told(at(five(4000), [slow('home')]), at(five(1000), []))).toEqual({ counts: [0, 1, 0, 0, 0], gone: [], crossed: [] });
      expect(told(at(five(1000), []), at(five(4000), [slow('home')]))).toEqual({ counts: [0, 0, 1, 0, 0], gone: [{ site: 'ours', severity: 'serious', title: 'Trouble slow' }], crossed: [] });
    });

    it('may have come or gone by chance where the median only lies on the other side of the limit', () => {
      const [below, above] = [[2300, 2450, 2490, 2600, 2700], [2310, 2440, 2510, 2610, 2690]];
      const crossed = { site: 'ours', severity: 'serious', title: 'Trouble slow' };
      expect(told(at(above, [slow('home')]), at(below, []))).toEqual({ counts: [0, 0, 0, 1, 0], gone: [], crossed: [{ ...crossed, now: true }] });
      expect(told(at(below, []), at(above, [slow('home')]))).toEqual({ counts: [0, 0, 0, 1, 0], gone: [], crossed: [{ ...crossed, now: false }] });
    });

    it('may have come or gone by chance where the number became worse only where they are not, or the wrong way', () => {
      expect(told(at(five(1000), [slow('home')], five(4000)), at(five(1000), [])).counts).toEqual([0, 0, 0, 1, 0]);
      expect(told(at(five(1000), [slow('home')]), at(five(4000), [])).counts).toEqual([0, 0, 0, 1, 0]);
      expect(told(at(five(1000), [slow('home', 'checkout')], five(4000)), at(five(1000), [])).counts).toEqual([0, 1, 0, 0, 0]);
    });

    it('may have come by chance where the number became worse since the first run only', () => {
      const drift = [1000, 1060, 1120, 1180, 1240, 1300].map((value, index) => run(index + 1, [], at([...five(value), ...five(value + 1)], index === 5 ? [slow('home')] : [])));
      const history = historyWith(drift[5] as RunRecord, drift.slice(0, 5));
      expect(stepsOf(history)).toMatchObject([{ from: 0, to: 5, verdict: 'worse' }]);
      expect(history?.painPoints.find(({ site, to }) => site === 'ours' && to === 5)).toMatchObject({ fresh: 0, crossed: 1 });
    });

    it('may have come or gone by chance with one sample each, however far they lie apart', () => {
      expect(told(at([9000], [slow('home')], [1000]), at([1000], [], [1000])).counts).toEqual([0, 0, 0, 1, 0]);
    });

    it('may have come or gone by chance where they rest on a time that no metric is of', () => {
      const late = finding('late script', { timed: true });
      expect(told({ ...at([1000], [finding('exact'), late]), measurements: [measurement([0], { metric: 'accessibility.violations' })] }, { measurements: [measurement([0], { metric: 'accessibility.violations' })] })).toMatchObject({ counts: [0, 1, 0, 1, 0], crossed: [{ title: 'Trouble late script', now: true }] });
    });

    it('are known where both runs have them, and untold where conditions were different', () => {
      expect(told(at([9000], [slow('home')]), at([1000], [slow('home')])).counts).toEqual([1, 0, 0, 0, 0]);
      expect(told({ ...at(five(4000), [slow('home')]), conditions: conditions({ cores: 64 }) }, at(five(1000), [])).counts).toEqual([0, 0, 0, 0, 1]);
    });
  });

  it('do not mind where on the site, nor delights', () => {
    const elsewhere = finding('a', { places: [{ site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'checkout', url: '', visits: [] }] });
    expect(between({ findings: [elsewhere, finding('nice', { kind: 'delight' })] }, { findings: found('a') })).toMatchObject({ known: 1, fresh: 0, count: 0, untold: 0 });
  });
});
