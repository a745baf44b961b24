import { describe, expect, it } from 'vitest';
import { audit as detours } from '../../../audits/friction/detours.ts';
import { audit as errorClicks } from '../../../audits/friction/error-clicks.ts';
import { audit as httpStatus } from '../../../audits/friction/http-status.ts';
import type { Collected } from '../../../src/model/evidence.ts';
import { at, context, document, logged, onlyClick, request, step } from './evidence.ts';
import { noPage, short } from './outcome.ts';

describe('detours', () => {
  const page = (path: string, different: Parameters<typeof step>[0] = {}) => step({ navigation: 'hard', url: `https://shop.example${path}`, description: path, ...different });
  const redirected = (from: string, to: string) => document({ url: `https://shop.example${to}`, redirects: [{ url: `https://shop.example${from}`, status: 302 }] });

  it.each([
    ['a page that has moved is no detour', [redirected('/old', '/new')], [page('/new'), page('/next')], { 'friction.detours': 0 }],
    ['a login page before what was asked for', [redirected('/account', '/login')], [page('/login'), page('/account')], { 'friction.detours': 1, 'friction.lostness': 0.5 }],
    ['an interstitial', [], [page('/app-offer'), page('/shop', { interruption: true })], { 'friction.detours': 1, 'friction.lostness': 0.5 }],
    ['a banner on the page is none', [], [page('/shop'), step({ interruption: true, url: 'https://shop.example/shop' })], { 'friction.detours': 0 }],
    ['turning round', [], [page('/a'), page('/b'), page('/a', { action: 'back' }), page('/c')], { 'friction.detours': 1, 'friction.lostness': Math.hypot(3 / 4 - 1, 2 / 3 - 1) }],
  ])('%s', (_name, documents, steps, values) => {
    expect(detours.run({ documents }, at(...steps))).toMatchObject({ values });
  });

  it.each([
    ['nothing was shown', [], [step({})], 2, 'notApplicable'],
    ['only the view changed, and once', [], [step({ navigation: 'soft' })], 1, undefined],
    ['nothing forced one, and no optimum is declared', [], [page('/a')], null, 'notApplicable'],
    ['a page came that no step led to', [document()], [step({})], 1, 'missing'],
    ['a page came with a step that failed', [], [step({ outcome: 'failed', navigation: 'hard' })], 1, 'missing'],
  ])('lostness where %s', (_name, documents, steps, optimumPages, why) => {
    const outcome = detours.run({ documents }, context({ steps, touchpoint: { optimumPages } }));
    expect(short(outcome)).toEqual({ values: { 'friction.detours': 0, ...(why === undefined && { 'friction.lostness': 0 }) }, findings: [], ...(why && { [why]: ['friction.lostness'] }) });
  });

  it('gives the worked example of Tullis & Albert', () => {
    const steps = ['/1', '/2', '/3', '/4', '/5', '/6', '/1', '/2', '/3'].map((path) => page(path));
    const outcome = detours.run({ documents: [] }, context({ steps, touchpoint: { optimumPages: 3 } }));
    expect(outcome.status === 'measured' && outcome.values['friction.lostness']).toBeCloseTo(0.6, 2);
  });
});

describe('inputs that end in an error', () => {
  const effect = { mutations: 0, requests: 1, navigated: false, focusMoved: false, scrolled: false, opened: false, observed: 100 };
  const failing = request({ type: 'fetch', status: 500, step: 0 });
  const quiet: Pick<Collected, 'requests' | 'console' | 'forms' | 'errorTexts'> = { requests: [], console: [], forms: { entries: [], errors: [], captchas: [] }, errorTexts: [] };

  it.each([
    ['a call that fails', [failing], [], step({ effect }), 1],
    ['a call of a third party', [{ ...failing, thirdParty: true }], [], step({ effect }), 0],
    ['a picture that is not there', [{ ...failing, type: 'image' }], [], step({ effect }), 0],
    ['an exception', [], [logged('exception', 'no')], step({ effect }), 1],
    ['the console about a request', [], [logged('error', 'Failed to load resource: 404')], step({ effect }), 0],
    ['another step', [{ ...failing, step: 1 }], [], step({ effect }), 0],
  ])('%s', (_name, requests, entries, one, count) => {
    expect(errorClicks.run({ ...quiet, requests, console: entries }, at(one))).toMatchObject({ values: { 'friction.error-clicks': count } });
  });

  const said = { step: 0, text: 'Please choose a date.', selector: '#date-error', by: 'field' as const };
  const wrong = (when: 'typing' | 'left' | 'sent', different: Partial<Collected['forms']['errors'][number]> = {}): Collected['forms'] => ({
    entries: [{ step: 0, selector: '#mail', label: 'Email', data: ['email'], kept: 5, full: false, errors: [{ when, step: 1, error: { selector: '#mail', label: 'Email', ariaInvalid: false, userInvalid: true, words: false, message: null, ...different } }], last: 'wrong', premature: false }],
    errors: [],
    captchas: [],
  });
  it.each([
    ['a text that came up', { errorTexts: [said] }, step({ effect }), 1],
    ['a text of another step', { errorTexts: [{ ...said, step: 1 }] }, step({ effect }), 0],
    ['a text while a field is filled in', { errorTexts: [said] }, step({ effect, action: 'fill' }), 0],
    ['what the browser refuses to send', { forms: wrong('sent') }, step({ effect, index: 1 }), 1],
    ['a field that is told wrong with no word of it', { forms: wrong('sent', { userInvalid: false, ariaInvalid: true }) }, step({ effect, index: 1 }), 0],
    ['what was said before it was sent', { forms: wrong('left') }, step({ effect, index: 1 }), 0],
    ['what was refused at another step', { forms: wrong('sent') }, step({ effect, index: 2 }), 0],
  ])('%s', (_name, evidence: Partial<typeof quiet>, one, count) => {
    expect(errorClicks.run({ ...quiet, ...evidence }, at(one))).toMatchObject({ values: { 'friction.error-clicks': count } });
  });

  it('does not apply to what leads to another page', () => {
    expect(errorClicks.run({ ...quiet, requests: [failing] }, at(step({ effect, navigation: 'hard' }))).status).toBe('not-applicable');
  });
});

describe('error pages', () => {
  it.each([[399, []], [400, ['critical 400 shop.example/']], [503, ['critical 503 shop.example/']]])('status %i', (status, findings) => {
    expect(short(httpStatus.run({ documents: [document({ status })] }, context()))).toEqual({ values: { 'friction.error-pages': findings.length }, findings });
  });

  it('are not known of a page whose answer was not seen', () => {
    expect(httpStatus.run({ documents: [] }, context()).status).toBe('not-available');
    expect(httpStatus.run({ documents: [] }, onlyClick)).toEqual(noPage);
  });
});
