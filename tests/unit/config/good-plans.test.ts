import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { devicePresets, loadPlan, networkPresets, personaPresets } from '../../../src/config/index.ts';
import { Plan } from '../../../src/model/plan.ts';

const directory = join(import.meta.dirname, '../../../fixtures/plans/good');
const load = (name: string) => loadPlan(join(directory, name));

describe.each(readdirSync(directory))('%s', (name) => {
  test('loads into what the model calls a plan', async () => {
    const plan = await load(name);
    expect(Plan.safeParse(plan).error).toBeUndefined();
    expect(plan.directory).toBe(directory);
  });
});

test('what a plan leaves out gets its default', async () => {
  expect(await load('smallest.yaml')).toMatchObject({ name: 'smallest', gates: [], samples: 3, maxSamples: 24, maxMinutes: 6, coverage: 1, retries: 1, stepTimeout: 15_000, visitTimeout: 120_000, baseline: null, browser: null });
});

test('touchpoints and sites keep the order of the file; origins lose their slash', async () => {
  const plan = await load('shop.yaml');
  expect(Object.keys(plan.journeys['buy-a-tent']?.touchpoints ?? {})).toEqual(['home', 'product', 'checkout', 'confirm']);
  expect(Object.entries(plan.sites).map(([id, { origin }]) => [id, origin])).toEqual([
    ['ours', 'https://staging.example.com'],
    ['production', 'https://www.example.com'],
    ['rival', 'https://rival.example'],
  ]);
});

describe('personas of shop.yaml', async () => {
  const { personas } = await load('shop.yaml');
  const [molly, , kim, onTablet] = personas;
  const keyboardOnly = personaPresets.find(({ id }) => id === 'keyboard-only');

  test('a name stands for its preset', () => {
    expect(molly).toEqual(personaPresets[0]);
  });

  test('what an extension gives is changed, the rest is kept', () => {
    expect(kim).toEqual({ ...keyboardOnly, id: 'kim', title: 'Keyboard only (kim)', locale: 'de-DE', data: { ...keyboardOnly?.data, loyaltyNumber: 'K-4711' } });
  });

  test('an extension can extend one above it, down to single numbers', () => {
    const { basis: _device, ...tablet } = devicePresets.tablet;
    const { basis: _network, ...cable } = networkPresets.cable;
    expect(onTablet?.device).toEqual(tablet);
    expect(onTablet?.network).toEqual({ ...cable, name: 'Cable, changed in the plan', rtt: 80 });
    expect(onTablet?.pace).toEqual({ ...keyboardOnly?.pace, think: 2 });
    expect(onTablet?.data['loyaltyNumber']).toBe('K-4711');
  });

  test('a number that the plan sets no longer has the source of the preset', () => {
    const byPlan = { source: 'Set in the plan', evidence: 'assumption' };
    expect(onTablet?.basis).toMatchObject({ device: devicePresets.tablet.basis, network: networkPresets.cable.basis, 'network.rtt': byPlan, 'pace.think': byPlan, 'pace.key': keyboardOnly?.basis['pace.key'] });
  });
});

test('a persona can be freed of its network, and keeps its id without another', async () => {
  const { personas } = await load('login.yaml');
  expect(personas).toHaveLength(1);
  expect(personas[0]).toMatchObject({ id: 'gerry-gen-x', network: null, cpuSlowdown: 3 });
  expect(personas[0]?.basis).not.toHaveProperty('network');
});

test('a persona of its own has a source for each number, given or not', async () => {
  const { personas } = await load('function.ts');
  expect(personas[1]?.basis).toMatchObject({
    'pace.key': { source: 'Measured in our lab' },
    'pace.think': { source: 'Set in the plan' },
    'device.width': { source: 'Set in the plan' },
    network: networkPresets.fibre.basis,
  });
});

test('TypeScript plans can have functions as steps', async () => {
  const plan = await load('function.ts');
  expect(plan.journeys['sign']?.touchpoints['canvas']?.steps?.[1]?.run).toBeTypeOf('function');
});

test('JSON plans may be indented with tabs and name their schema', async () => {
  const plan = await load('steps.json');
  expect(plan).not.toHaveProperty('$schema');
  expect(plan.personas[1]?.display.zoom).toBe(4);
});
