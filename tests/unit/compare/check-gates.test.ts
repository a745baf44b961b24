import { describe, expect, it } from 'vitest';
import { checkGates, gateFaults } from '../../../src/compare/index.ts';
import { KnownError } from '../../../src/errors/known-error.ts';
import type { OnlyWith } from '../../../src/model/metric.ts';
import type { Gate, Plan } from '../../../src/model/plan.ts';
import { actions, gate, metric, persona, plan } from './make.ts';

const metrics = [metric(), actions(), metric({ id: 'speed.tbt', pass: 'inspection' }), metric({ id: 'friction.words', unit: 'count', kind: 'exact', better: 'neither' })];

function problem(gates: Gate[], changes: Partial<Plan> = {}): KnownError | null {
  try {
    checkGates(plan({ ...changes, gates }), metrics);
    return null;
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
}

describe('checkGates', () => {
  it.each([
    ['a limit', { max: 2500 }],
    ['everywhere named', { max: 2500, site: 'rival', persona: 'gerry', journey: 'buy', at: 'checkout' }],
    ['a site', { against: 'rival', worseBy: { ms: 100, percent: 5 } }],
    ['a site, by the margin of the metric', { against: 'rival' }],
    ['a baseline, by the margin of the metric, and a limit', { against: 'baseline', max: 2500 }],
    ['a baseline', { against: 'baseline', worseBy: { percent: 5 }, new: 0 }],
    ['the list of known findings', { against: 'known', new: 0 }],
    ['a count', { metric: 'friction.actions', at: 'checkout', max: 12 }],
    ['a limit on what is measured once', { metric: 'speed.tbt', max: 300 }],
  ])('lets pass: %s', (_, of) => {
    expect(problem([gate(of)])).toBeNull();
  });

  it.each([
    ['metric', { metric: 'speed.lpc', max: 1 }, 'gates[0].metric: There is no metric "speed.lpc". Did you mean speed.lcp?'],
    ['metric unlike any', { metric: 'revenue', max: 1 }, 'gates[0].metric: There is no metric "revenue". There is: speed.lcp, friction.actions, speed.tbt, friction.words.'],
    ['site', { max: 1, site: 'rivla' }, 'gates[0].site: There is no site "rivla". Did you mean rival?'],
    ['persona', { max: 1, persona: 'gery' }, 'gates[0].persona: There is no persona "gery". Did you mean gerry?'],
    ['journey', { max: 1, journey: 'sell' }, 'gates[0].journey: There is no journey "sell". There is: buy.'],
    ['touchpoint', { max: 1, at: 'chekout' }, 'gates[0].at: There is no touchpoint "chekout". Did you mean checkout?'],
    ['against', { against: 'basline', new: 0 }, 'gates[0].against: There is no site "basline". Did you mean baseline?'],
  ])('names what is not there: %s', (_, of, message) => {
    expect(problem([gate(of)])).toMatchObject({ code: 'GATE_IMPOSSIBLE', exitCode: 2, message });
  });

  it.each([
    ['min over max', { min: 2, max: 1 }, /min 2 is more than max 1/],
    ['known without a number', { max: 1, against: 'known' }, /no `new` that says how many/],
    ['a site against itself', { against: 'ours', worseBy: { ms: 1 } }, /holds ours against itself/i],
    ['new against a site', { against: 'rival', new: 0 }, /needs `against: baseline` or `against: known`, found rival/],
    ['worse than a list', { against: 'known', worseBy: { ms: 1 } }, /has no figures to compare with/],
    ['ms of a count', { metric: 'friction.actions', against: 'rival', worseBy: { ms: 1 } }, /friction\.actions is not a time \(its unit is count\)/],
    ['worse, where nothing is', { metric: 'friction.words', against: 'rival', worseBy: { by: 1 } }, /neither more nor less is better/],
    ['a difference of what is measured once', { metric: 'speed.tbt', against: 'rival', worseBy: { ms: 1 } }, /measured once only/],
  ])('says why it can never be decided: %s', (_, of, message) => {
    expect(problem([gate(of)])?.message).toMatch(message);
  });

  it('needs a site to look at', () => {
    expect(problem([gate({ max: 1 })], { sites: { rival: { origin: 'https://rival.example', role: 'competitor' } } })?.message).toMatch(/no site of the plan has the role own/);
  });

  it('tells of all gates that are wrong', () => {
    expect(problem([gate({ max: 1 }), gate({ metric: 'speed.lpc', max: 1 }), gate({ max: 1, at: 'chekout' })])?.message.split('\n')).toEqual([expect.stringMatching(/^gates\[1\]/), expect.stringMatching(/^gates\[2\]/)]);
  });
});

describe('gateFaults, with what each metric needs', () => {
  const kim: Plan['personas'][number] = { ...persona('kim'), hands: 'keyboard' };
  const faults = (of: Partial<Gate>, needs: OnlyWith, changes: Partial<Plan> = {}): unknown[] => gateFaults(plan({ personas: [persona('gerry'), kim], ...changes, gates: [gate(of)] }), metrics, () => needs);

  it.each([
    ['no persona has the hands', { max: 1 }, ['metric', /only with these hands: touch\. No persona of the plan has them/]],
    ['the persona has other hands', { max: 1, persona: 'kim' }, ['persona', /only with these hands: touch\. kim has the hands keyboard/]],
  ] as const)('says what can never be measured: %s', (_, of, [key, text]) => {
    expect(faults(of, { hands: ['touch'] })).toEqual([{ gate: 0, key, text: expect.stringMatching(text) }]);
  });

  it('is content with one persona that has the hands', () => {
    expect(faults({ max: 1 }, { hands: ['keyboard'] })).toEqual([]);
    expect(faults({ max: 1, persona: 'kim' }, { hands: ['keyboard'] })).toEqual([]);
  });

  it('asks for the leave of every site it is about', () => {
    expect(faults({ max: 0 }, { allow: 'doubleSubmit' })).toEqual([{ gate: 0, key: 'metric', text: expect.stringMatching(/`allow: \{ doubleSubmit: true \}` says so, which is not so on ours/) }]);
    expect(faults({ max: 0 }, { allow: 'doubleSubmit' }, { sites: { ours: { origin: 'https://ours.example', role: 'own', allow: { doubleSubmit: true } } } })).toEqual([]);
  });

  it('asks for an optimum where the customer has something to do', () => {
    const steps = [{ visit: '/' }];
    const journeys = (optimum?: { actions: number }): Plan['journeys'] => ({ buy: { goal: 'Buy', touchpoints: { home: { stage: 'awareness' }, checkout: { stage: 'purchase', steps, ...(optimum && { optimum }) } } } });
    const needs = { optimum: ['friction.actions'] };
    expect(faults({ metric: 'friction.actions', max: 0 }, needs, { journeys: journeys() })).toEqual([{ gate: 0, key: 'metric', text: expect.stringMatching(/declares an `optimum`, which checkout does not/) }]);
    expect(faults({ metric: 'friction.actions', max: 0 }, needs, { journeys: journeys({ actions: 3 }) })).toEqual([]);
    expect(faults({ metric: 'speed.lcp', max: 0 }, needs, { journeys: journeys() })).toEqual([]);
  });
});
