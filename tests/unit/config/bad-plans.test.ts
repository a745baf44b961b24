import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { impossibleGates } from '../../../src/cli/impossible-gates.ts';
import { loadPlan } from '../../../src/config/index.ts';
import { KnownError } from '../../../src/errors/known-error.ts';

interface Expected {
  code: string;
  line: number | null;
  column: number | null;
  key: string | null;
  contains: string;
}

const directory = join(import.meta.dirname, '../../../fixtures/plans/bad');
const expected = JSON.parse(readFileSync(join(directory, 'expected.json'), 'utf8')) as Record<string, Expected>;

async function errorOf(file: string): Promise<KnownError> {
  const outcome = await loadPlan(file, {}, { gates: async (plan) => impossibleGates(plan) }).catch((error: unknown) => error);
  if (outcome instanceof KnownError) return outcome;
  throw new Error(`${file} gave no KnownError`, { cause: outcome });
}

test('every bad plan has its expectation', () => {
  expect(readdirSync(directory).filter((name) => name !== 'expected.json').sort()).toEqual(Object.keys(expected).sort());
});

describe.each(Object.entries(expected))('%s', (name, { code, line, column, key, contains }) => {
  test('is refused with code, place and a message that helps', async () => {
    const file = join(directory, name);
    const error = await errorOf(file);
    const [first] = error.locations;
    expect(error.code).toBe(code);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(contains);
    expect(error.message).toContain(line === null ? file : `${file}:${line}:${column}`);
    expect(first?.file).toBe(file);
    expect({ line: first?.line ?? null, column: first?.column ?? null, key: first?.key ?? null }).toEqual({ line, column, key });
  });
});

test('all problems of a file are told at once, in its order, each with its place', async () => {
  const error = await errorOf(join(directory, 'three-problems.yaml'));
  expect(error.locations.map(({ line, key }) => [line, key])).toEqual([
    [2, 'sites.ours.titel'],
    [3, 'personas[0]'],
    [12, 'journeys.buy.touchpoints.home.steps[1].commits'],
  ]);
});

test('a file that is not there names one that is', async () => {
  const error = await errorOf(join(directory, 'typos.json'));
  expect(error.code).toBe('PLAN_NOT_FOUND');
  expect(error.message).toContain('Did you mean typo.json?');
});

test('a directory is not a plan', async () => {
  const error = await errorOf(directory);
  expect(error.code).toBe('PLAN_UNREADABLE');
  expect(error.message).toContain('is a directory');
});
