import { describe, expect, it } from 'vitest';
import { audit as consentAnswer } from '../../../audits/friction/consent-answer.ts';
import { audit as blocked } from '../../../audits/friction/blocked.ts';
import { audit as doubleSubmit } from '../../../audits/friction/double-submit.ts';
import { audit as unreadyTargets } from '../../../audits/friction/unready-targets.ts';
import { context, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

describe('what a second press sends again', () => {
  const pressed = (secondPress: NonNullable<Parameters<typeof step>[0]>['secondPress']) => step({ ...(secondPress !== undefined && { secondPress }) });

  it.each([
    ['sent again', pressed({ after: 120, sentAgain: ['POST https://shop.example/order'] }), { values: { 'friction.double-submits': 1 }, findings: ['serious click “Next”'] }],
    ['not sent again', pressed({ after: 120, sentAgain: [] }), plain({ 'friction.double-submits': 0 })],
    ['gone after the first press', pressed({ after: null, sentAgain: [] }), plain({ 'friction.double-submits': 0 })],
    ['on a page that did not answer', pressed({ after: null, sentAgain: [], unanswered: true }), { status: 'not-available', because: 'the page did not answer when it was to be pressed again: click “Next”' }],
    ['sends nothing', pressed(null), { status: 'not-applicable', because: 'nothing that was clicked here sends anything' }],
    ['not tried', pressed(undefined), { status: 'not-available', because: 'not tried: the plan does not allow doubleSubmit on this site' }],
  ])('%s', (_name, one, expected) => {
    expect(short(doubleSubmit.run({}, context({ steps: [one] })))).toEqual(expected);
  });
});

describe('controls that cannot be used yet', () => {
  it.each([
    ['usable at once', step(), plain({ 'friction.unready-targets': 0 })],
    ['covered for a while', step({ obstacle: { kind: 'covered', by: 'a dialog', waited: 2500 } }), { values: { 'friction.unready-targets': 1 }, findings: ['moderate covered click “Next”'] }],
    ['covered for good, which is told by friction/completion', step({ outcome: 'failed', problem: { code: 'TARGET_COVERED', message: 'It was covered.' }, obstacle: { kind: 'covered', by: 'a dialog', waited: null } }), plain({ 'friction.unready-targets': 1 })],
  ])('%s', (_name, one, expected) => {
    expect(short(unreadyTargets.run({}, context({ steps: [one] })))).toEqual(expected);
  });

  it('says how long it took and what was in the way', () => {
    const outcome = unreadyTargets.run({}, context({ steps: [step({ obstacle: { kind: 'covered', by: 'a dialog', waited: 2500 } })] }));
    expect(outcome).toMatchObject({ findings: [{ title: 'The button “Next” can be seen, but is covered by a dialog: it took 2.5 s until it could be used.', cost: 2.5, timed: true }] });
  });

  it('does not apply to keys', () => {
    expect(unreadyTargets.onlyWith).toEqual({ hands: ['mouse', 'touch'] });
  });
});

describe('the page blocked after an input', () => {
  const effect = { mutations: 1, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false, observed: 100 };
  const task = (at: number, duration: number) => ({ start: 0, duration, script: null, navigationIndex: 0, at });
  const input = step({ start: 1000, untilActionable: 200, untilSettled: 1500, effect });

  it.each([
    ['in the action', [task(1300, 150), task(1500, 80)], 130],
    ['begun before the input', [task(1100, 300)], 200],
    ['going on after the page had settled', [task(2600, 500)], 50],
    ['before and after the action', [task(500, 300), task(3000, 300)], 0],
  ])('%s', (_name, longTasks, value) => {
    expect(blocked.run({ longTasks }, context({ steps: [input] }))).toMatchObject({ values: { 'friction.blocked': value } });
  });

  it('counts from the input, however long the hands took to get there', () => {
    const byKeys = { ...input, untilActionable: 0, untilSettled: null, inputAt: 5000 };
    expect(blocked.run({ longTasks: [task(1300, 150), task(5010, 450)] }, context({ steps: [byKeys] }))).toMatchObject({ values: { 'friction.blocked': 400 } });
  });

  it('goes on until the customer has arrived', () => {
    const waited = { ...input, waiting: { untilArrived: 3000 } };
    expect(blocked.run({ longTasks: [task(3000, 300)] }, context({ steps: [waited] }))).toMatchObject({ values: { 'friction.blocked': 250 } });
    expect(blocked.run({ longTasks: [task(3000, 300)] }, context({ steps: [input] }))).toMatchObject({ values: { 'friction.blocked': 0 } });
  });

  it('is not available from evidence that does not say when', () => {
    expect(blocked.run({ longTasks: [{ start: 0, duration: 100, script: null, navigationIndex: 0 }] }, context({ steps: [input] })).status).toBe('not-available');
    expect(blocked.run({ longTasks: [] }, context({ steps: [step({ navigation: 'hard', effect })] })).status).toBe('not-applicable');
  });
});

describe('requests for consent', () => {
  it('says what they cost, without the waits of a pass that is not timed', () => {
    const layer = { name: 'Cookies', selector: '#cookies', covers: 0.2, modal: true, ways: ['Accept', 'Manage'], offers: ['accept' as const, 'manage' as const], nameless: 0, frame: null };
    const met = { layer, wanted: 'reject' as const, presses: 2, duration: 90, steps: [0, 1], late: false };
    const costs = (outcome: 'rejected' | 'put-off', waited: number) => {
      const steps = [0, 1].map((index) => step({ index, interruption: true, untilActionable: waited, untilSettled: waited, waiting: { untilArrived: waited } }));
      const judged = consentAnswer.run({ consent: [{ ...met, outcome }] }, context({ steps }));
      return judged.status === 'measured' && judged.findings.map(({ cost }) => cost);
    };
    expect(costs('rejected', 0)).toEqual([expect.closeTo(2 * 1.35, 10)]);
    expect(costs('rejected', 20_000)).toEqual(costs('rejected', 0));
    expect(costs('put-off', 20_000)).toEqual(costs('put-off', 0));
  });
});
