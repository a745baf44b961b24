import { describe, expect, test } from 'vitest';
import { defineAudit } from '../../../src/audit/define.ts';
import { runAudits, type AnyAudit } from '../../../src/audit/run-audits.ts';
import type { AuditOutcome, FindingDraft } from '../../../src/model/results.ts';
import { consoleAudit, metric, planWith, touchpoint, visitWith } from './evidence.ts';

const plan = planWith(['home', 'basket']);
const said = (text: string) => ({ level: 'error' as const, text, url: '', step: null });

function outcomeOf(audit: AnyAudit, at = touchpoint('home', { collected: { console: [said('a')] } }), unit = {}): AuditOutcome | undefined {
  return runAudits({ audits: [audit], visit: visitWith([at], unit), plan }).outcomes[0]?.outcome;
}

const draft: FindingDraft = { kind: 'pain-point', severity: 'minor', title: 'It says something', advice: 'Silence it', direction: 'stop', key: 'said', confidence: 'B', effort: 'small' };

describe('runAudits', () => {
  test('runs every audit at every touchpoint, in order', () => {
    const visit = visitWith([touchpoint('home', { collected: { console: [said('a')] } }), touchpoint('basket', { collected: { console: [] } })]);
    expect(runAudits({ audits: [consoleAudit()], visit, plan })).toEqual({
      visit: 'ours~kim~buy~experience~1',
      outcomes: [
        { touchpoint: 'home', audit: 'friction/console', outcome: { status: 'measured', values: { 'friction.console': 1 }, findings: [] } },
        { touchpoint: 'basket', audit: 'friction/console', outcome: { status: 'measured', values: { 'friction.console': 0 }, findings: [] } },
      ],
    });
  });

  test.each([
    ['experience', 'experience', 1],
    ['experience', 'inspection', 0],
    ['inspection', 'inspection', 1],
    ['both', 'experience', 1],
    ['both', 'inspection', 1],
  ] as const)('an audit of the pass %s in an %s visit: %d outcomes', (pass, visited, count) => {
    const visit = visitWith([touchpoint('home', { collected: { console: [] } })], { pass: visited });
    expect(runAudits({ audits: [consoleAudit({ pass })], visit, plan }).outcomes).toHaveLength(count);
  });

  test('a touchpoint that was not reached is not judged, unless the audit asks for it', () => {
    const stuck = touchpoint('home', { status: 'failed', problem: { code: 'COVERED', message: 'the button was covered' }, collected: { console: [] } });
    expect(outcomeOf(consoleAudit(), stuck)).toEqual({ status: 'not-available', because: 'not reached: the button was covered' });
    expect(outcomeOf(consoleAudit({ alsoUnreached: true }), stuck)).toMatchObject({ status: 'measured' });
  });

  test.each(['failed', 'blocked', 'not-reached'] as const)('at a touchpoint that is %s nobody says that something does not apply', (status) => {
    const audit = consoleAudit({ alsoUnreached: true, needs: [], run: () => ({ status: 'not-applicable', because: 'nothing was pressed here' }) });
    expect(outcomeOf(audit, touchpoint('home', { status }))).toEqual({ status: 'not-available', because: 'not reached' });
    expect(outcomeOf(audit)).toEqual({ status: 'not-applicable', because: 'nothing was pressed here' });
  });

  test('an audit that needs other hands does not apply, wherever the customer got to', () => {
    const other = { status: 'not-applicable', because: 'only for personas with these hands: screen-reader' };
    expect(outcomeOf(consoleAudit({ onlyWith: { hands: ['screen-reader'] } }))).toEqual(other);
    expect(outcomeOf(consoleAudit({ onlyWith: { hands: ['screen-reader'] } }), touchpoint('home', { status: 'not-reached' }))).toEqual(other);
    expect(outcomeOf(consoleAudit({ onlyWith: { hands: ['screen-reader', 'touch'] } }))).toMatchObject({ status: 'measured' });
  });

  test('says why evidence is missing', () => {
    expect(outcomeOf(consoleAudit(), touchpoint('home'))).toEqual({ status: 'not-available', because: 'console was not recorded' });
    const failed = touchpoint('home', { notCollected: [{ collector: 'console', reason: 'the page crashed' }] });
    expect(outcomeOf(consoleAudit(), failed)).toEqual({ status: 'not-available', because: 'console was not recorded: the page crashed' });
  });

  test('tells of the touchpoints before what an audit looks back at, as far as it was recorded whole', () => {
    const told: unknown[] = [];
    const audit = consoleAudit({
      looksBackAt: ['console'],
      run(_evidence, { before }) {
        told.push(before);
        return { status: 'measured', values: {}, findings: [] };
      },
    });
    const collected = { console: [said('a')], dialogs: [] };
    const pages = [touchpoint('home', { collected }), touchpoint('list', { collected, partlyCollected: [{ collector: 'console', reason: 'too many' }] }), touchpoint('basket', { collected })];
    runAudits({ audits: [audit], visit: visitWith(pages), plan: planWith(['home', 'list', 'basket']) });
    const home = { touchpoint: 'home', url: 'https://ours.example/home', steps: [], collected: { console: [said('a')] } };
    expect(told).toEqual([[], [home], [home, { touchpoint: 'list', url: 'https://ours.example/list', steps: [] }]]);
  });

  describe('evidence that is not all there was', () => {
    const partlyCollected = [{ collector: 'console', reason: 'more than 200 messages were written' }];
    const at = touchpoint('home', { collected: { console: [said('a')] }, partlyCollected });
    const because = 'console was recorded in part only: more than 200 messages were written';

    test('gives no value, and what was found stays found', () => {
      const run = (): AuditOutcome => ({ status: 'measured', values: { 'friction.console': 1 }, findings: [draft, { ...draft, kind: 'delight' }] });
      expect(outcomeOf(consoleAudit({ run }), at)).toEqual({ status: 'measured', values: {}, missing: { 'friction.console': because }, findings: [draft] });
    });

    test('is no reason to say that something does not apply', () => {
      expect(outcomeOf(consoleAudit({ run: () => ({ status: 'not-applicable', because: 'nothing was written' }) }), at)).toEqual({ status: 'not-available', because });
    });

    test('is no reason to say that one metric does not apply', () => {
      const run = (): AuditOutcome => ({ status: 'measured', values: {}, notApplicable: { 'friction.console': 'nothing was written' }, findings: [] });
      expect(outcomeOf(consoleAudit({ run }), at)).toEqual({ status: 'measured', values: {}, missing: { 'friction.console': because }, findings: [] });
      expect(outcomeOf(consoleAudit({ run }), { ...at, partlyCollected: [] })).toMatchObject({ notApplicable: { 'friction.console': 'nothing was written' } });
    });

    test('leaves values that are counted from other evidence', () => {
      const audit = consoleAudit({ needs: ['console', 'dialogs'] as never, countsFrom: ['dialogs'] });
      expect(outcomeOf(audit, { ...at, collected: { ...at.collected, dialogs: [] } })).toMatchObject({ status: 'measured', values: { 'friction.console': 1 } });
    });

    test('concerns only audits that need it', () => {
      const others = { ...at, partlyCollected: [{ collector: 'requests', reason: 'too many' }] };
      expect(outcomeOf(consoleAudit(), others)).toMatchObject({ status: 'measured', values: { 'friction.console': 1 } });
    });
  });

  describe('in a state that the journey passed through', () => {
    const axe = { version: '4', violations: [], incomplete: [], passes: 1, inapplicable: 0 };
    const looksAtAxe = (keys: readonly string[][]) => {
      const answers = [...keys];
      return defineAudit({ ...consoleAudit(), needs: ['axe'], run: () => ({ status: 'measured', values: { 'friction.console': keys.length - answers.length }, findings: (answers.shift() ?? []).map((key) => ({ ...draft, key })) }) });
    };
    const at = touchpoint('home', { collected: { axe }, states: [{ step: 0, collected: { axe } }, { step: 7, collected: {} }] });

    test('pain points are told with their step, the values are those of the end', () => {
      const outcome = outcomeOf(looksAtAxe([['known'], ['known', 'menu']]), at);
      expect(outcome?.status === 'measured' && [outcome.values, outcome.findings.map(({ key, state }) => [key, state])]).toEqual([{ 'friction.console': 0 }, [['known', undefined], ['menu', 'step 1']]]);
    });

    test('are told also where the end was not reached', () => {
      const outcome = outcomeOf(looksAtAxe([['menu']]), { ...at, status: 'failed', collected: {} });
      expect(outcome).toMatchObject({ status: 'measured', values: {}, missing: { 'friction.console': 'not reached' }, findings: [{ key: 'menu', state: 'step 1' }] });
    });

    test('do not make missing what does not apply', () => {
      const answers: AuditOutcome[] = [{ status: 'not-applicable', because: 'nothing at the end' }, { status: 'measured', values: {}, findings: [draft] }];
      const audit = defineAudit({ ...consoleAudit(), needs: ['axe'], run: () => answers.shift() as AuditOutcome });
      const outcome = outcomeOf(audit, at);
      expect(outcome).toMatchObject({ status: 'measured', notApplicable: { 'friction.console': 'nothing at the end' }, findings: [{ state: 'step 1' }] });
      expect(outcome).not.toHaveProperty('missing');
    });

    test('an audit that needs more than was recorded there says nothing', () => {
      expect(outcomeOf(consoleAudit(), { ...at, collected: { console: [] } })).toMatchObject({ findings: [] });
    });
  });

  test('hands an audit what it asked for and nothing else', () => {
    const seen: string[][] = [];
    const audit = consoleAudit({
      run: (evidence) => {
        seen.push(Object.keys(evidence));
        return { status: 'measured', values: {}, findings: [] };
      },
    });
    outcomeOf(audit, touchpoint('home', { collected: { console: [], dialogs: [] } }));
    expect(seen).toEqual([['console']]);
  });

  test('tells an audit where in the journey it is', () => {
    const seen: unknown[] = [];
    const audit = consoleAudit({
      run: (_, { touchpoint: { id, first, last }, site, persona: { id: who } }) => {
        seen.push([id, first, last, site.origin, who]);
        return { status: 'measured', values: {}, findings: [] };
      },
    });
    runAudits({ audits: [audit], visit: visitWith(['home', 'basket'].map((id) => touchpoint(id, { collected: { console: [] } }))), plan });
    expect(seen).toEqual([
      ['home', true, false, 'https://ours.example', 'kim'],
      ['basket', false, true, 'https://ours.example', 'kim'],
    ]);
  });

  test('an audit that throws becomes an outcome', () => {
    const audit = consoleAudit({
      run: () => {
        throw new RangeError('out of range');
      },
    });
    expect(outcomeOf(audit)).toEqual({ status: 'not-available', because: 'the audit friction/console failed: out of range' });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '12'])('does not believe the value %s', (value) => {
    const audit = consoleAudit({ run: () => ({ status: 'measured', values: { 'friction.console': value as number }, findings: [] }) });
    expect(outcomeOf(audit)).toEqual({ status: 'measured', values: {}, missing: { 'friction.console': `the audit friction/console gave ${String(value)}, which is not a number` }, findings: [] });
  });

  test('keeps values of declared metrics of this pass only', () => {
    const audit = consoleAudit({
      metrics: [metric('friction.console'), metric('friction.inspected', { pass: 'inspection' })],
      run: () => ({ status: 'measured', values: { 'friction.console': 1, 'friction.inspected': 2, 'friction.other': 3 }, findings: [] }),
    });
    expect(outcomeOf(audit)).toEqual({ status: 'measured', values: { 'friction.console': 1 }, missing: { 'friction.other': 'the audit friction/console does not declare this metric' }, findings: [] });
  });

  test('a finding of another shape makes the outcome unusable, not the run', () => {
    const audit = consoleAudit({ run: () => ({ status: 'measured', values: {}, findings: [draft, { ...draft, severity: 'awful' as 'minor' }] }) });
    expect(outcomeOf(audit)).toMatchObject({ status: 'not-available', because: expect.stringMatching(/^the audit friction\/console failed: finding 2 does not have the declared shape: severity: /) });
  });

  test.each([undefined, null, Promise.resolve(), { status: 'fine' }])('an answer that is no outcome (%s) is not available', (answer) => {
    expect(outcomeOf(consoleAudit({ run: () => answer as unknown as AuditOutcome }))).toMatchObject({ status: 'not-available' });
  });

  test('refuses a visit of another plan', () => {
    expect(() => runAudits({ audits: [consoleAudit()], visit: visitWith([touchpoint('checkout')]), plan })).toThrow('does not belong to this plan');
  });
});
