import { describe, expect, it } from 'vitest';
import { personaPresets } from '../../../src/config/index.ts';
import { longestFirst, unitsOf } from '../../../src/schedule/index.ts';
import { evidence, unit } from './make.ts';

const site = { origin: 'http://localhost:1', role: 'own' as const };
const journey = { goal: 'look', touchpoints: { home: { stage: 'awareness' as const } } };
const plan = {
  sites: { ours: site, rival: site },
  personas: personaPresets.slice(0, 2),
  journeys: { look: journey },
  samples: 3,
};

describe('unitsOf', () => {
  const { experience, inspection } = unitsOf(plan);

  it('visits every site as every persona as often as there are samples', () => {
    expect(experience).toHaveLength(2 * 2 * 3);
    expect(new Set(experience.map((unit) => unit.id)).size).toBe(12);
    expect(inspection).toHaveLength(4);
  });

  it('turns the order of the sites from round to round, so that drift cancels', () => {
    const orders = [1, 2, 3].map((sample) => experience.filter((unit) => unit.sample === sample && unit.persona === plan.personas[0]?.id).map((unit) => unit.site));
    expect(orders).toEqual([['ours', 'rival'], ['rival', 'ours'], ['ours', 'rival']]);
  });

  it('keeps the samples to be compared next to one another', () => {
    const rounds = experience.map((unit) => unit.sample);
    expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
  });
});

describe('longestFirst', () => {
  const took = (site: string, sample: number, duration: number) => ({ ...evidence(unit(sample, site), 1, true), duration });

  it('begins with what took longest, and keeps the order of the others', () => {
    const units = ['a', 'b', 'c', 'd'].map((site) => unit(1, site));
    const order = longestFirst(units, [took('b', 1, 200), took('c', 1, 100), took('c', 2, 900)]).map(({ site }) => site);
    expect(order).toEqual(['c', 'b', 'a', 'd']);
  });
});
