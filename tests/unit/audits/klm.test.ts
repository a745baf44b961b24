import { describe, expect, it } from 'vitest';
import { audit } from '../../../audits/friction/effort.ts';
import { effortOf, secondsOf, secondsToDismiss } from '../../../audits/friction/klm.ts';
import { context, pageLoad, persona, step } from './evidence.ts';

const { pace } = persona;

const nothing = { typing: 0, pointing: 0, listening: 0, thinking: 0, waiting: 0, interruptions: 0, recovery: 0 };

const rounded = (effort: object) => Object.fromEntries(Object.entries(effort).map(([part, seconds]) => [part, Math.round(Number(seconds) * 1000) / 1000]));

/** K 0.2, P by Fitts with 4 bit/s, B 0.2, H 0.4, M 1.35 */
const typeAddress = step({ action: 'fill', effort: { presses: 1, typed: 10, pointerDistance: 300, targetSize: 20 } });
const send = step({ effort: { presses: 1 }, untilSettled: 3500 });

describe('the Keystroke-Level Model', () => {
  it('adds up a worked example', () => {
    // M 1.35 + P log2(300 / 20 + 1) / 4 = 1.0 + B 0.2 + H 0.4 + 10 K 2.0; then M 1.35 + H 0.4 + P 1.1 + B 0.2 + R 2.5
    const effort = effortOf([typeAddress, send], pace, 'mouse');
    expect(rounded(effort)).toEqual({ ...nothing, typing: 2, pointing: 3.3, thinking: 2.7, waiting: 2.5 });
    expect(secondsOf(effort)).toBeCloseTo(10.5, 10);
  });

  it('makes a slower person slower, but not the site', () => {
    expect(rounded(effortOf([typeAddress, send], { ...pace, factor: 2 }, 'mouse'))).toEqual({ ...nothing, typing: 4, pointing: 6.6, thinking: 5.4, waiting: 2.5 });
  });

  it('has fingers that stay on the screen and keyboards without a pointer', () => {
    expect(rounded(effortOf([typeAddress, send], pace, 'touch'))).toMatchObject({ pointing: 2.5 });
    expect(rounded(effortOf([step({ effort: { keys: 5 } })], pace, 'keyboard'))).toEqual({ ...nothing, typing: 1, thinking: 1.35 });
  });

  it('takes the difficulty of pointing as it was where that is known', () => {
    // B 0.2 + P 6 bit / 4 bit/s
    const exact = step({ effort: { presses: 1, pointerDistance: 300, targetSize: 20, difficulty: 6 } });
    expect(rounded(effortOf([exact], pace, 'mouse'))).toMatchObject({ pointing: 1.7 });
  });

  it.each([
    ['only what is beyond the first second', step({ action: 'visit', untilSettled: 1000, untilActionable: 1000 }), nothing],
    ['both waits of a step', step({ action: 'visit', untilSettled: 1500, untilActionable: 3000 }), { ...nothing, waiting: 2.5 }],
    ['at least the time until something showed', step({ action: 'visit', untilFeedback: 2000 }), { ...nothing, waiting: 1 }],
    ['the time until the customer has arrived', step({ action: 'visit', untilSettled: 500, waiting: { untilArrived: 3000 } }), { ...nothing, waiting: 2 }],
    ['no wait for what a function of the plan takes', step({ action: 'run', untilSettled: 9000 }), nothing],
    ['nothing for steps that failed', step({ outcome: 'failed', untilActionable: 15_000 }), nothing],
    ['nothing for steps that were not needed', step({ outcome: 'skipped', interruption: true }), nothing],
    ['no decision for arriving by address', pageLoad, nothing],
    ['no decision for waiting', step({ action: 'waitFor', untilActionable: 2000 }), { ...nothing, waiting: 1 }],
    ['all of an interruption by itself', step({ interruption: true, effort: { presses: 1 }, untilSettled: 2000 }), { ...nothing, interruptions: 3.65 }],
    ['going back as recovery', step({ action: 'back', navigation: 'hard', untilSettled: 2000 }), { ...nothing, recovery: 2.35 }],
  ])('counts %s', (_name, one, expected) => {
    expect(rounded(effortOf([one], pace, 'mouse'))).toEqual(expected);
  });

  it('counts pointing where nothing is pressed', () => {
    // P 6 bit / 4 bit/s
    const hover = step({ action: 'hover', effort: { pointerDistance: 300, targetSize: 20, difficulty: 6 } });
    expect(rounded(effortOf([hover], pace, 'mouse'))).toEqual({ ...nothing, pointing: 1.5, thinking: 1.35 });
  });

  it('has the hand where the touchpoint before left it', () => {
    expect(rounded(effortOf([send], pace, 'mouse', [typeAddress]))).toMatchObject({ pointing: 1.7 });
    expect(rounded(effortOf([send], pace, 'mouse', [typeAddress, send]))).toMatchObject({ pointing: 1.3 });
    expect(rounded(effortOf([send], pace, 'mouse', [{ ...typeAddress, outcome: 'failed' }]))).toMatchObject({ pointing: 1.3 });
    expect(audit.run({}, context({ steps: [send], before: [{ touchpoint: 'form', steps: [typeAddress] }] }))).toMatchObject({ values: { 'friction.effort.pointing': expect.closeTo(1.7, 10) } });
  });

  it('has a screen reader listen at its pace of speech', () => {
    const heard = { way: 'kind', items: 12, words: 61, inOrder: 40, silent: 0, alike: 0, target: null, after: null } as const;
    expect(rounded(effortOf([step({ effort: { keys: 13 }, heard })], { ...pace, reading: 183 }, 'screen-reader'))).toEqual({ ...nothing, typing: 2.6, listening: 20, thinking: 1.35 });
  });

  it('takes M + P + B to dismiss a layer', () => {
    expect(secondsToDismiss(pace)).toBeCloseTo(2.65, 10);
  });
});

describe('friction/effort', () => {
  it('is the sum of its parts', () => {
    const outcome = audit.run({}, context({ steps: [typeAddress, send] }));
    if (outcome.status !== 'measured') throw new Error(outcome.because);
    const { 'friction.effort': total, ...split } = outcome.values;
    expect(Object.keys(split)).toEqual(['friction.effort.typing', 'friction.effort.pointing', 'friction.effort.listening', 'friction.effort.thinking', 'friction.effort.waiting', 'friction.effort.interruptions', 'friction.effort.recovery']);
    expect(Object.values(split).reduce((sum, part) => sum + part, 0)).toBeCloseTo(total ?? Number.NaN, 10);
  });

  it.each([
    ['a page load', {}, 'waiting'],
    ['a page load, though something showed', { untilFeedback: 3000 }, 'waiting'],
    ['going back', { action: 'back' }, 'recovery'],
    ['an interruption', { interruption: true }, 'interruptions'],
    ['an answer that never came', { navigation: 'none', untilFeedback: 50, waiting: { endless: true } }, 'waiting'],
  ] as const)('knows neither the whole nor the part where the wait is not known: %s', (_name, different, part) => {
    const never = step({ action: 'visit', description: 'visit /', navigation: 'hard', untilSettled: null, ...different });
    const outcome = audit.run({}, context({ steps: [typeAddress, never] }));
    const because = 'the page never settled after: visit /';
    expect(outcome).toMatchObject({ status: 'measured', values: { 'friction.effort.typing': 2 }, missing: { 'friction.effort': because, [`friction.effort.${part}`]: because } });
    expect(outcome.status === 'measured' && Object.keys(outcome.values)).toHaveLength(6);
  });

  it('takes nothing to wait for as no wait', () => {
    expect(audit.run({}, context({ steps: [step(), step({ action: 'run', navigation: 'hard' })] }))).toMatchObject({ values: { 'friction.effort.waiting': 0 } });
  });

  it('does not apply where no step leads', () => {
    expect(audit.run({}, context({ steps: [] })).status).toBe('not-applicable');
  });
});
