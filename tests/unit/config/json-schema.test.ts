import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planJsonSchema } from '../../../src/config/index.ts';

const plans = join(import.meta.dirname, '../../../fixtures/plans');
const schema = planJsonSchema();
const validate: ValidateFunction = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const read = (path: string): unknown => parse(readFileSync(join(plans, path), 'utf8'));

test('it says what it is, and leaves functions out', () => {
  expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: 'Mystery Shopper plan', type: 'object', required: ['sites', 'personas'] });
  expect(schema).toHaveProperty('definitions.Crawl.properties.maxPages');
  expect(schema).toHaveProperty('definitions.Step.properties.click');
  expect(schema).not.toHaveProperty('definitions.Step.properties.run');
});

describe.each(readdirSync(join(plans, 'good')).filter((name) => !name.endsWith('.ts')))('%s', (name) => {
  test('is what the schema allows', () => {
    validate(read(`good/${name}`));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test.each(['action-typo.yaml', 'enum-typo.yaml', 'missing-stage.yaml', 'preset-typo.yaml', 'no-sites.yaml', 'nothing-to-visit.yaml', 'crawl-typo.yaml', 'function-in-yaml.yaml', 'typo.json'])('%s is not', (name) => {
  expect(validate(read(`bad/${name}`))).toBe(false);
});
