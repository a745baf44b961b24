import { describe, expect, it } from 'vitest';
import { audit as dragging } from '../../../audits/accessibility/dragging.ts';
import { audit as zoom } from '../../../audits/accessibility/zoom-blocked.ts';
import { audit as completion } from '../../../audits/friction/completion.ts';
import { audit as deadControls } from '../../../audits/friction/dead-controls.ts';
import { audit as hoverMenus } from '../../../audits/friction/hover-menus.ts';
import { audit as mistap } from '../../../audits/friction/mistap.ts';
import { audit as shift } from '../../../audits/friction/shift-under-pointer.ts';
import type { PressEvidence, TargetMove } from '../../../src/model/pointing-evidence.ts';
import { customersReasons } from '../../../src/model/problem-codes.ts';
import { census, context, persona, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

const touching = { ...persona, hands: 'touch' as const };
const other = { role: 'button', name: 'Delete', selector: '#delete' };
const press = (different: Partial<PressEvidence> = {}): PressEvidence => ({ interactive: true, silent: false, moves: [], ...different });
const pressed = (different: Partial<PressEvidence> = {}, more: Parameters<typeof step>[0] = {}) => step({ ...more, effort: { presses: 1, difficulty: 4, ...more.effort }, pointing: { press: press(different) } });
const tap = (...distances: number[]) => pressed({ contact: { diameter: 63, others: distances.map((distance) => ({ ...other, distance, share: 0.2 })) } });
const moved = (different: Partial<TargetMove> = {}): TargetMove => ({ ago: 500, distance: 120, missed: true, hit: null, ...different });

describe('taps that can hit something else', () => {
  const run = (...steps: ReturnType<typeof step>[]) => short(mistap.run({}, context({ steps, persona: touching })));

  it.each([
    ['nothing but the target', [], 0, []],
    ['another within the finger, but roomy', [22], 1, []],
    ['another within 22 px', [21.9, 30], 1, ['moderate click “Next”']],
    ['another within 12 px', [11.9], 1, ['serious click “Next”']],
  ] as const)('%s', (_name, distances, count, findings) => {
    expect(run(tap(...distances))).toEqual({ values: { 'friction.mistap-risk': count }, findings });
  });

  it('does not say none where a tap was not looked at', () => {
    expect(run(tap(), step({ effort: { presses: 1 } }))).toMatchObject({ status: 'not-available', because: 'what lay under the finger was not seen for 1 of 2 taps' });
  });

  it('leaves out what is not pressed on the page', () => {
    const list = step({ action: 'choose', target: { role: 'combobox', name: 'Size', tag: 'select', selector: '#size', box: null }, effort: { presses: 2 } });
    expect(run(tap(), list, step({ action: 'drag', effort: { presses: 1 } }))).toEqual(plain({ 'friction.mistap-risk': 0 }));
    expect(run(list)).toMatchObject({ status: 'not-applicable' });
    expect(mistap.onlyWith).toEqual({ hands: ['touch'] });
  });
});

describe('a page that moves under the pointer', () => {
  const run = (...steps: ReturnType<typeof step>[]) => short(shift.run({}, context({ steps })));

  // 231 ms to react, and 4 bits at 4 bit/s.
  it.each([
    ['within the time to aim', [moved({ ago: 1231 })], ['moderate click “Next”']],
    ['before anybody aimed', [moved({ ago: 1232 })], []],
    ['not far enough to miss', [moved({ missed: false })], []],
    ['onto something else', [moved({ hit: other })], ['serious click “Next”']],
    ['twice, back to where it was', [moved({ ago: 100 }), moved({ ago: 400, missed: false })], ['moderate click “Next”']],
  ] as const)('%s', (_name, moves, findings) => {
    expect(run(pressed({ moves: [...moves] }))).toEqual({ values: { 'friction.shifts-under-pointer': findings.length }, findings });
  });

  it('gives a slower person more time to aim', () => {
    const slow = { ...persona, pace: { ...persona.pace, factor: 2 } };
    expect(short(shift.run({}, context({ steps: [pressed({ moves: [moved({ ago: 2400 })] })], persona: slow })))).toMatchObject({ findings: ['moderate click “Next”'] });
  });

  it('says nothing without having looked, or without a pointer', () => {
    expect(run(step({ effort: { presses: 1 } }))).toMatchObject({ status: 'not-available' });
    expect(shift.onlyWith).toEqual({ hands: ['mouse', 'touch'] });
  });
});

describe('menus that close on the way', () => {
  it.each([
    [true, { values: { 'friction.menus-closed': 1 }, findings: ['moderate click “Next”'] }],
    [false, plain({ 'friction.menus-closed': 0 })],
  ])('closed: %s', (closedOnTheWay, expected) => {
    expect(short(hoverMenus.run({}, context({ steps: [step({ pointing: { closedOnTheWay } })] })))).toEqual(expected);
  });

  it('does not apply where nothing was opened by pointing', () => {
    expect(hoverMenus.run({}, context({ steps: [step()] })).status).toBe('not-applicable');
  });
});

describe('controls that do nothing', () => {
  const nothing = { mutations: 0, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false, observed: 2500 };
  const text = { role: 'paragraph', name: 'Hello', tag: 'p', selector: '#hello', box: null };
  const dead = (different: Partial<PressEvidence>, more: Parameters<typeof step>[0] = {}) => pressed(different, { effect: nothing, ...more });

  it.each([
    ['a control', dead({}), 1],
    ['text that is no control', dead({ interactive: false }, { target: text }), 0],
    ['text with a hand for a pointer', dead({}, { target: text }), 1],
    ['what the page cannot see the effect of', dead({ silent: true }), 0],
    ['a box that shows its tick', dead({}, { untilFeedback: 20 }), 0],
    ['text, in evidence that tells no more', step({ effect: nothing, target: text }), 0],
  ])('%s', (_name, one, count) => {
    expect(deadControls.run({}, context({ steps: [one] }))).toMatchObject({ values: { 'friction.dead-controls': count } });
  });
});

describe('zooming with two fingers', () => {
  it.each([
    [undefined, 0],
    [0, 0],
    [0.96, 0],
    [1, 1],
  ])('barred in %s of the window', (pinchBarred, count) => {
    expect(zoom.run({ census: census(pinchBarred === undefined ? {} : { pinchBarred }) }, context())).toMatchObject({ values: { 'accessibility.zoom-blocked': count } });
  });
});

describe('things to drag', () => {
  const cards = { count: 2, first: [{ role: 'generic', name: 'Alps', selector: '#next' }, { role: 'generic', name: 'Harz', selector: '#harz' }] };

  it.each([
    ['nothing', { count: 0, first: [] }, [], plain({ 'accessibility.dragging': 0 })],
    ['cards on the page', cards, [], { values: { 'accessibility.dragging': 2 }, findings: ['moderate page'] }],
    ['a card of the page in the journey', cards, [step({ action: 'drag' })], { values: { 'accessibility.dragging': 2 }, findings: ['serious journey'] }],
  ])('%s', (_name, draggables, steps, expected) => {
    const outcome = dragging.run({ census: census({ draggables }) }, context({ steps }));
    expect(short(outcome)).toEqual(expected);
    expect(outcome.status === 'measured' && outcome.findings.every(({ judgement }) => judgement === 'needed')).toBe(true);
  });

  it('does not say none where the page was not looked at', () => {
    expect(dragging.run({ census: census() }, context())).toMatchObject({ values: {}, missing: { 'accessibility.dragging': expect.any(String) } });
  });
});

describe('what the customer wanted and could not use', () => {
  it.each(['TARGET_COVERED', 'TARGET_DISABLED', 'TARGET_MOVING', 'TARGET_HIDDEN', 'TARGET_INERT', 'TARGET_CLOSED', 'HANDS_CANNOT'])('%s is a critical pain point with its step', (code) => {
    const problem = { code, message: 'The button "Pay" was not to be had.' };
    const failed = step({ outcome: 'failed', problem, description: 'click "Pay"' });
    const where = context({ steps: [failed], visit: { status: 'failed', problem, url: '', title: '', arrival: 'not-checked' } });
    expect(customersReasons.has(code)).toBe(true);
    expect(completion.run({}, where)).toMatchObject({
      values: { 'friction.reached': 0 },
      findings: [{ severity: 'critical', selector: '#next', title: expect.stringContaining(problem.message), advice: expect.stringContaining('click "Pay"') }],
    });
  });
});
