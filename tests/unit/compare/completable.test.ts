import { describe, expect, it } from 'vitest';
import { checkGates, decideGates } from '../../../src/compare/index.ts';
import type { Gate } from '../../../src/model/plan.ts';
import type { GateResult, LedgerEntry } from '../../../src/model/record.ts';
import { conditions, full, persona, plan } from './make.ts';

type Account = [status: LedgerEntry['status'], reason?: string];

const done: Account[] = [['valid'], ['valid']];
const blocked: Account[] = [['valid'], ['valid', 'KEYBOARD_UNREACHABLE: The Tab key never gets to “Pay”.']];
const cut: Account[] = [['valid', 'NO_NAME: “Buy” has no name.'], ['not-reached', 'the journey ended at home']];
const wrong: Account[] = [['valid'], ['invalid', 'it may be another page']];

/** Visits of ours by a persona, each as its touchpoints were accounted for. */
function ledgerOf(visits: readonly Account[][], by = 'gerry', changes: Partial<LedgerEntry> = {}): LedgerEntry[] {
  return visits.flatMap((accounts, index) =>
    accounts.map(([status, reason], at): LedgerEntry => ({ visit: `ours~${by}~buy~experience~${index + 1}`, site: 'ours', persona: by, journey: 'buy', touchpoint: ['home', 'checkout'][at] ?? '', pass: 'experience', sample: index + 1, status, ...(reason !== undefined && { reason }), ...changes })),
  );
}

function decide(ledger: readonly LedgerEntry[], gate: Partial<Gate> = {}, coverage = full): GateResult | undefined {
  const of = plan({ personas: [persona('gerry'), persona('kim')], gates: [{ completable: true, persona: 'gerry', ...gate }] });
  checkGates(of, []);
  return decideGates({ plan: of, metrics: [], measurements: [], findings: [], comparisons: [], baseline: null, conditions: conditions(), coverage, ledger: [...ledger], metricsOf: {} })[0];
}

describe('completable', () => {
  it.each([
    ['every visit to the end', [done, done], 'pass', 'ours, gerry, buy as a whole: the customer got to the end in all 2 visits.'],
    ['one visit to the end', [done], 'pass', 'ours, gerry, buy as a whole: the customer got to the end in the one visit.'],
    ['stopped in one of two', [done, blocked], 'fail', 'ours, gerry, buy as a whole: the customer could not go on in 1 of 2 visits, at checkout (KEYBOARD_UNREACHABLE: The Tab key never gets to “Pay”.).'],
    ['stopped before the end', [cut], 'fail', 'ours, gerry, buy as a whole: the customer could not go on in 1 of 1 visit, at home (NO_NAME: “Buy” has no name.).'],
    ['to the end, beside one that measured something else', [done, wrong], 'pass', 'ours, gerry, buy as a whole: the customer got to the end in the one visit that tells; 1 more visit does not.'],
    ['nothing that tells', [wrong], 'not-measured', 'ours, gerry, buy as a whole: no visit tells (checkout: it may be another page).'],
    ['no visit', [], 'not-measured', 'ours, gerry, buy as a whole: no visit tells (none was made).'],
  ] as const)('%s', (_, visits, outcome, line) => {
    expect(decide(ledgerOf(visits))).toMatchObject({ label: 'Every journey can be completed by gerry', outcome, reasons: [line] });
  });

  it('is about every persona, unless it names one', () => {
    const ledger = [...ledgerOf([done]), ...ledgerOf([blocked], 'kim')];
    expect(decide(ledger)?.outcome).toBe('pass');
    expect(decide(ledger, { persona: 'kim' })?.outcome).toBe('fail');
    expect(decide(ledger, { persona: undefined, journey: 'buy' })).toMatchObject({ outcome: 'fail', label: 'The journey buy can be completed by every persona' });
    expect(decide(ledgerOf([done]), { persona: undefined })?.outcome).toBe('not-measured');
  });

  it('does not go by the inspection, which may stop for reasons of its own, nor pass below the declared coverage', () => {
    expect(decide([...ledgerOf([done]), ...ledgerOf([blocked], 'gerry', { pass: 'inspection', visit: 'ours~gerry~buy~inspection~1' })])?.outcome).toBe('pass');
    expect(decide(ledgerOf([done]), {}, { ...full, share: 0.5 })?.outcome).toBe('not-measured');
  });

  it('needs a site and a persona that are there', () => {
    expect(() => decide([], { persona: 'kym' })).toThrow('gates[0].persona: There is no persona "kym". Did you mean kim?');
    expect(() => checkGates(plan({ sites: { rival: { origin: 'https://rival.example', role: 'competitor' } }, gates: [{ completable: true }] }), [])).toThrow('no site of the plan has the role own');
  });
});
