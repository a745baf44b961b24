import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolvePlan } from '../../../src/config/resolve.ts';
import { PlanFile } from '../../../src/config/schema.ts';
import { loadPlan, select, type Selection } from '../../../src/config/index.ts';

const plan = await loadPlan(join(import.meta.dirname, '../../../fixtures/plans/good/shop.yaml'));

test('nothing selected, nothing left out', () => {
  expect(select(plan, {})).toEqual(plan);
  expect(select(plan, { personas: [], sites: [], journeys: [] })).toEqual(plan);
});

test('a selection keeps the order of the plan', () => {
  const selected = select(plan, { personas: ['kim', 'molly-millennial'], sites: ['rival', 'ours'], samples: 1 });
  expect(selected.personas.map(({ id }) => id)).toEqual(['molly-millennial', 'kim']);
  expect(Object.keys(selected.sites)).toEqual(['ours', 'rival']);
  expect(selected.samples).toBe(1);
});

test('gates about what is left out go; those held against a site left out stay, to fail closed', () => {
  const selected = select(plan, { personas: ['molly-millennial'], sites: ['ours'] });
  expect(selected.gates.map(({ metric }) => metric)).toEqual(['speed.lcp', 'accessibility.violations']);
  expect(selected.gates[0]?.against).toBe('production');
  expect(selected.gatesLeftOut).toBe(plan.gates.length - 2);
  expect(select(plan, {})).not.toHaveProperty('gatesLeftOut');
});

test('how many gates went is known of a plan that is loaded in part', async () => {
  expect((await loadPlan(join(import.meta.dirname, '../../../fixtures/plans/good/shop.yaml'), { sites: ['ours'], personas: ['molly-millennial'] })).gatesLeftOut).toBe(plan.gates.length - 2);
});

test('a site can be somewhere else for one run', () => {
  const selected = select(plan, { origins: { ours: 'http://127.0.0.1:8080/' } });
  expect(selected.sites['ours']).toEqual({ ...plan.sites['ours'], origin: 'http://127.0.0.1:8080' });
  expect(plan.sites['ours']?.origin).toBe('https://staging.example.com');
});

describe.each<[string, Selection, string, string]>([
  ['persona', { personas: ['molly-milennial'] }, 'SELECTION_UNKNOWN', 'The plan has no persona "molly-milennial". Did you mean `molly-millennial`? There are: molly-millennial, gerry-gen-x, kim, kim-on-tablet.'],
  ['site', { sites: ['ours', 'nowhere-at-all'] }, 'SELECTION_UNKNOWN', 'The plan has no site "nowhere-at-all". There are: ours, production, rival.'],
  ['journey', { journeys: ['buy-tent'] }, 'SELECTION_UNKNOWN', 'There is: buy-a-tent.'],
  ['site to move', { origins: { our: 'https://x.example' } }, 'SELECTION_UNKNOWN', 'Did you mean `ours`?'],
  ['origin with a path', { origins: { ours: 'https://x.example/shop' } }, 'USAGE', 'Did you mean https://x.example?'],
  ['number of samples', { samples: 0 }, 'USAGE', 'The number of samples is 0'],
  ['number of samples', { samples: Number.NaN }, 'USAGE', 'The number of samples is NaN'],
])('an unusable %s', (_, selection, code, message) => {
  test('is refused with what there is', () => {
    expect(() => select(plan, selection)).toThrow(expect.objectContaining({ code, exitCode: 2, message: expect.stringContaining(message) }));
  });
});

describe('how many samples', () => {
  const resolved = (samples: { samples?: number; maxSamples?: number }) => {
    const site = { origin: 'https://a.example', role: 'own' };
    const file = PlanFile.parse({ sites: { a: site }, personas: ['desktop-control'], journeys: { j: { goal: 'g', touchpoints: { t: { stage: 'awareness', steps: [{ visit: '/' }] } } } }, ...samples });
    return resolvePlan(file, { name: 'n', directory: '.' });
  };

  test.each([
    ['nothing given', {}, {}, 3, 24],
    ['so many in the plan, and no more', { samples: 5 }, {}, 5, 5],
    ['a cap in the plan', { maxSamples: 20 }, {}, 3, 20],
    ['a cap below the usual start', { maxSamples: 2 }, {}, 2, 2],
    ['both in the plan', { samples: 4, maxSamples: 9 }, {}, 4, 9],
    ['so many on the command line, and no more', { maxSamples: 20 }, { samples: 4 }, 4, 4],
    ['a cap on the command line', { samples: 5 }, { maxSamples: 9 }, 5, 9],
    ['a cap on the command line below what the plan says', { samples: 5 }, { maxSamples: 2 }, 2, 2],
    ['both on the command line', { samples: 5 }, { samples: 3, maxSamples: 6 }, 3, 6],
  ] as const)('%s', (_, inPlan, given, samples, maxSamples) => {
    expect(select(resolved(inPlan), given)).toMatchObject({ samples, maxSamples });
  });

  test('refuses a cap below the start', () => {
    expect(() => select(resolved({}), { samples: 5, maxSamples: 3 })).toThrow('The most samples (3) cannot be fewer than the samples (5).');
  });

  test('takes over the confidence and the minutes', () => {
    expect(select(resolved({}), { confidence: 0.9, maxMinutes: 2 })).toMatchObject({ confidence: 0.9, maxMinutes: 2 });
  });
});
