import { describe, expect, it } from 'vitest';
import { audit as actions } from '../../../audits/friction/actions.ts';
import { audit as completion } from '../../../audits/friction/completion.ts';
import { audit as consoleErrors } from '../../../audits/friction/console-errors.ts';
import { audit as deadControls } from '../../../audits/friction/dead-controls.ts';
import { audit as dialogs } from '../../../audits/friction/dialogs.ts';
import { audit as exceptions } from '../../../audits/friction/exceptions.ts';
import { audit as failedRequests } from '../../../audits/friction/failed-requests.ts';
import { audit as feedback } from '../../../audits/friction/feedback.ts';
import { audit as fields } from '../../../audits/friction/fields.ts';
import { audit as interruptions } from '../../../audits/friction/interruptions.ts';
import { audit as keyboardEffort } from '../../../audits/friction/keyboard-effort.ts';
import { audit as pages } from '../../../audits/friction/pages.ts';
import { audit as typed } from '../../../audits/friction/typed.ts';
import { audit as waits } from '../../../audits/friction/waits.ts';
import type { Collected, StepEvidence } from '../../../src/model/evidence.ts';
import { at, context, logged, overlay, pageLoad, persona, request, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

const nowhere = context({ steps: [] });

const stopsOf = (count: number) => Array.from({ length: count }, () => ({ role: 'link', name: 'x', selector: 'a', focusVisible: null }));
const byKeyboard = (...steps: StepEvidence[]) => context({ steps, persona: { ...persona, hands: 'keyboard' } });

describe('completion', () => {
  const missing = { code: 'TARGET_MISSING', message: 'There is no “Pay”.' };
  const keyboard = { ...persona, hands: 'keyboard' as const };

  it.each([
    ['reached', context(), plain({ 'friction.reached': 1 })],
    ['failed', context({ visit: { status: 'failed', problem: missing } }), { values: { 'friction.reached': 0 }, findings: ['critical TARGET_MISSING'] }],
    ['failed without a reason', context({ visit: { status: 'failed' } }), { values: { 'friction.reached': 0 }, findings: ['critical failed'] }],
    ['the journey ended before', context({ visit: { status: 'not-reached' } }), plain({ 'friction.reached': 0 })],
    ['blocked for a mouse', context({ visit: { status: 'blocked', problem: missing } }), { values: { 'friction.reached': 0 }, findings: ['critical TARGET_MISSING'] }],
    ['blocked for a keyboard is told by the accessibility audit', context({ persona: keyboard, visit: { status: 'blocked', problem: missing } }), plain({ 'friction.reached': 0 })],
    ['refused by the plan', context({ visit: { status: 'failed', problem: { code: 'COMMIT_REFUSED', message: 'Not allowed here.' } } }), { status: 'not-available', because: 'Not allowed here.' }],
  ])('%s', (_name, where, expected) => {
    expect(short(completion.run({}, where))).toEqual(expected);
  });
});

describe('counting steps', () => {
  const done = [pageLoad, step(), step({ action: 'fill', effort: { typed: 12 } }), step({ action: 'choose', navigation: 'soft' }), step({ action: 'waitFor' }), step({ interruption: true }), step({ action: 'uncheck', interruption: true, consent: { wanted: 'reject', purpose: 'untick', press: 1 } }), step({ outcome: 'skipped', action: 'check' }), step({ outcome: 'failed', action: 'fill', effort: { typed: 3 } })];

  it('actions, pages, fields, characters', () => {
    expect(short(actions.run({}, at(...done)))).toEqual({ values: { 'friction.actions': 6 }, findings: [], missing: ['friction.actions-over-optimum', 'friction.actions-optimum', 'friction.actions-ratio'] });
    expect(short(pages.run({}, at(...done)))).toEqual(plain({ 'friction.pages': 2 }));
    expect(short(fields.run({}, at(...done)))).toEqual(plain({ 'friction.fields': 2 }));
    expect(short(typed.run({}, at(...done)))).toEqual(plain({ 'friction.typed': 15 }));
  });

  it.each([actions, pages, fields, typed, waits])('does not apply where no step leads', (audit) => {
    expect(audit.run({}, nowhere).status).toBe('not-applicable');
  });

  it.each([
    [4, 5, 0, []],
    [5, 5, 0, []],
    [6, 5, 1, ['moderate over-optimum']],
    [10, 5, 5, ['serious over-optimum']],
  ])('%i actions where %i would do', (count, optimum, over, findings) => {
    const where = context({ steps: Array.from({ length: count }, () => step()), touchpoint: { optimum } });
    expect(short(actions.run({}, where))).toEqual({ values: { 'friction.actions': count, 'friction.actions-over-optimum': over, 'friction.actions-optimum': optimum, 'friction.actions-ratio': count / optimum }, findings });
  });

  it('is glad of the optimum at a moment of truth', () => {
    expect(short(actions.run({}, context({ steps: [step()], touchpoint: { optimum: 1, momentOfTruth: true } })))).toMatchObject({ findings: ['+ optimum'] });
  });
});

describe('waits', () => {
  it.each([
    ['a page load', [step({ action: 'visit', navigation: 'hard', untilSettled: 9000 })], 9000, []],
    ['a long page load', [step({ action: 'visit', navigation: 'hard', untilSettled: 10_001 })], 10_001, ['serious click “Next”']],
    ['until it can be used', [step({ untilActionable: 4000, untilSettled: 200, untilFeedback: 50 })], 4000, []],
    ['a wait without a sign', [step({ untilSettled: 1001 })], 1001, ['moderate click “Next”']],
    ['a wait with a sign', [step({ untilSettled: 5000, untilFeedback: 100 })], 5000, []],
    ['no wait', [step({ untilSettled: 1000 })], 1000, []],
    ['never settled, but something showed', [step({ untilFeedback: 3000 })], 3000, []],
    ['nothing to wait for', [step()], 0, []],
    ['settled, and arrived later', [step({ untilSettled: 300, untilFeedback: 50, waiting: { untilArrived: 4000 } })], 4000, []],
    ['arrived without a sign before', [step({ waiting: { untilArrived: 4000 } })], 4000, ['moderate click “Next”']],
    ['arrived, and no sign could have been seen', [step({ stillness: null, waiting: { untilArrived: 4000 } })], 4000, []],
    ['arrived after what was waited for', [step({ action: 'waitFor', untilActionable: 1500, waiting: { untilArrived: 4000 } })], 4000, []],
    ['arrived on a page that never settled', [step({ navigation: 'hard', waiting: { untilArrived: 4000, endless: true } })], 4000, []],
  ])('%s', (_name, steps, value, findings) => {
    expect(short(waits.run({}, context({ steps })))).toEqual({ values: { 'friction.longest-wait': value }, findings });
  });

  it('tells how long there was no sign, and not how long the control was waited for', () => {
    const titleOf = (different: Partial<StepEvidence>) => {
      const outcome = waits.run({}, context({ steps: [step(different)] }));
      return outcome.status === 'measured' && outcome.findings.map(({ title, cost }) => [title, cost]);
    };
    expect(titleOf({ untilActionable: 4000, untilSettled: 1500 })).toEqual([['The customer waits 1.5 s without any sign that something happens: click “Next”.', 0.5]]);
    expect(titleOf({ untilActionable: 12_000, untilSettled: 200, untilFeedback: 50 })).toEqual([['The customer waits 12.0 s until this step can be done: click “Next”.', 11]]);
    expect(titleOf({ untilActionable: 11_000, untilSettled: 12_000, untilFeedback: 50 })).toEqual([['The customer waits 12.0 s after this step: click “Next”.', 11]]);
  });

  it('is not available where a page never settled', () => {
    expect(waits.run({}, at(step({ navigation: 'hard', untilSettled: null }))).status).toBe('not-available');
    expect(waits.run({}, at(step({ untilFeedback: 50, waiting: { endless: true } })))).toEqual({ status: 'not-available', because: 'the page never settled after: click “Next”' });
  });
});

describe('feedback', () => {
  it.each([
    [[step({ untilFeedback: 80 }), step({ untilFeedback: 1000 })], 1000, []],
    [[step({ untilFeedback: 1001 }), step({ action: 'fill', untilFeedback: null })], 1001, ['serious click “Next”']],
    [[step({ untilFeedback: 1001, navigation: 'hard' })], 1001, ['serious click “Next”']],
  ])('%#', (steps, value, findings) => {
    expect(short(feedback.run({}, context({ steps })))).toEqual({ values: { 'friction.feedback': value, 'friction.rage-risks': findings.length }, findings });
  });

  it.each([
    // 1,000 ms and twice 3.75 × 300 ms
    ['hard', 3250, []],
    ['hard', 3251, ['serious click “Next”']],
    ['soft', 1001, ['serious click “Next”']],
  ] as const)('on a line of 300 ms a page may take longer: %s, %i ms', (navigation, untilFeedback, findings) => {
    const rural = { ...persona, network: { name: '3G', rtt: 300, down: 700, up: 700 } };
    expect(short(feedback.run({}, context({ persona: rural, steps: [step({ navigation, untilFeedback })] })))).toMatchObject({ findings });
  });

  it('does not know the slowest where another input had no sign at all', () => {
    const silent = step({ description: 'click “Size guide”', untilFeedback: null });
    const outcome = feedback.run({}, at(step({ untilFeedback: 80 }), step({ untilFeedback: 1001 }), silent));
    expect(outcome).toMatchObject({ status: 'measured', values: {}, missing: { 'friction.feedback': 'no visible change was seen after 1 of 3 inputs: click “Size guide”' }, findings: [{ key: 'click “Next”' }] });
  });

  it('leaves out what the page hears of no input for', () => {
    const chosen = step({ action: 'choose', target: { role: 'combobox', name: 'Country', tag: 'select', selector: '#c', box: null } });
    expect(feedback.run({}, at(step({ untilFeedback: 80 }), chosen, step({ action: 'upload' })))).toMatchObject({ values: { 'friction.feedback': 80 } });
    expect(feedback.run({}, at({ ...chosen, untilFeedback: 1200 }))).toMatchObject({ values: { 'friction.feedback': 1200 } });
    expect(feedback.run({}, at(chosen)).status).toBe('not-applicable');
  });

  it('tells nothing pressed from nothing seen', () => {
    expect(feedback.run({}, context()).status).toBe('not-applicable');
    expect(feedback.run({}, at(step())).status).toBe('not-available');
  });
});

describe('dead controls', () => {
  const effect = { mutations: 0, requests: 0, navigated: false, focusMoved: false, scrolled: false, opened: false, observed: 2500 };

  it.each([
    ['nothing followed', { effect }, 1],
    ['the page changed', { effect: { ...effect, mutations: 1 } }, 0],
    ['something was requested', { effect: { ...effect, requests: 1 } }, 0],
    ['something opened', { effect: { ...effect, opened: true } }, 0],
    ['the focus moved', { effect: { ...effect, focusMoved: true } }, 0],
    ['the page scrolled', { effect: { ...effect, scrolled: true } }, 0],
    ['a page was loaded', { effect: null, navigation: 'hard' as const }, 0],
  ])('%s', (_name, different, count) => {
    expect(short(deadControls.run({}, at(step(different))))).toEqual({ values: { 'friction.dead-controls': count }, findings: count === 1 ? ['serious click “Next”'] : [] });
  });

  it('is not available where a click was not watched, or not long enough', () => {
    expect(deadControls.run({}, at(step({ effect: null }), step({ effect }))).status).toBe('not-available');
    expect(deadControls.run({}, at(step({ effect: { ...effect, observed: 2499 } }))).status).toBe('not-available');
    expect(deadControls.run({}, context()).status).toBe('not-applicable');
  });
});

describe('failed requests', () => {
  it.each([
    ['399', request({ status: 399 }), 0, []],
    ['404 of a script', request({ status: 404 }), 1, ['serious GET shop.example/app.js 404']],
    ['500 of the page, which is told by friction/http-status', request({ status: 500, type: 'document', url: 'https://shop.example/pay?order=1' }), 1, []],
    ['404 of a picture', request({ status: 404, type: 'image' }), 1, ['moderate GET shop.example/app.js 404']],
    ['404 of a third party', request({ status: 404, thirdParty: true }), 1, ['minor GET shop.example/app.js 404']],
    ['404 of a question that fetches nothing', request({ status: 404, type: 'fetch', method: 'HEAD' }), 1, ['minor HEAD shop.example/app.js 404']],
    ['no answer', request({ status: null, failure: 'net::ERR_CONNECTION_REFUSED' }), 1, ['serious GET shop.example/app.js no answer']],
    ['500 whose body nobody read', request({ status: 500, type: 'fetch', failure: 'net::ERR_ABORTED' }), 1, ['serious GET shop.example/app.js 500']],
    ['cancelled', request({ status: null, failure: 'net::ERR_ABORTED' }), 0, []],
    ['under way', request({ status: null, duration: null }), 0, []],
    ['the icon the browser asks for', request({ status: 404, url: 'https://shop.example/favicon.ico' }), 0, []],
  ])('%s', (_name, one, count, findings) => {
    const foreign = one.thirdParty ? count : 0;
    expect(short(failedRequests.run({ requests: [one] }, context()))).toEqual({ values: { 'friction.failed-requests': count, 'friction.failed-requests.own': count - foreign, 'friction.failed-requests.third-party': foreign }, findings });
  });

  it('counts each, and tells those of one address once', () => {
    const requests = [request({ status: 404, url: 'https://shop.example/a?1' }), request({ status: 404, url: 'https://shop.example/a?2' })];
    expect(short(failedRequests.run({ requests }, context()))).toMatchObject({ values: { 'friction.failed-requests': 2 }, findings: ['serious GET shop.example/a 404'] });
  });
});

describe('the console', () => {
  it('counts exceptions, and tells those that differ by numbers once', () => {
    const entries = [logged('exception', 'TypeError: x is null at line 12'), logged('exception', 'TypeError: x is null at line 99'), logged('rejection', 'Error: no'), logged('error', 'no'), logged('warning', 'no')];
    expect(short(exceptions.run({ console: entries }, context()))).toEqual({ values: { 'friction.exceptions': 2, 'friction.rejections': 1 }, findings: ['serious TypeError: x is null at line #', 'serious Error: no'] });
    expect(short(exceptions.run({ console: [] }, context()))).toEqual(plain({ 'friction.exceptions': 0, 'friction.rejections': 0 }));
  });

  it('counts errors, without those of requests', () => {
    const entries = [logged('error', 'Something went wrong'), logged('error', 'Failed to load resource: the server responded with a status of 404 ()'), logged('exception', 'no')];
    expect(short(consoleErrors.run({ console: entries }, context()))).toEqual({ values: { 'friction.console-errors': 1 }, findings: ['minor console-errors'] });
    expect(short(consoleErrors.run({ console: [] }, context()))).toEqual(plain({ 'friction.console-errors': 0 }));
  });
});

describe('interruptions', () => {
  const none = { overlays: [], dialogs: [] };
  const free = { closes: ['Reject'], browser: [], keepsFocus: false, scroll: 'free' } as const;
  const banner = (different: Parameters<typeof overlay>[0] = {}) => overlay({ exits: { ...free, closes: ['Reject'], browser: [] }, ...different });
  const accepting = (different: Partial<StepEvidence> = {}) => step({ interruption: true, ...different });
  const judged = (evidence: Pick<Collected, 'overlays' | 'dialogs'>, steps: readonly StepEvidence[] = [], before: readonly StepEvidence[] = []) => short(interruptions.run(evidence, context({ steps, before: [{ touchpoint: 'home', steps: before }] })));
  const counts = (count: number, cover: number, actions: number, traps = 0, again = 0) => ({
    'friction.interruptions': count,
    'friction.interruption-cover': cover,
    'friction.interruption-actions': actions,
    'friction.interruption-seconds': expect.any(Number) as unknown,
    'friction.trapping-layers': traps,
    'friction.returning-interruptions': again,
  });

  it.each([
    ['none', none, [], counts(0, 0, 0), []],
    ['a strip', { ...none, overlays: [banner()] }, [], counts(1, 0.2, 0), ['minor consent Cookies']],
    ['a large layer', { ...none, overlays: [banner({ covers: 0.3 })] }, [], counts(1, 0.3, 0), ['moderate consent Cookies']],
    ['a modal layer', { ...none, overlays: [banner({ modal: true })] }, [], counts(1, 0.2, 0), ['serious consent Cookies']],
    ['a modal layer without a way out', { ...none, overlays: [banner({ modal: true, ways: [], kind: 'newsletter' as const, name: '' })] }, [], counts(1, 0.2, 0), ['critical newsletter nameless']],
    ['a layer that keeps the focus', { ...none, overlays: [banner({ exits: { ...free, closes: [], browser: [], keepsFocus: true } }), banner({ name: 'Other', covers: 0.1 })] }, [], counts(2, 0.2, 0, 1), ['minor consent Cookies', 'minor consent Other']],
    ['a layer below which nothing can be scrolled', { ...none, overlays: [banner({ exits: { ...free, closes: [], browser: [], scroll: 'locked' as const } })] }, [], counts(1, 0.2, 0, 1), ['minor consent Cookies']],
    ['a banner that was dismissed', none, [accepting()], counts(1, 0, 1), ['moderate step click “Next”']],
    ['one that takes two presses', none, [accepting({ consent: { wanted: 'reject', purpose: 'manage', press: 1 } }), accepting({ consent: { wanted: 'reject', purpose: 'reject', press: 2 } })], counts(1, 0, 2), ['moderate step click “Next”']],
    ['one that comes back', none, [accepting(), accepting()], counts(2, 0, 2, 0, 1), ['moderate step click “Next”', 'serious again click “Next”']],
    ['a banner that did not come', none, [accepting({ outcome: 'skipped' as const })], counts(0, 0, 0), []],
    ['a message box is counted here and told by friction/dialogs', { ...none, dialogs: [{ kind: 'alert', message: 'Hi', step: null }] }, [], counts(1, 0, 0), []],
  ])('%s', (_name, evidence: Pick<Collected, 'overlays' | 'dialogs'>, steps, values, findings) => {
    expect(judged(evidence, steps)).toEqual({ values, findings });
  });

  it('knows what was got rid of at a touchpoint before', () => {
    expect(judged(none, [accepting()], [accepting()])).toEqual({ values: counts(1, 0, 1, 0, 1), findings: ['serious again click “Next”'] });
    expect(judged(none, [accepting()], [step()])).toEqual({ values: counts(1, 0, 1), findings: ['moderate step click “Next”'] });
  });

  it('does not say what is not known', () => {
    const outcome = interruptions.run({ ...none, overlays: [overlay()] }, context());
    expect(outcome).toMatchObject({ status: 'measured', missing: { 'friction.trapping-layers': expect.any(String), 'friction.returning-interruptions': expect.any(String) } });
    expect(outcome.status === 'measured' && Object.keys(outcome.values)).toEqual(['friction.interruptions', 'friction.interruption-cover', 'friction.interruption-actions', 'friction.interruption-seconds']);
  });

  it('says what a layer costs, without the waits of a pass that is not timed', () => {
    const outcome = interruptions.run({ ...none, overlays: [overlay()] }, context());
    expect(outcome.status === 'measured' && outcome.findings[0]?.cost).toBeCloseTo(2.65, 10);
    expect(outcome.status === 'measured' && outcome.values['friction.interruption-seconds']).toBeCloseTo(2.65, 10);
    const slow = judged(none, [accepting({ untilActionable: 20_000, untilSettled: 20_000 })]);
    expect(slow).toEqual(judged(none, [accepting()]));
    const costs = (steps: readonly StepEvidence[]) => {
      const held = interruptions.run(none, context({ steps, before: [] }));
      return held.status === 'measured' && held.findings.map(({ cost }) => cost);
    };
    expect(costs([accepting({ untilActionable: 20_000, untilSettled: 20_000 })])).toEqual(costs([accepting()]));
  });

  it('says how a layer can be left', () => {
    const quotes = (exits: NonNullable<Collected['overlays'][number]['exits']>) => {
      const outcome = interruptions.run({ ...none, overlays: [overlay({ exits })] }, context());
      return outcome.status === 'measured' && outcome.findings[0]?.quote;
    };
    expect(quotes({ ...free, closes: ['Reject'], browser: ['escape', 'outside'] })).toBe('ways out: Accept, Reject; the browser closes it on Escape; the browser closes it on a press beside it');
    expect(quotes({ ...free, closes: [], browser: [] })).toBe('ways out: Accept, Reject; none of them says that it closes or refuses');
  });
});

describe('message boxes', () => {
  it('counts each, and tells each kind once', () => {
    const seen = [{ kind: 'alert', message: 'a', step: 0 }, { kind: 'alert', message: 'b', step: 0 }, { kind: 'confirm', message: '', step: 0 }];
    expect(short(dialogs.run({ dialogs: seen }, context()))).toEqual({ values: { 'friction.dialogs': 3 }, findings: ['moderate alert', 'moderate confirm'] });
  });
});

describe('stops on the way by keyboard', () => {
  it.each([
    // 0.2 s a key: 50 stops take 10 s.
    [50, []],
    [51, ['moderate click “Next”']],
  ])('%i stops', (count, findings) => {
    expect(short(keyboardEffort.run({}, byKeyboard(step({ tabStops: stopsOf(count) }), step({ tabStops: stopsOf(2) }))))).toEqual({ values: { 'friction.tab-stops': count + 2, 'friction.layers-left': 0 }, findings });
  });

  it('counts the layers that stood in the way', () => {
    const keyboard = { backwards: 0, arrows: 0, escapes: 2, focusAfter: null };
    expect(short(keyboardEffort.run({}, byKeyboard(step({ tabStops: stopsOf(1), keyboard }))))).toEqual({ values: { 'friction.tab-stops': 1, 'friction.layers-left': 2 }, findings: ['minor layer click “Next”'] });
  });

  it('is for keyboards', () => {
    expect(keyboardEffort.onlyWith).toEqual({ hands: ['keyboard'] });
    expect(keyboardEffort.run({}, byKeyboard(pageLoad)).status).toBe('not-applicable');
  });
});
