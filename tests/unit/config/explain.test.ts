import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { explain } from '../../../src/config/explain.ts';
import { problemText } from '../../../src/config/format-problems.ts';
import { pathText } from '../../../src/config/problem.ts';
import { PersonaEntry } from '../../../src/config/schema.ts';
import { Step } from '../../../src/model/journey.ts';
import { Gate } from '../../../src/model/plan.ts';

const said = (schema: z.core.$ZodType, value: unknown): string[] => explain(schema, value).map((problem) => `${pathText(problem.path)}: ${problemText(problem)}`);

describe('of the branches of a union, the one that was meant is explained', () => {
  test.each<[string, unknown, RegExp]>([
    ['a locator', { click: { rol: 'button', name: 'Buy' } }, /^click\.rol: Found the unknown key `rol`\. Did you mean `role`\?/],
    ['a locator inside of an arrival', { waitFor: { heding: 'Done' } }, /^waitFor\.heding: .*Did you mean `heading`\?/],
    ['an arrival by address', { waitFor: { url: 404 } }, /^waitFor\.url: Found the number 404\. Expected text\./],
    ['a locator inside of an arrival by address', { waitFor: { url: '/x', see: { heding: 'Done' } } }, /^waitFor\.see\.heding: /],
    ['an enum', { scroll: 'botom' }, /^scroll: Found "botom"\. Did you mean `bottom`\?/],
    ['one of two objects', { scroll: { too: 'Reports' } }, /^scroll\.too: .*Did you mean `to`\?/],
    ['no branch at all', { scroll: { way: 'down' } }, /^scroll: Found an object with `way`\. Expected one of top, bottom, or an object with `by`, or an object with `to`\.$/],
    ['no branch for this type', { click: 5 }, /^click: Found the number 5\. Expected text, or an object with some of named, role/],
    ['a secret', { fill: { field: 'Key', with: { secret: 'my-key' } } }, /^fill\.with\.secret: Found "my-key"\. Expected the name of an environment variable\.$/],
    ['a locator within a locator', { click: { text: 'Buy', within: { css: '' } } }, /^click\.within\.css: Found empty text\. Expected text that is not empty\.$/],
  ])('%s', (_, step, message) => {
    expect(said(Step, step)).toEqual([expect.stringMatching(message)]);
  });

  test('a persona that extends another', () => {
    expect(said(PersonaEntry, { extend: 'low-vision', id: 'kim' })).toEqual([expect.stringMatching(/^extend: .*Did you mean `extends`\?/)]);
    expect(said(PersonaEntry, { extends: 'low-vision', device: 'phon' })).toEqual([expect.stringMatching(/^device: Found "phon"\. Did you mean `phone`\?/)]);
    expect(said(PersonaEntry, { extends: 'low-vision', display: { zom: 4 } })).toEqual([expect.stringMatching(/^display\.zom: .*Did you mean `zoom`\?/)]);
  });
});

describe('words of other tools', () => {
  test.each([
    ['goto', { goto: '/' }, 'visit'],
    ['select', { select: { field: 'Country', option: 'Peru' } }, 'choose'],
    ['wait_for', { wait_for: 'Done' }, 'waitFor'],
    ['swapped letters', { clikc: 'Done' }, 'click'],
  ])('%s', (_, step, meant) => {
    expect(explain(Step, step)).toMatchObject([{ suggestion: meant }]);
  });

  test('a key that looks like none of ours gets no suggestion', () => {
    expect(explain(Step, { levitate: 'Done' })[0]).not.toHaveProperty('suggestion');
  });
});

test('rules of the model are told once, where they point', () => {
  expect(said(Step, {})).toEqual([expect.stringMatching(/^: Found none\. Expected exactly one action/)]);
  expect(said(Step, { click: { name: 'Buy' } })).toEqual(['click.name: Found "Buy". Expected `role` beside `name`.']);
  expect(said(Gate, { metric: 'speed.lcp', worseBy: { ms: 100 } })).toEqual([': Found an object with `metric`, `worseBy`. Expected `against`: a site of the plan, baseline or known.']);
  expect(said(Gate, { metric: 'speed.lcp' })).toEqual([': Found an object with `metric`. Expected max, min, against or new.']);
  expect(said(Gate, { metric: 'speed.lcp', against: 'known' })).toEqual([': Found an object with `metric`, `against`. Expected `new`: how many findings may be new.']);
  expect(said(Gate, { metric: 'speed.lcp', against: 'production' })).toEqual([]);
  expect(said(Gate, { completable: true, persona: 'kim' })).toEqual([]);
  expect(said(Gate, { completable: true, max: 3 })).toEqual(['max: Found the number 3. Expected nothing of the kind beside `completable`: it is about the whole journey.']);
  expect(said(Gate, { max: 3 })).toEqual([': Found an object with `max`. Expected `metric`, or `completable: true`.']);
});

test.each([
  ['a boolean in quotes', { click: 'Buy', commits: 'no' }, 'Write `false`, without quotes.'],
  ['a number as text', { click: 'Buy', timeout: '5000 ms' }, 'Write the number alone, without quotes or unit.'],
  ['text as a number', { visit: 5 }, 'Put it in quotes to make it text.'],
])('%s gets advice', (_, step, advice) => {
  expect(explain(Step, step)).toMatchObject([{ advice }]);
});

test('keys that are known to every JavaScript object are unknown here', () => {
  expect(said(Step, { click: 'Buy', constructor: 'x', ...(JSON.parse('{"__proto__": "x"}') as object) })).toHaveLength(2);
});
