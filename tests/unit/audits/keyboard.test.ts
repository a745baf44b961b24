import { describe, expect, it } from 'vitest';
import { audit as focusCovered } from '../../../audits/accessibility/focus-covered.ts';
import { audit as focusLost } from '../../../audits/accessibility/focus-lost.ts';
import { audit as focusOrder, backwardMoves } from '../../../audits/accessibility/focus-order.ts';
import { audit as focusVisible } from '../../../audits/accessibility/focus-visible.ts';
import { audit as journey } from '../../../audits/accessibility/keyboard-journey.ts';
import { audit as readerJourney } from '../../../audits/accessibility/reader-journey.ts';
import { audit as reach } from '../../../audits/accessibility/keyboard-reach.ts';
import { audit as trap } from '../../../audits/accessibility/keyboard-trap.ts';
import { audit as tabindex } from '../../../audits/accessibility/tabindex.ts';
import type { Collected } from '../../../src/model/evidence.ts';
import { context, persona, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

const tabStop = (name: string, visible: boolean | null = true) => ({ role: 'link', name, selector: `#${name}`, focusVisible: visible });

const walked = (different: Partial<Collected['tabWalk']> = {}) => ({ tabWalk: { stops: [tabStop('a'), tabStop('b')], ended: 'cycled' as const, unreached: [], trappedAt: null, ...different } });

describe('the walk with the Tab key', () => {
  const unreached = [{ role: 'button', name: 'Pay', tag: 'div', selector: '#pay' }];

  it('counts what it does not reach, when it came round', () => {
    expect(short(reach.run(walked(), context()))).toEqual(plain({ 'accessibility.unreachable': 0 }));
    expect(short(reach.run(walked({ unreached }), context()))).toEqual({ values: { 'accessibility.unreachable': 1 }, findings: ['critical unreachable'] });
    const looks = { role: 'generic', name: 'Parameters', tag: 'div', selector: '#tab', byLook: true };
    expect(short(reach.run(walked({ unreached: [looks] }), context()))).toEqual({ values: { 'accessibility.unreachable': 1 }, findings: ['serious unreachable-by-look'] });
    expect(short(reach.run(walked({ unreached: [...unreached, looks] }), context()))).toEqual({ values: { 'accessibility.unreachable': 2 }, findings: ['critical unreachable', 'serious unreachable-by-look'] });
    expect(reach.run(walked({ unreached, ended: 'trapped', trappedAt: '#x' }), context()).status).toBe('not-available');
    expect(reach.run(walked({ unreached, ended: 'limit' }), context()).status).toBe('not-available');
  });

  it('finds traps', () => {
    expect(short(trap.run(walked(), context()))).toEqual(plain({ 'accessibility.keyboard-traps': 0 }));
    expect(short(trap.run(walked({ ended: 'trapped', trappedAt: '#x' }), context()))).toEqual({ values: { 'accessibility.keyboard-traps': 1 }, findings: ['critical trapped'] });
    expect(trap.run(walked({ ended: 'limit' }), context()).status).toBe('not-available');
  });

  it('counts where the focus is not seen; not checked is neither seen nor unseen', () => {
    expect(short(focusVisible.run(walked({ stops: [tabStop('a', false), tabStop('c', true), tabStop('d', false)] }), context()))).toEqual({ values: { 'accessibility.focus-invisible': 2 }, findings: ['serious invisible'] });
    expect(short(focusVisible.run(walked({ stops: [tabStop('a', false), tabStop('b', null), tabStop('c', true)] }), context()))).toEqual({ values: {}, missing: ['accessibility.focus-invisible'], findings: ['serious invisible'] });
    expect(focusVisible.run(walked({ stops: [tabStop('a', null), tabStop('b')] }), context())).toEqual({ status: 'not-available', because: 'at 1 of 2 stops it could not be told whether the focus shows' });
    expect(focusVisible.run(walked({ stops: [tabStop('a', null)] }), context()).status).toBe('not-available');
    expect(focusVisible.run(walked({ stops: [] }), context()).status).toBe('not-applicable');
  });

  it('counts the focus without what lies in frames', () => {
    const framed = ['iframe', 'main > iframe:nth-of-type(2)', '#pay >> #card'].map((selector) => ({ ...tabStop('x', null), selector }));
    expect(short(focusVisible.run(walked({ stops: [tabStop('a'), ...framed] }), context()))).toEqual(plain({ 'accessibility.focus-invisible': 0 }));
  });

  it.each([
    ['where the focus is not seen', focusVisible],
    ['what is covered', focusCovered],
    ['the order', focusOrder],
    ['what has a tabindex', tabindex],
  ])('says nothing of %s where it was cut short', (_name, { run }) => {
    for (const stops of [[], [{ ...tabStop('a'), covered: 'none' as const, box: { x: 0, y: 0, width: 9, height: 9 } }, { ...tabStop('b'), covered: 'none' as const, box: { x: 0, y: 9, width: 9, height: 9 } }]]) {
      expect(run(walked({ stops, ended: 'limit' }), context())).toEqual({ status: 'not-available', because: `the walk with the Tab key was stopped after ${stops.length} stops` });
    }
  });
});

describe('focus that is covered', () => {
  const at = (name: string, covered: 'none' | 'partly' | 'entirely' | null, coveredBy?: string) => ({ ...tabStop(name), covered, ...(coveredBy !== undefined && { coveredBy }) });

  it('tells of each cover once, and not of what is covered in part', () => {
    const stops = [at('a', 'none'), at('b', 'entirely', '#bar'), at('c', 'entirely', '#bar'), at('d', 'entirely', '#banner'), at('e', 'partly', '#chat'), at('f', null)];
    expect(short(focusCovered.run(walked({ stops }), context()))).toEqual({ values: { 'accessibility.focus-covered': 3 }, findings: ['serious #bar', 'serious #banner'] });
  });

  it('has no number where it was not looked at, or the walk was cut short', () => {
    expect(focusCovered.run(walked(), context()).status).toBe('not-available');
    expect(focusCovered.run(walked({ stops: [] }), context()).status).toBe('not-applicable');
    expect(focusCovered.run(walked({ stops: [at('a', 'none')], ended: 'limit' }), context())).toEqual({ status: 'not-available', because: 'the walk with the Tab key was stopped after 1 stop' });
    expect(focusCovered.run(walked({ stops: [at('a', 'entirely', '#bar')], ended: 'trapped', trappedAt: '#a' }), context())).toMatchObject({ values: {}, missing: { 'accessibility.focus-covered': expect.stringContaining('#a') }, findings: [{ key: '#bar' }] });
  });
});

describe('focus order', () => {
  const at = (name: string, [x, y, width, height]: [number, number, number, number], more: object = {}) => ({ ...tabStop(name), box: { x, y, width, height }, flow: 0, ...more });

  it.each([
    ['down a column', [at('a', [0, 0, 100, 20]), at('b', [0, 30, 100, 20])], 0],
    ['up a column', [at('a', [0, 30, 100, 20]), at('b', [0, 10, 100, 20])], 1],
    ['up, but not clear of it', [at('a', [0, 30, 100, 20]), at('b', [0, 11, 100, 20])], 0],
    ['up into the next column', [at('a', [0, 500, 100, 20]), at('b', [51, 0, 100, 20])], 0],
    ['up where half of the narrower lies over it', [at('a', [0, 500, 100, 20]), at('b', [75, 0, 50, 20])], 1],
    ['along a line', [at('a', [0, 0, 50, 20]), at('b', [60, 0, 50, 20])], 0],
    ['back along a line', [at('a', [60, 0, 50, 20]), at('b', [0, 5, 60, 20])], 1],
    ['back along a line from right to left', [at('a', [0, 0, 50, 20], { rightToLeft: true }), at('b', [60, 0, 50, 20], { rightToLeft: true })], 1],
    ['on along a line from right to left', [at('a', [60, 0, 50, 20], { rightToLeft: true }), at('b', [0, 0, 50, 20], { rightToLeft: true })], 0],
    ['to the next line', [at('a', [500, 0, 50, 20]), at('b', [0, 30, 50, 20])], 0],
    ['out of what is positioned', [at('a', [0, 30, 100, 20], { flow: 1 }), at('b', [0, 0, 100, 20])], 0],
    ['by a tabindex', [at('a', [0, 30, 100, 20], { tabindex: 2 }), at('b', [0, 0, 100, 20])], 0],
    ['over a stop that cannot be seen', [at('a', [0, 30, 100, 20]), tabStop('hidden'), at('b', [0, 0, 100, 20])], 0],
  ])('%s', (_name, stops, back) => {
    expect(backwardMoves(stops)).toHaveLength(back);
  });

  it('leaves the judgement to a person', () => {
    const stops = [at('c', [0, 60, 100, 20]), at('b', [0, 30, 100, 20]), at('a', [0, 0, 100, 20])];
    expect(focusOrder.run(walked({ stops }), context())).toMatchObject({ values: { 'accessibility.focus-backwards': 2 }, findings: [{ severity: 'minor', confidence: 'C', title: expect.stringContaining('A person has to judge') }] });
    expect(focusOrder.run(walked(), context()).status).toBe('not-available');
    expect(focusOrder.run(walked({ stops: [tabStop('a')] }), context()).status).toBe('not-applicable');
  });

  it('counts what a tabindex pushes to the front', () => {
    expect(short(tabindex.run(walked({ stops: [at('a', [0, 0, 1, 1], { tabindex: 3 }), tabStop('b')] }), context()))).toEqual({ values: { 'accessibility.positive-tabindex': 1 }, findings: ['moderate positive'] });
    expect(short(tabindex.run(walked(), context()))).toEqual(plain({ 'accessibility.positive-tabindex': 0 }));
  });
});

describe('focus that gets lost', () => {
  const keyboard = { ...persona, hands: 'keyboard' as const };
  const pressed = (focusAfter: 'kept' | 'moved' | 'lost' | null, different: object = {}) => step({ keyboard: { backwards: 0, arrows: 0, escapes: 0, focusAfter }, ...different });
  const judged = (...steps: ReturnType<typeof step>[]) => focusLost.run({}, context({ persona: keyboard, steps }));

  it('tells of each step that takes it away, more gently where the view changed', () => {
    expect(short(judged(pressed('kept'), pressed('lost'), pressed('lost', { navigation: 'soft', target: null }), pressed('moved')))).toEqual({ values: { 'accessibility.focus-lost': 2 }, findings: ['serious click “Next”', 'moderate click “Next”'] });
  });

  it('has no number where nothing could be followed', () => {
    expect(judged(pressed(null, { navigation: 'hard' })).status).toBe('not-applicable');
    expect(judged(pressed(null), pressed(null, { navigation: 'hard' })).status).toBe('not-available');
    expect(judged(step()).status).toBe('not-applicable');
    expect(judged(pressed('kept'), pressed(null), pressed(null, { navigation: 'hard' }))).toEqual({ status: 'not-available', because: 'where the focus was could not be told after: click “Next”' });
    expect(short(judged(pressed('lost'), pressed(null)))).toEqual({ values: {}, missing: ['accessibility.focus-lost'], findings: ['serious click “Next”'] });
    expect(focusLost.onlyWith).toEqual({ hands: ['keyboard'] });
  });
});

describe('steps impossible without a mouse', () => {
  const keyboard = { ...persona, hands: 'keyboard' as const };
  const blocked = { status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE', message: 'The Tab key never gets to “Pay”.' } } as const;

  it.each([
    ['reached', context({ persona: keyboard }), plain({ 'accessibility.impossible-steps': 0 })],
    ['failed for another reason', context({ persona: keyboard, visit: { status: 'failed', problem: { code: 'TARGET_MISSING', message: 'There is no button “Pay”.' } } }), { status: 'not-available', because: 'not reached: There is no button “Pay”.' }],
    ['the journey ended before', context({ persona: keyboard, visit: { status: 'not-reached' } }), { status: 'not-available', because: 'not reached' }],
    ['blocked', context({ persona: keyboard, visit: blocked, steps: [step({ outcome: 'failed' })] }), { values: { 'accessibility.impossible-steps': 1 }, findings: ['critical click “Next”'] }],
    ['blocked without a target', context({ persona: keyboard, visit: blocked, steps: [step({ outcome: 'failed', target: null })] }), { values: { 'accessibility.impossible-steps': 1 }, findings: ['critical click “Next”'] }],
  ])('%s', (_name, where, expected) => {
    expect(short(journey.run({}, where))).toEqual(expected);
  });

  it.each([
    ['KEYBOARD_UNREACHABLE', 'the button “Next” is out of reach.', '2.1.1'],
    ['KEYBOARD_NO_EFFECT', 'the button “Next” takes the focus, but does not answer to the keys.', '2.1.1'],
    ['KEYBOARD_TRAPPED', 'the Tab key is caught before it gets to the button “Next”.', '2.1.2'],
  ])('says what %s means for the customer', (code, words, criterion) => {
    const target = { role: 'button', name: 'Next', tag: 'div', selector: '#next', box: null };
    const outcome = journey.run({}, context({ persona: keyboard, visit: { ...blocked, problem: { code, message: '' } }, steps: [step({ outcome: 'failed', target })] }));
    expect(outcome).toMatchObject({ findings: [{ title: expect.stringContaining(words), wcag: [criterion] }] });
  });
});

describe('the way with a screen reader', () => {
  const reader = { ...persona, hands: 'screen-reader' as const };

  it('has no number where the journey ended for another reason', () => {
    expect(short(readerJourney.run({}, context({ persona: reader })))).toEqual(plain({ 'accessibility.reader-blocked': 0, 'accessibility.items-heard': 0, 'accessibility.silent-on-way': 0 }));
    expect(short(readerJourney.run({}, context({ persona: reader, visit: { status: 'failed' } })))).toEqual({ values: {}, missing: ['accessibility.reader-blocked', 'accessibility.items-heard', 'accessibility.silent-on-way'], findings: [] });
    expect(readerJourney.run({}, context({ persona: reader, visit: { status: 'not-reached' } })).status).toBe('not-available');
  });
});
