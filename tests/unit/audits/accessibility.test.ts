import { describe, expect, it } from 'vitest';
import { audit as axeAudit, criteria } from '../../../audits/accessibility/axe.ts';
import { audit as incomplete } from '../../../audits/accessibility/axe-incomplete.ts';
import { audit as formLabels } from '../../../audits/accessibility/form-labels.ts';
import { audit as language } from '../../../audits/accessibility/language.ts';
import { audit as reflow } from '../../../audits/accessibility/reflow.ts';
import { audit as targetSize, smallTargets } from '../../../audits/accessibility/target-size.ts';
import { audit as textResize } from '../../../audits/accessibility/text-resize.ts';
import { audit as zoom, blocksZoom } from '../../../audits/accessibility/zoom-blocked.ts';
import { axe, census, context, field, layout, layouts, persona, rule, target } from './evidence.ts';
import type { Layout } from '../../../src/model/layout-evidence.ts';
import { plain, short } from './outcome.ts';

const labelRule = (selector: string) => rule({ id: 'label', impact: 'critical', tags: ['wcag2a'], nodes: [{ target: selector, html: '', summary: '' }] });
const deaf = (field: { labelledBy: string; visible: boolean; type: string }) => rule({ id: 'label', impact: 'critical', tags: ['wcag2a'], nodes: [{ target: '#a', html: '', summary: '', field }] });

describe('axe', () => {
  it.each([
    [{ components: 3, elements: 0 }, '3 further kinds of components break this rule too and are not listed one by one: '],
    [{ components: 0, elements: 1 }, '1 further element breaks this rule too and is not listed one by one: '],
  ])('what was not listed is a finding of its own: %j', (unlisted, title) => {
    const found = axeAudit.run({ axe: axe({ violations: [rule({ id: 'link-name', nodeCount: 2000, unlisted })] }) }, context());
    expect(found).toMatchObject({ values: { 'accessibility.violations': 2000 } });
    expect(found.status === 'measured' ? found.findings.at(-1) : null).toMatchObject({ key: 'link-name.unlisted', title: expect.stringContaining(title) });
  });

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
    ['a small field with a large label', [target('a', [0, 0, 11, 11], { label: { x: 0, y: 0, width: 90, height: 24 } }), target('b', [14, 0, 50, 50])], []],
    ['a small link that leads where a large one does', [target('a', [0, 0, 11, 11], { leads: '/x' }), target('b', [14, 0, 50, 50], { leads: '/x' })], []],
    ['a small link beside a large one to elsewhere', [target('a', [0, 0, 11, 11], { leads: '/x' }), target('b', [14, 0, 50, 50], { leads: '/y' })], ['a']],
    ['a tick box made smaller', [target('a', [0, 0, 11, 11], { role: 'checkbox' }), target('b', [14, 0, 50, 50])], ['a']],
    ['one inside the other', [target('a', [10, 10, 16, 16]), target('b', [0, 0, 200, 40])], []],
    ['hidden to the eye', [target('a', [0, 0, 10, 10]), target('b', [12, 0, 1, 1])], []],
  ])('%s', (_name, targets, small) => {
    expect(smallTargets(targets).map(({ selector }) => selector)).toEqual(small);
  });

  it('weighs more for who uses fingers', () => {
    const page = { census: census({ targets: [target('a', [0, 0, 10, 10]), target('b', [12, 0, 10, 10])] }) };
    expect(short(targetSize.run(page, context()))).toEqual({ values: { 'accessibility.small-targets': 2, 'accessibility.targets-under-44': 2 }, findings: ['moderate small'] });
    expect(short(targetSize.run(page, context({ persona: { ...persona, hands: 'touch' } })))).toMatchObject({ findings: ['serious small'] });
  });

  it('has no count where not all were measured', () => {
    expect(short(targetSize.run({ census: census({ targets: [], targetCount: 501 }) }, context()))).toEqual({ values: {}, findings: [], missing: ['accessibility.small-targets', 'accessibility.targets-under-44'] });
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
    const fields = [field(), field({ labelledBy: 'aria' }), field({ labelledBy: 'title' }), field({ labelledBy: 'nothing' }), field({ labelledBy: 'placeholder', labelSeen: false }), field({ labelledBy: 'placeholder', labelSeen: false }), field({ labelledBy: 'nothing', visible: false }), field({ labelledBy: 'nothing', type: 'submit' })].map((one, index) => ({ ...one, label: `Colour ${index}` }));
    expect(short(formLabels.run({ census: census({ fields }) }, context()))).toEqual({ values: { 'accessibility.unlabelled-fields': 3, 'accessibility.unclear-labels': 0 }, findings: ['critical nothing', 'moderate placeholder-only'] });
    const beside = [field({ labelledBy: 'placeholder', label: 'id', labelSeen: true })];
    expect(short(formLabels.run({ census: census({ fields: beside }) }, context()))).toEqual({ values: { 'accessibility.unlabelled-fields': 1, 'accessibility.unclear-labels': 0 }, findings: ['minor untied'] });
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
