import { describe, expect, it, test } from 'vitest';
import { readingOf, wordsOf } from '../../../src/visit/reader/order.ts';
import type { Item } from '../../../src/visit/reader/order.ts';
import type { TreeNode } from '../../../src/visit/reader/tree.ts';
import { heardOn, shortestWay } from '../../../src/visit/reader/ways.ts';

let keys = 0;
function node(role: string, name: string, children: TreeNode[] = [], properties: TreeNode['properties'] = {}): TreeNode {
  keys += 1;
  return { key: `f:${keys}`, role, name, description: '', value: '', properties, children };
}
const text = (words: string): TreeNode => node('StaticText', words);
const link = (name: string, properties: TreeNode['properties'] = {}): TreeNode => node('link', name, [text(name)], properties);
const button = (name: string): TreeNode => node('button', name, [text(name)]);
const page = (...children: TreeNode[]): TreeNode => node('RootWebArea', 'Page', children);
const said = ({ items }: ReturnType<typeof readingOf>): string[] => items.map((item) => `${item.said.role} ${item.said.name}`);

describe('what is read one after the other', () => {
  it('is text until something else or another block begins', () => {
    const reading = readingOf(page(node('paragraph', '', [text('All our '), node('strong', '', [text('tents')]), text(' are '), link('tested'), text('.')]), node('paragraph', '', [text('Twice.')])));
    expect(said(reading)).toEqual(['text All our tents are', 'link tested', 'text .', 'text Twice.']);
  });

  it('is a control with all that is in it', () => {
    expect(said(readingOf(page(node('combobox', 'Country', [node('MenuListPopup', '', [node('option', 'France'), node('option', 'Spain')])]))))).toEqual(['combobox Country']);
  });

  it('is a heading that is one link as one thing, and one that is more as several', () => {
    const { items, headings } = readingOf(page(node('heading', 'Ridge 2', [link('Ridge 2')]), node('heading', 'Ridge 3 new', [link('Ridge 3'), text('new')])));
    expect(items.map((item) => [item.said.role, [...item.kinds]])).toEqual([['link', ['link', 'heading']], ['heading', ['heading']], ['link', ['link']]]);
    expect(headings).toBe(2);
  });

  it('says that a landmark begins with the first thing in it; regions and forms count with a name only', () => {
    const { items, landmarks } = readingOf(page(node('main', '', [node('region', '', [text('A')]), node('form', 'Search', [button('Go')])])));
    expect(items.map((item) => [item.said.name, [...item.kinds]])).toEqual([['A', ['landmark']], ['Go', ['button', 'landmark']]]);
    expect(landmarks).toBe(2);
  });

  it('leaves out what is ignored, but not what is in it', () => {
    expect(said(readingOf(page(node('', '', [button('Buy'), node('', '', [])]))))).toEqual(['button Buy']);
  });

  it('keeps to the last modal dialog', () => {
    const reading = readingOf(page(button('Buy'), node('dialog', 'Cookies', [button('Accept')], { modal: true }), node('dialog', 'Chat', [button('Ask')])));
    expect(said(reading)).toEqual(['button Accept']);
    expect(reading.modal).toBe('Cookies');
  });

  it('has a picture with a name, and none without', () => {
    expect(said(readingOf(page(node('image', 'A tent'), node('image', ''))))).toEqual(['image A tent']);
  });

  it('says states as a reader does', () => {
    const { items } = readingOf(page(node('checkbox', 'News', [], { checked: 'mixed', required: true, invalid: 'true' }), node('heading', 'Tents', [], { level: 2 }), node('button', 'Menu', [], { expanded: false, disabled: true })));
    expect(items.map((item) => item.said.states)).toEqual([['partly checked', 'required', 'invalid entry'], ['level 2'], ['collapsed', 'unavailable']]);
  });

  it('knows where the focus is, but for that of the document', () => {
    const focused = button('Buy');
    expect(readingOf({ ...page(link('Home'), { ...focused, properties: { focused: true } }), properties: { focused: true } }).focused).toBe(focused.key);
    expect(readingOf({ ...page(link('Home')), properties: { focused: true } }).focused).toBeNull();
  });

  it('counts the words that are spoken', () => {
    expect(wordsOf({ role: 'textbox', name: 'Email address', states: ['required'], description: 'For the receipt' })).toBe(7);
    // A title that says what the name says is not read twice.
    const twice = { ...button('Copy path'), description: 'Copy path' };
    expect(readingOf(page(node('main', '', [twice]))).items[0]?.said).toMatchObject({ name: 'Copy path', description: '' });
    expect(wordsOf({ role: 'text', name: 'Two words', states: [], description: '' })).toBe(2);
  });
});

describe('the way to a target', () => {
  const { items } = readingOf(
    page(
      node('navigation', 'Shop', [link('Tents'), link('Stoves'), link('Sale')]),
      node('main', '', [node('heading', 'Tents'), text('All of them.'), link('Ridge 1'), node('paragraph', '', [text('Light.')]), node('heading', 'Ridge 2'), link('More'), link('More'), button('Add')]),
      node('contentinfo', '', [link('Imprint')]),
    ),
  );
  const the = (name: string, nth = 0): Item => items.filter((item) => item.said.name === name)[nth] as Item;

  test.each([
    ['the only button', 'Add', 0, 0, 'kind', ['Add'], 1],
    ['the first thing', 'Tents', 0, 0, 'items', ['Tents'], 1],
    ['by headings to the one it stands under', 'Ridge 1', 0, 0, 'headings', ['Tents', 'Ridge 1'], 2],
    ['by headings, then by links', 'More', 1, 0, 'headings', ['Tents', 'Ridge 2', 'More', 'More'], 4],
    ['by landmarks alone', 'Imprint', 0, 0, 'landmarks', ['Tents', 'Tents', 'Imprint'], 3],
  ])('is %s', (_, name, nth, after, way, heard, keysPressed) => {
    const found = shortestWay(items, after, the(name, nth));
    expect({ way: found.way, heard: found.heard.map((item) => item.said.name), keys: found.keys }).toEqual({ way, heard, keys: keysPressed });
  });

  it('goes on to the end and round by the top, which takes a key', () => {
    const found = shortestWay(items, the('Add').order, the('Stoves'));
    expect({ way: found.way, heard: found.heard.map((item) => item.said.name), keys: found.keys }).toEqual({ way: 'items', heard: ['Imprint', 'Tents', 'Stoves'], keys: 4 });
  });

  it('passes what sounds the same', () => {
    const target = the('More', 1);
    expect(heardOn(shortestWay(items, the('Ridge 2').order, target), items, the('Ridge 2').order, target)).toMatchObject({ items: 2, words: 4, inOrder: 2, alike: 1, silent: 0 });
  });
});
