import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../src/compare/index.ts';
import type { GateResult, LedgerEntry } from '../../../src/model/record.ts';
import { finding, full, gate } from './make.ts';

const gates = (...outcomes: GateResult['outcome'][]): GateResult[] => outcomes.map((outcome, index) => ({ gate: gate({ max: 1 }), label: `Gate ${index + 1}`, outcome, reasons: [] }));
const low = { expected: 10, valid: 5, share: 0.5, required: 0.9 };
const none = { expected: 10, valid: 0, share: 0, required: 0 };
const entry = (visit: string, status: LedgerEntry['status'], reason?: string): LedgerEntry => ({ visit, site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', pass: 'experience', sample: 1, status, ...(reason !== undefined && { reason }) });

const ours = { origin: 'https://ours.example', role: 'own' } as const;
const rival = { origin: 'https://rival.example', role: 'competitor' } as const;
const plan = { sites: { ours } };

describe('verdictOf', () => {
  it.each([
    ['all hold', gates('pass', 'pass'), full, 'pass', 0, 'Passed: all 2 gates hold; no pain points were found.'],
    ['one fails', gates('pass', 'fail'), full, 'fail', 1, 'Failed: 1 of 2 gates failed (Gate 2).'],
    ['several fail', gates('fail', 'fail', 'pass'), full, 'fail', 1, 'Failed: 2 of 3 gates failed (Gate 1, and 1 more).'],
    ['a failure says more than a gap', gates('fail', 'not-measured', 'inconclusive'), low, 'fail', 1, 'Failed: 1 of 3 gates failed (Gate 1). Only 50 % of what was expected (5 of 10 samples) could be measured.'],
    ['a gap', gates('pass', 'not-measured'), full, 'incomplete', 3, 'Incomplete: 1 of 2 gates could not be decided, because something it needs was not measured (Gate 2).'],
    ['a gap says more than a doubt', gates('inconclusive', 'not-measured'), full, 'incomplete', 3, expect.stringMatching(/^Incomplete/)],
    ['too little covered', gates('pass'), low, 'incomplete', 3, 'Incomplete: only 50 % of what was expected (5 of 10 samples) could be measured; 90 % are required.'],
    ['nothing measured, though nothing was required', gates(), none, 'incomplete', 3, 'Incomplete: nothing could be measured, so nothing can be said.'],
    ['a doubt', gates('pass', 'inconclusive'), full, 'inconclusive', 4, 'Inconclusive: 1 of 2 gates could not be decided from what was measured (Gate 2).'],
    ['no gates', gates(), full, 'pass', 0, 'No gates were declared, so nothing could fail: no pain points were found.'],
    ['one gate', gates('pass'), full, 'pass', 0, 'Passed: the one gate holds; no pain points were found.'],
  ] as const)('%s', (_, of, coverage, outcome, exitCode, sentence) => {
    expect(verdictOf({ plan, gates: of, coverage, ledger: [], findings: [] })).toEqual({ outcome, exitCode, sentence });
  });

  it.each([
    ['fail', 'inconclusive', 4, 'Inconclusive: 1 of 2 gates could not be decided from what was measured (Gate 2).'],
    ['warn', 'inconclusive', 0, 'Inconclusive: 1 of 2 gates could not be decided from what was measured (Gate 2), and this run was told to warn of that only.'],
    ['pass', 'pass', 0, 'Passed, with a doubt that this run was told to let pass: 1 of 2 gates could not be decided from what was measured (Gate 2); no pain points were found.'],
  ] as const)('does with a doubt as it was told: %s', (inconclusive, outcome, exitCode, sentence) => {
    expect(verdictOf({ plan, gates: gates('pass', 'inconclusive'), coverage: full, ledger: [], findings: [], inconclusive })).toEqual({ outcome, exitCode, sentence });
  });

  it.each(['warn', 'pass'] as const)('lets neither a failure nor a gap pass, when told to %s of doubts', (inconclusive) => {
    expect(verdictOf({ plan, gates: gates('fail', 'inconclusive'), coverage: full, ledger: [], findings: [], inconclusive }).exitCode).toBe(1);
    expect(verdictOf({ plan, gates: gates('not-measured', 'inconclusive'), coverage: full, ledger: [], findings: [], inconclusive }).exitCode).toBe(3);
    expect(verdictOf({ plan, gates: gates('inconclusive'), coverage: low, ledger: [], findings: [], inconclusive }).exitCode).toBe(3);
  });

  it.each([
    [gates('pass'), 2, 'Passed: the one gate holds; no pain points were found. 2 more gates of the plan are about what this run left out.'],
    [gates('pass', 'pass'), 1, 'Passed: all 2 gates hold; no pain points were found. 1 more gate of the plan is about what this run left out.'],
    [gates(), 1, 'No gate of the plan is about what was visited, so nothing could fail: no pain points were found.'],
  ])('a part of a plan is not taken for the whole: %#', (of, gatesLeftOut, sentence) => {
    expect(verdictOf({ plan: { ...plan, gatesLeftOut }, gates: of, coverage: full, ledger: [], findings: [] }).sentence).toBe(sentence);
  });

  it('rounds coverage down: nearly all is not all', () => {
    expect(verdictOf({ plan, gates: [], coverage: { expected: 1000, valid: 999, share: 0.999, required: 1 }, ledger: [], findings: [] }).sentence).toBe('Incomplete: only 99 % of what was expected (999 of 1000 samples) could be measured; 100 % are required.');
  });

  it('does not hide pain points and journeys that broke off behind a pass', () => {
    const ledger = [entry('a', 'valid', 'TARGET_MISSING: …'), entry('a', 'not-reached', 'the journey ended at home'), entry('b', 'valid'), entry('b', 'valid'), { ...entry('c', 'valid', 'TARGET_MISSING: …'), pass: 'inspection' as const }];
    const findings = [finding('a', { severity: 'critical' }), finding('b'), finding('c', { kind: 'delight' })];
    expect(verdictOf({ plan, gates: [], coverage: full, ledger, findings }).sentence).toBe('No gates were declared, so nothing could fail: 2 pain points were found, 1 of them critical. In 1 of 2 visits the customer could not finish the journey.');
  });

  describe('a journey that nobody could finish', () => {
    const stopped = [entry('a', 'valid', 'TARGET_MISSING: …'), entry('a', 'not-reached', 'the journey ended at home'), { ...entry('b', 'valid', 'TARGET_MISSING: …'), persona: 'molly' }];
    const of = (ledger: LedgerEntry[], declared = gates()) => verdictOf({ plan: { sites: { ours, rival } }, gates: declared, coverage: full, ledger, findings: [] });

    it.each([
      ['by any persona', stopped, 'buy on ours'],
      ['though the inspection did', [...stopped, { ...entry('c', 'valid'), pass: 'inspection' as const }], 'buy on ours'],
      ['where there were inspections only', stopped.map((of) => ({ ...of, pass: 'inspection' as const })), 'buy on ours'],
      ['in a visit that measured something else', [entry('a', 'valid'), entry('a', 'invalid', 'the server answered with status 500')], 'buy on ours'],
      ['among others', [...stopped, { ...entry('d', 'valid'), journey: 'browse' }, { ...entry('e', 'missing'), journey: 'rent' }], 'buy on ours and rent on ours'],
    ])('is not passed: %s', (_, ledger, what) => {
      expect(of(ledger)).toMatchObject({ outcome: 'incomplete', exitCode: 3, sentence: expect.stringMatching(new RegExp(`^Incomplete: no customer could be seen to finish ${what}, and no gates were declared that say whether that is allowed; no pain points were found`)) });
    });

    it.each([
      ['if one persona finished it once', [...stopped, { ...entry('c', 'valid'), persona: 'molly' }], gates()],
      ['if it is the site of others', stopped.map((of) => ({ ...of, site: 'rival' })), gates()],
      ['if gates say what has to hold', stopped, gates('pass')],
    ])('is passed %s', (_, ledger, declared) => {
      expect(of(ledger, declared)).toMatchObject({ outcome: 'pass', exitCode: 0 });
    });
  });

  it('tells pain points of one\'s own site from those of others', () => {
    const elsewhere = finding('b', { severity: 'critical', places: [{ site: 'rival', persona: 'gerry', journey: 'buy', touchpoint: 'home', url: 'https://rival.example/', visits: ['v'] }] });
    const of = (findings: (typeof elsewhere)[]) => verdictOf({ plan: { sites: { ours, rival } }, gates: gates('pass'), coverage: full, ledger: [], findings }).sentence;
    expect(of([elsewhere])).toBe('Passed: the one gate holds; no pain points were found on your own site, and 1 elsewhere.');
    expect(of([finding('a'), elsewhere])).toBe('Passed: the one gate holds; 1 pain point was found on your own site, and 1 elsewhere.');
  });

  it('claims nothing of own sites where there are none', () => {
    const places = [{ site: 'rival', persona: 'gerry', journey: 'buy', touchpoint: 'home', url: 'https://rival.example/', visits: ['v'] }];
    const of = (findings: ReturnType<typeof finding>[]) => verdictOf({ plan: { sites: { rival } }, gates: gates(), coverage: full, ledger: [], findings }).sentence;
    expect(of([finding('a', { severity: 'critical', places }), finding('b', { places })])).toBe('No gates were declared, so nothing could fail: 2 pain points were found, 1 of them critical, none of the sites being your own.');
    expect(of([])).toBe('No gates were declared, so nothing could fail: no pain points were found, none of the sites being your own.');
  });

  it('does not say that there are no pain points where no inspection could be made', () => {
    const inspected = (...states: [LedgerEntry['status'], string?][]) => states.map(([status, site = 'ours'], index): LedgerEntry => ({ ...entry(`i${index}`, status), pass: 'inspection', site }));
    const of = (ledger: LedgerEntry[], findings: ReturnType<typeof finding>[] = []) => verdictOf({ plan: { sites: { ours, rival } }, gates: gates('pass'), coverage: full, ledger: [entry('a', 'valid'), ...ledger], findings }).sentence;
    expect(of(inspected(['invalid'], ['missing'], ['valid', 'rival']))).toBe('Passed: the one gate holds; no pain point is known, since nothing could be inspected on your own site, and 0 elsewhere.');
    expect(of(inspected(['invalid'], ['valid']))).toContain('no pain points were found on your own site');
    expect(of([])).toContain('no pain points were found on your own site');
    expect(of(inspected(['invalid']), [finding('a')])).toContain('1 pain point was found on your own site');
  });
});
