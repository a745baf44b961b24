import { describe, expect, test } from 'vitest';
import { readSource } from '../../../src/config/source-text.ts';

const text = `\uFEFFsites:
  ours: { origin: https://www.example.com }
base: &base
  click: Buy
steps:
  - *base
  -
  - visit: /
empty:
`;
const source = readSource('plan.yaml', text);

describe('positions, counted from 1 and without the byte order mark', () => {
  test.each([
    ['a value', ['sites', 'ours', 'origin'], 'value', { line: 2, column: 19 }],
    ['a key', ['sites', 'ours', 'origin'], 'key', { line: 2, column: 11 }],
    ['a key that is absent, by its owner', ['sites', 'ours', 'role'], 'absence', { line: 2, column: 3 }],
    ['an absent key of the whole plan', ['personas'], 'absence', { line: 1, column: 1 }],
    ['an item of a list', ['steps', 2], 'value', { line: 8, column: 5 }],
    ['what an alias stands for', ['steps', 0, 'click'], 'value', { line: 4, column: 10 }],
    ['an empty value, by its key', ['empty'], 'value', { line: 9, column: 1 }],
    ['what the text does not have, by what is around it', ['sites', 'ours', 'allow', 'commits'], 'value', { line: 2, column: 9 }],
  ] as const)('%s', (_, path, of, position) => {
    expect(source.positionOf({ path, of })).toEqual(position);
  });
});

test('a key that stands twice is told at its second place, however deep', () => {
  const { problems } = readSource('plan.yaml', 'steps:\n  - a: 1\n  - b: { c: 1, c: 2 }\n');
  expect(problems).toMatchObject([{ path: ['steps', 1, 'b', 'c'], position: { line: 3, column: 16 } }]);
});

test('an alias that multiplies without end is refused', () => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd', 'e'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcd'[index]}`).join(', ')}]`)];
  expect(() => readSource('plan.yaml', levels.join('\n'))).toThrow(expect.objectContaining({ code: 'PLAN_UNREADABLE' }));
});

test('a second document, an unknown alias and a key that is no text are refused with their place', () => {
  expect(() => readSource('plan.yaml', 'a: 1\n---\nb: 1\n')).toThrow(/plan\.yaml:2:1 /);
  expect(() => readSource('plan.yaml', 'a: *b\n')).toThrow(/plan\.yaml:1:4 /);
  expect(() => readSource('plan.yaml', '? [a]\n: 1\n')).toThrow(/plan\.yaml:1:\d+ /);
});
