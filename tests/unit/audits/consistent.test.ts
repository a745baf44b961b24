import { describe, expect, it, test } from 'vitest';
import { audit as help } from '../../../audits/accessibility/consistent-help.ts';
import { audit as menus } from '../../../audits/accessibility/consistent-navigation.ts';
import { outOfOrder } from '../../../audits/accessibility/repeated.ts';
import type { EarlierTouchpoint } from '../../../src/audit/define.ts';
import type { NavigationEvidence } from '../../../src/model/navigation-evidence.ts';
import { context } from './evidence.ts';
import { plain, short } from './outcome.ts';

const url = 'https://shop.example/';

const page = (items: readonly string[], different: Partial<NavigationEvidence> = {}): NavigationEvidence => ({
  language: 'en',
  modal: false,
  menus: [{ name: 'Main', place: 'header', selector: 'nav', items: [...items] }],
  help: [],
  ...different,
});

const before = (...pages: NavigationEvidence[]): EarlierTouchpoint[] => pages.map((navigation, index) => ({ touchpoint: `t${index}`, steps: [], url, collected: { navigation } }));

const visit = { ...context().visit, url };

describe('menus', () => {
  it.each([
    ['two that have changed places', ['B', 'A', 'C'], 1],
    ['one that has gone to the end', ['B', 'C', 'A'], 1],
    ['turned round', ['C', 'B', 'A'], 2],
    ['one missing, one new', ['A', 'X', 'C'], 0],
    ['a count that rises', ['A', 'B', 'C (3)'], 0],
    ['nothing but one in common', ['A', 'X', 'Y'], null],
  ])('%s: %s', (_, items, moved) => {
    const outcome = menus.run({ navigation: page(items) }, context({ visit, before: before(page(['A', 'B', 'C (0)'])) }));
    if (moved === null) expect(outcome.status).toBe('not-applicable');
    else expect(short(outcome)).toEqual({ values: { 'accessibility.reordered-navigation': moved }, findings: moved === 0 ? [] : ['moderate header.main'] });
  });

  it('are compared with the last page that has them, so that a change is told where it comes', () => {
    expect(short(menus.run({ navigation: page(['B', 'A']) }, context({ visit, before: before(page(['A', 'B']), page(['B', 'A']), page([])) })))).toEqual(plain({ 'accessibility.reordered-navigation': 0 }));
  });

  it.each([
    ['another language', before(page(['A', 'B'], { language: 'de' })), page(['B', 'A'])],
    ['a modal dialog here', before(page(['A', 'B'])), page(['B', 'A'], { modal: true })],
    ['a modal dialog there', before(page(['A', 'B'], { modal: true })), page(['B', 'A'])],
    ['another host', before(page(['A', 'B'])).map((one) => ({ ...one, url: 'https://pay.example/' })), page(['B', 'A'])],
    ['the first page', [], page(['B', 'A'])],
  ])('are not compared: %s', (_, earlier, navigation) => {
    expect(menus.run({ navigation }, context({ visit, before: earlier })).status).toBe('not-applicable');
  });

  it('are not available where nothing was recorded before', () => {
    expect(menus.run({ navigation: page(['A', 'B']) }, context({ visit, before: [{ touchpoint: 'home', steps: [], url }] })).status).toBe('not-available');
  });
});

describe('help', () => {
  const way = (place: 'header' | 'main' | 'footer' | 'elsewhere', leads = 'https://shop.example/contact') => ({ kind: 'contact' as const, name: 'Contact', leads, place, selector: 'a' });
  const judge = (there: NavigationEvidence['help'], here: NavigationEvidence['help']) => help.run({ navigation: page([], { help: here }) }, context({ visit, before: before(page([], { help: there })) }));

  it.each([
    ['from the footer to the header', [way('footer')], [way('header')], 1],
    ['in both, then in one of them', [way('footer'), way('header')], [way('header')], 0],
    ['stays', [way('footer')], [way('footer')], 0],
  ])('%s', (_, there, here, moved) => {
    expect(judge(there, here)).toMatchObject({ status: 'measured', values: { 'accessibility.moved-help': moved } });
  });

  it('in the text of a page takes a person', () => {
    expect(judge([way('footer')], [way('main')])).toMatchObject({ findings: [{ judgement: 'needed' }] });
    expect(judge([way('footer')], [way('header')])).toMatchObject({ findings: [{ judgement: 'decided' }] });
  });

  it.each([
    ['leads elsewhere', [way('footer')], [way('header', 'https://shop.example/stores')]],
    ['in no landmark', [way('footer')], [way('elsewhere')]],
  ])('is not compared: %s', (_, there, here) => {
    expect(judge(there, here).status).toBe('not-applicable');
  });
});

test.each([
  [[], []],
  [[0, 1, 2], []],
  [[1, 2, 0], [0]],
  [[2, 0, 1, 3], [2]],
])('of %j the fewest to be moved are %j', (ranks, moved) => {
  expect(outOfOrder(ranks)).toEqual(moved);
});
