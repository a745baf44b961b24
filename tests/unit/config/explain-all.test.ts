import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explain } from '../../../src/config/explain.ts';
import { isObject } from '../../../src/config/problem.ts';
import { PlanFile } from '../../../src/config/schema.ts';

const plan = (name: string): unknown => parse(readFileSync(join(import.meta.dirname, '../../../fixtures/plans/good', name), 'utf8'));

const intruders: unknown[] = [null, undefined, true, false, 0, -1, 1.5, '', 'x', 'X Y', '/', 'https://example.com', [], ['x'], {}, { x: 1 }, { css: 'a' }, { url: '/x' }, { by: 1 }];

/** The value with one of its parts replaced, for every part and every intruder. */
function* spoilt(value: unknown): Generator<unknown> {
  yield* intruders;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of spoilt(item)) yield value.with(index, other);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) for (const other of spoilt(item)) yield { ...value, [key]: other };
  }
}

describe.each(['shop.yaml', 'login.yaml', 'steps.json'])('%s, spoilt in every place', (name) => {
  test('whatever the schema refuses is explained', () => {
    const refused = [...spoilt(plan(name))].filter((candidate) => !PlanFile.safeParse(candidate).success);
    expect(refused.length).toBeGreaterThan(400);
    expect(refused.filter((candidate) => explain(PlanFile, candidate).length === 0)).toEqual([]);
  });
});
