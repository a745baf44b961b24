import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
