import { describe, expect, it } from 'vitest';
import { audit as axeAudit, criteria } from '../../../audits/accessibility/axe.ts';
import { audit as incomplete } from '../../../audits/accessibility/axe-incomplete.ts';
import { audit as focusCovered } from '../../../audits/accessibility/focus-covered.ts';
import { audit as focusLost } from '../../../audits/accessibility/focus-lost.ts';
import { audit as focusOrder, backwardMoves } from '../../../audits/accessibility/focus-order.ts';
import { audit as tabindex } from '../../../audits/accessibility/tabindex.ts';
import { audit as focusVisible } from '../../../audits/accessibility/focus-visible.ts';
import { audit as formLabels } from '../../../audits/accessibility/form-labels.ts';
import { audit as journey } from '../../../audits/accessibility/keyboard-journey.ts';
import { audit as reach } from '../../../audits/accessibility/keyboard-reach.ts';
import { audit as trap } from '../../../audits/accessibility/keyboard-trap.ts';
import { audit as language } from '../../../audits/accessibility/language.ts';
import { audit as reflow } from '../../../audits/accessibility/reflow.ts';
import { audit as targetSize, smallTargets } from '../../../audits/accessibility/target-size.ts';
import { audit as textResize } from '../../../audits/accessibility/text-resize.ts';
import { audit as zoom, blocksZoom } from '../../../audits/accessibility/zoom-blocked.ts';
import type { Collected } from '../../../src/model/evidence.ts';
import { axe, census, context, field, layout, layouts, persona, rule, step, target } from './evidence.ts';
import type { Layout } from '../../../src/model/layout-evidence.ts';
import { plain, short } from './outcome.ts';

const labelRule = (selector: string) => rule({ id: 'label', impact: 'critical', tags: ['wcag2a'], nodes: [{ target: selector, html: '', summary: '' }] });
const deaf = (field: { labelledBy: string; visible: boolean; type: string }) => rule({ id: 'label', impact: 'critical', tags: ['wcag2a'], nodes: [{ target: '#a', html: '', summary: '', field }] });
const tabStop = (name: string, visible: boolean | null = true) => ({ role: 'link', name, selector: `#${name}`, focusVisible: visible });

const walked = (different: Partial<Collected['tabWalk']> = {}) => ({ tabWalk: { stops: [tabStop('a'), tabStop('b')], ended: 'cycled' as const, unreached: [], trappedAt: null, ...different } });

describe('axe', () => {
  const none = { 'accessibility.violations': 0, 'accessibility.violations.critical': 0, 'accessibility.violations.serious': 0, 'accessibility.violations.moderate': 0, 'accessibility.violations.minor': 0, 'accessibility.best-practice': 0 };
  const truth = context({ touchpoint: { momentOfTruth: true } });

  it.each([
    ['the census tells it', { labelledBy: 'nothing', visible: true, type: 'text' }, []],
    ['the census takes it for labelled', { labelledBy: 'label', visible: true, type: 'text' }, ['critical label']],
    ['the census takes it for invisible', { labelledBy: 'nothing', visible: false, type: 'text' }, ['critical label']],
  ])('a field without a name for axe is told once: %s', (_name, seen, findings) => {
    expect(short(axeAudit.run({ axe: axe({ violations: [deaf(seen)] }) }, context()))).toMatchObject({ findings });
    const told = formLabels.run({ census: census({ fields: [field({ ...seen, labelledBy: seen.labelledBy as 'nothing' })] }) }, context());
    expect(told.status === 'measured' ? told.findings.length : 0).toBe(1 - findings.length);
  });

  it('folds elements by rule and kind of component', () => {
    const node = (component: string, target: string) => ({ target, html: '', summary: '', component });
    const found = axeAudit.run({ axe: axe({ violations: [rule({ id: 'link-name', nodes: [node('link nameless navigation list', '#a1'), node('link nameless contentinfo', '#f'), node('link nameless navigation list', '#a2')], nodeCount: 3 })] }) }, context());
    expect(found.status === 'measured' && found.findings.map(({ key, selector }) => [key, selector])).toEqual([
      ['link-name.link-nameless-navigation-list', '#a1'],
      ['link-name.link-nameless-contentinfo', '#f'],
    ]);
  });

  it('counts elements by impact, and keeps best practice and level AAA apart', () => {
    const violations = [
      rule({ nodeCount: 3 }),
      rule({ id: 'image-alt', impact: 'critical', tags: ['wcag2a', 'wcag111'], nodeCount: 2 }),
      rule({ id: 'some-rule', impact: null, tags: ['wcag22aa', 'wcag258'], nodeCount: 4 }),
      rule({ id: 'region', impact: 'moderate', tags: ['best-practice'], nodeCount: 5 }),
      rule({ id: 'color-contrast-enhanced', impact: 'serious', tags: ['wcag2aaa', 'wcag146'], nodeCount: 7 }),
    ];
    expect(short(axeAudit.run({ axe: axe({ violations }) }, truth))).toEqual({
      values: { ...none, 'accessibility.violations': 9, 'accessibility.violations.critical': 2, 'accessibility.violations.serious': 3, 'accessibility.violations.moderate': 4, 'accessibility.best-practice': 12 },
      findings: ['serious color-contrast', 'critical image-alt', 'moderate some-rule', 'moderate region', 'serious color-contrast-enhanced'],
    });
  });

  it('names the criteria of violations only', () => {
    const outcome = axeAudit.run({ axe: axe({ violations: [rule(), rule({ id: 'region', tags: ['best-practice', 'wcag241'] })] }) }, context());
    expect(outcome.status === 'measured' && outcome.findings.map(({ wcag }) => wcag)).toEqual([['1.4.3'], undefined]);
  });

  it('leaves to other audits what they tell, unless it lies in a frame', () => {
    expect(short(axeAudit.run({ axe: axe({ violations: [labelRule('#email')] }) }, context()))).toMatchObject({ values: { 'accessibility.violations': 1 }, findings: [] });
    expect(short(axeAudit.run({ axe: axe({ violations: [labelRule('#pay >> #card')] }) }, context()))).toMatchObject({ findings: ['critical label'] });
  });

  it('tells of a language that does not exist, which looks like one', () => {
    const lang = (html: string) => rule({ id: 'html-lang-valid', impact: 'serious', tags: ['wcag2a', 'wcag311'], nodes: [{ target: 'html', html, summary: '' }] });
    expect(short(axeAudit.run({ axe: axe({ violations: [lang('<html class="no-js" lang="zz">')] }) }, context()))).toMatchObject({ findings: ['serious html-lang-valid'] });
    expect(short(axeAudit.run({ axe: axe({ violations: [lang('<html lang="english, of course">')] }) }, context()))).toMatchObject({ findings: [] });
  });

  it('is glad of nothing found at a moment of truth, if something was tested', () => {
    expect(short(axeAudit.run({ axe: axe() }, truth))).toEqual({ values: none, findings: ['+ none-found'] });
    expect(short(axeAudit.run({ axe: axe({ passes: 0 }) }, truth))).toEqual(plain(none));
    expect(short(axeAudit.run({ axe: axe() }, context()))).toEqual(plain(none));
  });

  it('reads criteria from tags', () => {
    expect(criteria(['wcag2a', 'wcag143', 'wcag1412', 'wcag21aa', 'best-practice'])).toEqual(['1.4.3', '1.4.12']);
  });

  it('counts what a person has to look at', () => {
    expect(short(incomplete.run({ axe: axe({ incomplete: [rule({ nodeCount: 2 }), rule({ nodeCount: 60 })] }) }, context()))).toEqual(plain({ 'accessibility.needs-review': 62 }));
  });
});

describe('the walk with the Tab key', () => {
  const unreached = [{ role: 'button', name: 'Pay', tag: 'div', selector: '#pay' }];

  it('counts what it does not reach, when it came round', () => {
    expect(short(reach.run(walked(), context()))).toEqual(plain({ 'accessibility.unreachable': 0 }));
    expect(short(reach.run(walked({ unreached }), context()))).toEqual({ values: { 'accessibility.unreachable': 1 }, findings: ['critical unreachable'] });
    expect(reach.run(walked({ unreached, ended: 'trapped', trappedAt: '#x' }), context()).status).toBe('not-available');
    expect(reach.run(walked({ unreached, ended: 'limit' }), context()).status).toBe('not-available');
  });

  it('finds traps', () => {
    expect(short(trap.run(walked(), context()))).toEqual(plain({ 'accessibility.keyboard-traps': 0 }));
    expect(short(trap.run(walked({ ended: 'trapped', trappedAt: '#x' }), context()))).toEqual({ values: { 'accessibility.keyboard-traps': 1 }, findings: ['critical trapped'] });
    expect(trap.run(walked({ ended: 'limit' }), context()).status).toBe('not-available');
  });

  it('counts where the focus is not seen; not checked is not invisible', () => {
    expect(short(focusVisible.run(walked({ stops: [tabStop('a', false), tabStop('b', null), tabStop('c', true), tabStop('d', false)] }), context()))).toEqual({ values: { 'accessibility.focus-invisible': 2 }, findings: ['serious invisible'] });
    expect(short(focusVisible.run(walked({ stops: [tabStop('a', null), tabStop('b')] }), context()))).toEqual(plain({ 'accessibility.focus-invisible': 0 }));
    expect(focusVisible.run(walked({ stops: [tabStop('a', null)] }), context()).status).toBe('not-available');
    expect(focusVisible.run(walked({ stops: [] }), context()).status).toBe('not-applicable');
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
    expect(short(judged(pressed('kept'), pressed('lost'), pressed('lost', { navigation: 'soft', target: null }), pressed('moved')))).toEqual({ values: { 'accessibility.focus-lost': 2 }, findings: ['serious #next', 'moderate click “Next”'] });
  });

  it('has no number where nothing could be followed', () => {
    expect(judged(pressed(null, { navigation: 'hard' })).status).toBe('not-applicable');
    expect(judged(pressed(null), pressed(null, { navigation: 'hard' })).status).toBe('not-available');
    expect(judged(step()).status).toBe('not-applicable');
    expect(focusLost.run({}, context({ steps: [pressed('lost')] })).status).toBe('not-applicable');
  });
});

describe('steps impossible without a mouse', () => {
  const keyboard = { ...persona, hands: 'keyboard' as const };
  const blocked = { status: 'blocked', problem: { code: 'KEYBOARD_UNREACHABLE', message: 'The Tab key never gets to “Pay”.' } } as const;

  it.each([
    ['a mouse', context({ visit: blocked }), { status: 'not-applicable', because: 'this persona does not use the keyboard alone' }],
    ['reached', context({ persona: keyboard }), plain({ 'accessibility.impossible-steps': 0 })],
    ['failed for another reason', context({ persona: keyboard, visit: { status: 'failed' } }), plain({ 'accessibility.impossible-steps': 0 })],
    ['the journey ended before', context({ persona: keyboard, visit: { status: 'not-reached' } }), { status: 'not-applicable', because: 'the journey ended before' }],
    ['blocked', context({ persona: keyboard, visit: blocked, steps: [step({ outcome: 'failed' })] }), { values: { 'accessibility.impossible-steps': 1 }, findings: ['critical #next'] }],
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

describe('target size', () => {
  it.each([
    ['24 × 24 side by side', [target('a', [0, 0, 24, 24]), target('b', [24, 0, 24, 24])], []],
    ['23 × 24 beside a large one, its circle touches', [target('a', [0, 0, 23, 24]), target('b', [23, 0, 100, 40])], ['a']],
    ['small and alone', [target('a', [0, 0, 10, 10])], []],
    ['two small ones with centres 24 px apart', [target('a', [0, 0, 10, 10]), target('b', [24, 0, 10, 10])], []],
    ['two small ones with centres 23 px apart', [target('a', [0, 0, 10, 10]), target('b', [23, 0, 10, 10])], ['a', 'b']],
    ['a large one 12 px from the centre', [target('a', [0, 0, 10, 10]), target('b', [17, 0, 50, 50])], []],
    ['a large one 11.9 px from the centre', [target('a', [0, 0, 10, 10]), target('b', [16.9, 0, 50, 50])], ['a']],
    ['a link inside a sentence', [target('a', [0, 0, 10, 10], { inline: true }), target('b', [12, 0, 50, 50])], []],
    ['a tick box as the browser draws it', [target('a', [0, 0, 13, 13], { role: 'checkbox' }), target('b', [14, 0, 50, 50])], []],
    ['a tick box made smaller', [target('a', [0, 0, 11, 11], { role: 'checkbox' }), target('b', [14, 0, 50, 50])], ['a']],
    ['one inside the other', [target('a', [10, 10, 16, 16]), target('b', [0, 0, 200, 40])], []],
    ['hidden to the eye', [target('a', [0, 0, 10, 10]), target('b', [12, 0, 1, 1])], []],
  ])('%s', (_name, targets, small) => {
    expect(smallTargets(targets).map(({ selector }) => selector)).toEqual(small);
  });

  it('weighs more for who uses fingers', () => {
    const page = { census: census({ targets: [target('a', [0, 0, 10, 10]), target('b', [12, 0, 10, 10])] }) };
    expect(short(targetSize.run(page, context()))).toEqual({ values: { 'accessibility.small-targets': 2 }, findings: ['moderate small'] });
    expect(short(targetSize.run(page, context({ persona: { ...persona, hands: 'touch' } })))).toMatchObject({ findings: ['serious small'] });
  });

  it('has no count where not all were measured', () => {
    expect(short(targetSize.run({ census: census({ targets: [], targetCount: 501 }) }, context()))).toEqual({ values: {}, findings: [], missing: ['accessibility.small-targets'] });
  });
});

describe('reflow', () => {
  const beyond = (excepted: boolean): Layout['beyond'][number] => ({ selector: excepted ? '#prices' : '#terms', text: 'Terms', kind: excepted ? 'table' : 'text', excepted });
  const lost = (how: Layout['lost'][number]['how']): Layout['lost'][number] => ({ text: 'A canoe for two', selector: '#note', how, by: '#box' });
  const values = (scroll: number, losses: number, review: number) => ({ 'accessibility.horizontal-scroll': scroll, 'accessibility.reflow-losses': losses, 'accessibility.reflow-review': review });
  const run = (different: Partial<Layout>) => reflow.run({ layouts: layouts({ narrow: layout(different) }) }, context());

  it.each<[string, Partial<Layout>, Record<string, number>, string[]]>([
    ['nothing wrong', {}, values(0, 0, 0), []],
    ['text out of the window', { sideways: true, beyond: [beyond(false), beyond(true)] }, values(1, 0, 1), ['serious sideways', 'minor sideways-excepted']],
    ['a table out of the window', { sideways: true, beyond: [beyond(true)] }, values(0, 0, 1), ['minor sideways-excepted']],
    ['nothing to read out of the window', { sideways: true }, values(0, 0, 1), ['minor sideways-empty']],
    ['lost and shortened texts', { lost: [lost('cut'), lost('aside'), lost('shortened')], lostCount: 3 }, values(0, 1, 2), ['serious cut', 'minor shortened']],
    ['more lost texts than are listed', { lost: [lost('cut')], lostCount: 5 }, values(0, 5, 0), ['serious cut']],
  ])('%s', (_, different, expected, findings) => {
    expect(short(run(different))).toEqual({ values: expected, findings });
  });

  it('says what is decided and what a person has to judge', () => {
    const outcome = run({ sideways: true, beyond: [beyond(false), beyond(true)] });
    expect(outcome.status === 'measured' && outcome.findings.map(({ judgement, wcag }) => [judgement, wcag])).toEqual([
      ['decided', ['1.4.10']],
      ['needed', ['1.4.10']],
    ]);
  });
});

describe('text at 200 %', () => {
  const cut = layout({ lost: [{ text: 'Offer', selector: '#offer', how: 'cut', by: '#box' }], lostCount: 1 });

  it('leaves text that only a larger font cuts to a person, since zooming may do', () => {
    const outcome = textResize.run({ layouts: layouts({ large: cut }) }, context());
    expect(outcome.status === 'measured' && outcome.findings.map(({ key, judgement }) => [key, judgement])).toEqual([['large-text-cut', 'needed']]);
  });

  it('has no figure for what was not tried', () => {
    expect(short(textResize.run({ layouts: layouts({ zoomed: null, large: cut }) }, context()))).toMatchObject({ values: { 'accessibility.large-text-losses': 1 }, missing: ['accessibility.zoom-losses'] });
    expect(textResize.run({ layouts: layouts({ zoomed: null, large: null }) }, context()).status).toBe('not-available');
  });
});

describe('zoom', () => {
  it.each([
    ['', false],
    ['width=device-width, initial-scale=1', false],
    ['width=device-width, user-scalable=no', true],
    ['width=device-width,User-Scalable=0', true],
    ['user-scalable=yes', false],
    ['maximum-scale=1', true],
    ['maximum-scale = 1.99', true],
    ['maximum-scale=2', false],
    ['maximum-scale=-1', false],
    ['width=device-width; maximum-scale=1', true],
  ])('%s', (viewport, blocked) => {
    expect(blocksZoom(viewport)).toBe(blocked);
    expect(short(zoom.run({ census: census({ viewport }) }, context()))).toEqual({ values: { 'accessibility.zoom-blocked': blocked ? 1 : 0 }, findings: blocked ? ['serious blocked'] : [] });
  });
});

describe('labels', () => {
  it('counts fields with nothing and with a placeholder only', () => {
    const fields = [field(), field({ labelledBy: 'aria' }), field({ labelledBy: 'title' }), field({ labelledBy: 'nothing' }), field({ labelledBy: 'placeholder' }), field({ labelledBy: 'placeholder' }), field({ labelledBy: 'nothing', visible: false }), field({ labelledBy: 'nothing', type: 'submit' })].map((one, index) => ({ ...one, label: `Colour ${index}` }));
    expect(short(formLabels.run({ census: census({ fields }) }, context()))).toEqual({ values: { 'accessibility.unlabelled-fields': 3, 'accessibility.unclear-labels': 0 }, findings: ['critical nothing', 'moderate placeholder-only'] });
  });

  it('gives no total where not all fields were looked at', () => {
    const missing = { 'accessibility.unlabelled-fields': 'only 1 of 400 fields was looked at' };
    expect(formLabels.run({ census: census({ fields: [field({ labelledBy: 'nothing' })], fieldCount: 400 }) }, context())).toMatchObject({ values: {}, missing, findings: [{ key: 'nothing' }] });
    expect(formLabels.run({ census: census({ fields: [field({ visible: false })], fieldCount: 400 }) }, context()).status).toBe('not-available');
  });

  it('tells no fields from none without a label', () => {
    expect(formLabels.run({ census: census() }, context()).status).toBe('not-applicable');
    expect(short(formLabels.run({ census: census({ fields: [field()] }) }, context()))).toEqual(plain({ 'accessibility.unlabelled-fields': 0, 'accessibility.unclear-labels': 0 }));
  });

  const unseen = { labelledBy: 'aria', labelSeen: false, label: 'Unseen' } as const;
  it.each([
    ['a name for assistive technology only', [field({ label: 'Town' }), field(unseen)], 'moderate not-visible'],
    ['alone with its button', [field(unseen)], null],
    ['a search field', [field({ label: 'Town' }), field({ ...unseen, search: true })], null],
    ['a box of a code', [field({ label: 'Town' }), field({ ...unseen, maxLength: 1 })], null],
    ['in no form', [field({ label: 'Town', form: -1 }), field({ ...unseen, form: -1 })], null],
    ['a title only', [field({ labelledBy: 'title', labelSeen: false })], 'moderate title-only'],
    ['a title that is written beside it', [field({ labelledBy: 'title', labelSeen: true })], null],
    ['twice the same name', [field({ label: 'Name *' }), field({ label: 'name' })], 'serious same-name'],
    ['in two parts of the form', [field({ label: 'Name', group: 'a' }), field({ label: 'Name', group: 'b' })], null],
    ['in two forms', [field({ label: 'Name', form: 0 }), field({ label: 'Name', form: 1 })], null],
    ['boxes to tick', [field({ label: 'Yes', type: 'checkbox' }), field({ label: 'Yes', type: 'checkbox' })], null],
  ])('%s', (_name, fields, finding) => {
    expect(short(formLabels.run({ census: census({ fields }) }, context()))).toMatchObject({ findings: finding === null ? [] : [finding] });
  });

  it('says so where older evidence does not tell what can be seen', () => {
    const { labelSeen: _seen, form: _form, ...older } = field();
    expect(short(formLabels.run({ census: census({ fields: [older] }) }, context()))).toEqual({ values: { 'accessibility.unlabelled-fields': 0 }, findings: [], missing: ['accessibility.unclear-labels'] });
  });
});

describe('language', () => {
  it.each([
    ['en', 0],
    ['de-CH', 0],
    ['zh-Hant-TW', 0],
    ['', 1],
    ['english, of course', 1],
    ['x', 1],
  ])('%s', (lang, value) => {
    expect(short(language.run({ census: census({ language: lang }) }, context()))).toEqual({ values: { 'accessibility.language-undeclared': value }, findings: value === 1 ? ['serious undeclared'] : [] });
  });
});
