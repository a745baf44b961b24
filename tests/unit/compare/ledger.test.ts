import { describe, expect, it } from 'vitest';
import { coverageOf, isVisitValid, isWorthAnotherAttempt, ledgerOf } from '../../../src/compare/index.ts';
import type { TouchpointEvidence, VisitEvidence } from '../../../src/model/evidence.ts';
import { LedgerEntry } from '../../../src/model/record.ts';
import { problemCodes } from '../../../src/visit/problems.ts';
import { plan, touchpoint, unit, visit } from './make.ts';

const statuses = (visits: readonly VisitEvidence[], units = [unit()]): string[] => ledgerOf({ plan: plan(), visits, units }).map(({ status }) => status);
const document = (status: number): TouchpointEvidence['collected'] => ({ documents: [{ url: 'https://ours.example/', status, headers: {}, redirects: [], secure: true }] });
const failed = (code: string, changes: Partial<TouchpointEvidence> = {}): TouchpointEvidence => touchpoint('home', { status: 'failed', arrival: 'not-checked', problem: { code, message: 'It went wrong.' }, ...changes });
const behind = touchpoint('checkout', { status: 'not-reached', arrival: 'not-checked' });
const entries = (...of: LedgerEntry['status'][]): LedgerEntry[] => of.map((status) => ({ visit: 'v', site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', pass: 'experience', sample: 1, status }));

describe('ledgerOf', () => {
  it('has every unit and touchpoint, in order', () => {
    const entries = ledgerOf({ plan: plan(), visits: [visit([touchpoint('home'), touchpoint('checkout')])], units: [unit(1), unit(2)] });
    expect(entries.map(({ visit: id, touchpoint: at, status }) => [id.at(-1), at, status])).toEqual([
      ['1', 'home', 'valid'],
      ['1', 'checkout', 'valid'],
      ['2', 'home', 'missing'],
      ['2', 'checkout', 'missing'],
    ]);
    expect(entries.map((entry) => LedgerEntry.parse(entry))).toEqual(entries);
  });

  it.each([
    ['reached, marker seen', touchpoint('home'), 'valid'],
    ['reached, no marker declared', touchpoint('home', { arrival: 'undeclared' }), 'valid'],
    ['reached, no marker declared, good answer', touchpoint('home', { arrival: 'undeclared', collected: document(200) }), 'valid'],
    ['reached, no marker declared, error page', touchpoint('home', { arrival: 'undeclared', collected: document(500) }), 'invalid'],
    ['reached, marker seen on a page with status 404', touchpoint('home', { collected: document(404) }), 'valid'],
    ['reached, marker missing', touchpoint('home', { arrival: 'missing' }), 'invalid'],
    ['reached, marker not looked for', touchpoint('home', { arrival: 'not-checked' }), 'invalid'],
    ['no button to press', failed('TARGET_MISSING'), 'valid'],
    ['no button to press on an error page', failed('TARGET_MISSING', { collected: document(503) }), 'invalid'],
    ['a step that cannot be taken on what the plan names', failed('TARGET_UNSUITABLE'), 'invalid'],
    ['did not get there', failed('ARRIVAL_MISSING', { arrival: 'missing' }), 'valid'],
    ['did not get there: error page', failed('ARRIVAL_MISSING', { arrival: 'missing', collected: document(500) }), 'invalid'],
    ['keyboard cannot get there', failed('KEYBOARD_UNREACHABLE', { status: 'blocked' }), 'valid'],
    ['hands this tool lacks', failed('HANDS_NOT_AVAILABLE', { status: 'blocked' }), 'invalid'],
    ['site down', failed('SITE_UNREACHABLE'), 'invalid'],
    ['an order the plan does not allow', failed('COMMIT_REFUSED'), 'invalid'],
    ['a code nobody knows', failed('NEW_CODE'), 'invalid'],
    ['no reason at all', touchpoint('home', { status: 'failed', arrival: 'not-checked' }), 'invalid'],
    ['not reached, though nothing went wrong before', touchpoint('home', { status: 'not-reached', arrival: 'not-checked' }), 'missing'],
  ] as const)('%s: %3$s', (_, home, status) => {
    expect(statuses([visit([home, touchpoint('checkout')])])[0]).toBe(status);
  });

  it('takes for measured only what could be judged', () => {
    const visits = [visit([touchpoint('home'), touchpoint('checkout')]), visit([failed('TARGET_MISSING'), behind], { unit: unit(2) })];
    const units = [unit(1), unit(2)];
    const of = (results: { visit: string; failed?: string }[]) => ledgerOf({ plan: plan(), visits, units, results }).map(({ status, reason }) => [status, reason]);
    const because = 'the audits of this visit failed: gave no answer within 60 s';
    const stopped = [['valid', 'TARGET_MISSING: It went wrong.'], ['not-reached', 'the journey ended at home']];
    expect(of([{ visit: unit(1).id, failed: because }, { visit: unit(2).id }])).toEqual([['missing', because], ['missing', because], ...stopped]);
    expect(of([{ visit: unit(2).id, failed: because }])).toEqual([['valid', undefined], ['valid', undefined], ['missing', because], ['not-reached', 'the journey ended at home']]);
    expect(coverageOf(ledgerOf({ plan: plan(), visits, units, results: [{ visit: unit(1).id, failed: because }] }), 0.9)).toMatchObject({ expected: 3, valid: 1 });
  });

  it('knows the codes of the visits', () => {
    const valid = Object.keys(problemCodes).filter((code) => statuses([visit([failed(code), behind])])[0] === 'valid');
    expect(valid).toContain('TARGET_COVERED');
    expect(valid.filter((code) => /^(VISIT|SITE|NAVIGATION|BROWSER|LOGIN|SECRET|HTTP)_/.test(code))).toEqual([]);
  });

  it.each([
    ['for a valid reason', failed('TARGET_COVERED'), ['valid', 'not-reached']],
    ['for a reason that is not the site’s', failed('SITE_UNREACHABLE'), ['invalid', 'missing']],
    ['after a page that was not the right one', touchpoint('home', { arrival: 'missing' }), ['invalid', 'missing']],
  ])('what lies behind the end of a journey %s', (_, home, expected) => {
    expect(statuses([visit([home, behind])])).toEqual(expected);
    expect(statuses([visit([home])])).toEqual(expected);
  });

  it('trusts nothing of a visit that was given up', () => {
    const [first] = ledgerOf({ plan: plan(), visits: [visit([touchpoint('home')], { outcome: { ok: false, code: 'VISIT_TIMEOUT', message: 'It took too long.' } })], units: [unit()] });
    expect(first).toMatchObject({ status: 'invalid', reason: 'VISIT_TIMEOUT: It took too long.' });
  });

  it('misses what a visit says nothing of', () => {
    expect(statuses([visit([touchpoint('home')])])).toEqual(['valid', 'missing']);
    expect(statuses([visit([])])).toEqual(['missing', 'missing']);
  });

  it('counts the last attempt, in whatever order they come', () => {
    const first = visit([touchpoint('home'), touchpoint('checkout')], { outcome: { ok: false, code: 'BROWSER_CRASHED', message: 'It crashed.' } });
    const second = visit([touchpoint('home'), touchpoint('checkout')], { attempt: 2 });
    expect(statuses([first, second])).toEqual(['valid', 'valid']);
    expect(statuses([second, first])).toEqual(['valid', 'valid']);
  });

  it('ignores visits that nobody expected', () => {
    expect(statuses([visit([touchpoint('home')], { unit: unit(9) })])).toEqual(['missing', 'missing']);
  });
});

describe('isVisitValid', () => {
  it.each([
    ['all reached', visit([touchpoint('home'), touchpoint('checkout')]), true],
    ['the customer was stopped', visit([failed('TARGET_COVERED'), behind]), true],
    ['the site is down', visit([failed('SITE_UNREACHABLE'), behind]), false],
    ['given up', visit([touchpoint('home')], { outcome: { ok: false, code: 'VISIT_TIMEOUT', message: '' } }), false],
  ])('%s: %s', (_, of, valid) => {
    expect(isVisitValid(of)).toBe(valid);
  });
});

describe('isWorthAnotherAttempt', () => {
  it.each([
    ['all reached', visit([touchpoint('home'), touchpoint('checkout')]), false],
    ['the customer was stopped', visit([failed('TARGET_COVERED'), behind]), false],
    ['the site is down', visit([failed('SITE_UNREACHABLE'), behind]), true],
    ['given up', visit([touchpoint('home')], { outcome: { ok: false, code: 'VISIT_TIMEOUT', message: '' } }), true],
    ['login failed', visit([behind], { outcome: { ok: false, code: 'LOGIN_FAILED', message: '' } }), true],
    ...['COMMIT_REFUSED', 'VALUE_MISSING', 'SECRET_MISSING', 'FILE_MISSING', 'FUNCTION_FAILED', 'HANDS_NOT_AVAILABLE'].flatMap((code): [string, VisitEvidence, boolean][] => [
      [`${code} at a touchpoint`, visit([touchpoint('home'), { ...failed(code), id: 'checkout' }]), false],
      [`${code} in the login`, visit([behind], { outcome: { ok: false, code, message: '' } }), false],
    ]),
  ] as const)('%s', (_, of, again) => {
    expect(isWorthAnotherAttempt(of)).toBe(again);
  });
});

describe('coverageOf', () => {
  it.each([
    [['valid', 'valid'], 2, 2, 1],
    [['valid', 'invalid'], 2, 1, 0.5],
    [['valid', 'missing', 'missing', 'missing'], 4, 1, 0.25],
    [['valid', 'not-reached'], 1, 1, 1],
    [['not-reached'], 0, 0, 0],
    [[], 0, 0, 0],
  ] as const)('%j: %d expected, %d valid', (of, expected, valid, share) => {
    expect(coverageOf(entries(...of), 0.9)).toEqual({ expected, valid, share, required: 0.9 });
  });
});
