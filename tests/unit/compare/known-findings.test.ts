import { describe, expect, it } from 'vitest';
import { decideGates, entriesFor, knownState } from '../../../src/compare/index.ts';
import { changedKnownFindings, parseKnownFindings } from '../../../src/config/index.ts';
import type { KnownFinding, KnownList } from '../../../src/model/known-findings.ts';
import type { GateResult } from '../../../src/model/record.ts';
import type { Finding, Measurement } from '../../../src/model/results.ts';
import { conditions, finding, full, gate, measurement, metric, persona, plan, record } from './make.ts';

const axe = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact' });
const promise = { owner: 'ana', reason: 'The new checkout replaces it', expires: '2027-03-31' };
const listOf = (findings: readonly KnownFinding[], changes: Partial<KnownList> = {}): KnownList => ({ file: 'known-findings.yaml', exists: true, findings, today: '2026-11-22', ...changes });
const entriesOf = (findings: Finding[]): KnownFinding[] => entriesFor({ findings, plan: record().plan }, [], promise);

/** The audit looked there. */
const lookedAt = (...touchpoints: string[]): { measurements: Measurement[]; metricsOf: Record<string, string[]> } => ({ measurements: touchpoints.map((touchpoint) => measurement([0], { metric: axe.id, touchpoint })), metricsOf: { 'accessibility/axe': [axe.id] } });

function decide(findings: Finding[], known: KnownList | undefined, measured?: Measurement[]): GateResult {
  const of = plan({ gates: [gate({ metric: axe.id, against: 'known', new: 0 })] });
  const measurements = measured ?? Object.keys(of.journeys['buy']?.touchpoints ?? {}).map((touchpoint) => measurement([findings.length], { metric: axe.id, touchpoint }));
  const [result] = decideGates({ plan: of, metrics: [axe], measurements, findings, comparisons: [], baseline: null, ...(known && { known }), conditions: conditions(), coverage: full, metricsOf: { 'accessibility/axe': [axe.id] } });
  if (result === undefined) throw new Error('one gate in, no result out');
  return result;
}

const at = (touchpoint: string, site = 'ours') => ({ site, persona: 'gerry', journey: 'buy', touchpoint, url: '', visits: [] });

describe('a gate against the list of known findings', () => {
  const list = listOf(entriesOf([finding('old')]));

  it('passes on known ones and fails on a new one, named with its place', () => {
    expect(decide([finding('old')], list)).toMatchObject({ outcome: 'pass', label: expect.stringContaining('no new findings against the list of known ones') });
    expect(decide([finding('old'), finding('fresh')], list)).toMatchObject({ outcome: 'fail', reasons: ['1 new finding; allowed is none.', 'New: Trouble fresh (accessibility/axe; ours, gerry, buy at home)'] });
  });

  it('knows a finding on whatever touchpoint it is met, and counts a new one once', () => {
    expect(decide([finding('old', { places: [at('checkout')] })], list).outcome).toBe('pass');
    expect(decide([finding('old'), finding('fresh', { places: [at('home'), at('checkout')] })], list).reasons).toEqual(['1 new finding; allowed is none.', 'New: Trouble fresh (accessibility/axe; ours, gerry, buy at home and 1 other place)']);
  });

  it('fails on a new one also where its metric does not apply', () => {
    const of = plan({ gates: [gate({ metric: axe.id, against: 'known', new: 0 })] });
    const measurements = Object.keys(of.journeys['buy']?.touchpoints ?? {}).map((touchpoint, index) => measurement(index === 0 ? [] : [0], { metric: axe.id, touchpoint, ...(index === 0 && { applicable: false }) }));
    const findings = [finding('fresh', { places: [at('home')] })];
    const decided = decideGates({ plan: of, metrics: [axe], measurements, findings, comparisons: [], baseline: null, known: list, conditions: conditions(), coverage: full, metricsOf: { 'accessibility/axe': [axe.id] } });
    expect(decided).toEqual([expect.objectContaining({ outcome: 'fail' })]);
  });

  it('counts an entry on its last day, and not after', () => {
    expect(decide([finding('old')], { ...list, today: '2027-03-31' }).outcome).toBe('pass');
    expect(decide([finding('old')], { ...list, today: '2027-04-01' })).toMatchObject({ outcome: 'fail', reasons: [expect.any(String), expect.stringContaining('It is listed in known-findings.yaml, but only until 2027-03-31; ask ana.')] });
  });

  it('says which entries did not show up any more', () => {
    expect(decide([], list)).toMatchObject({ outcome: 'pass', reasons: ['No new finding; allowed is none. 1 entry of known-findings.yaml did not show up any more; take out what is mended: Trouble old.'] });
  });

  it('does not take for mended what may only be on the other side of a limit', () => {
    const of = plan({ gates: [gate({ against: 'known', new: 0 })] });
    const measurements = Object.keys(of.journeys['buy']?.touchpoints ?? {}).map((touchpoint) => measurement([2400], { touchpoint }));
    const [result] = decideGates({ plan: of, metrics: [metric()], measurements, findings: [], comparisons: [], baseline: null, known: listOf(entriesOf([finding('slow', { audit: 'speed/lcp' })])), conditions: conditions(), coverage: full, metricsOf: { 'speed/lcp': ['speed.lcp'] } });
    expect(result).toMatchObject({ outcome: 'pass', reasons: [expect.stringContaining('take out what is mended (what rests on a number that varies may be back in the next run): Trouble slow')] });
  });

  it('fails on everything where there is no list yet, and says how to make one', () => {
    expect(decide([finding('old')], listOf([], { exists: false }))).toMatchObject({ outcome: 'fail', reasons: [expect.stringContaining('There is no file known-findings.yaml yet'), expect.any(String)] });
  });

  it('does not pass without a list', () => {
    expect(decide([], undefined).outcome).toBe('not-measured');
  });
});

describe('the list', () => {
  it('is of own sites and of pain points, each once, with where and who', () => {
    const elsewhere = finding('theirs', { places: [at('home', 'rival')] });
    const both = finding('old', { places: [at('home'), at('checkout'), { ...at('home'), persona: 'molly' }, at('home', 'rival')] });
    expect(entriesOf([both, elsewhere, finding('good', { kind: 'delight' })])).toEqual([{ fingerprint: 'accessibility/axe:old', title: 'Trouble old', where: ['buy/home', 'buy/checkout'], personas: ['gerry', 'molly'], ...promise }]);
  });

  it('has stale entries only of what this run looked at in full', () => {
    const [entry] = entriesOf([finding('old')]);
    if (entry === undefined) throw new Error('no entry');
    const stale = (findings: Finding[], of: KnownFinding = entry, coverage = full): number => knownState({ known: listOf([of]), plan: plan(), findings, coverage, ...lookedAt('home', 'checkout') }).stale.length;
    expect(stale([])).toBe(1);
    expect(stale([finding('old')])).toBe(0);
    expect(stale([], { ...entry, where: ['buy/home', 'sell/home'] })).toBe(0);
    expect(stale([], { ...entry, personas: ['molly'] })).toBe(0);
    expect(stale([], entry, { ...full, valid: 5, share: 5 / 6 })).toBe(0);
    expect(knownState({ known: listOf([entry], { today: '2028-01-01' }), plan: plan(), findings: [], coverage: full, ...lookedAt('home') }).expired).toEqual([entry]);
  });

  it('does not take for mended what nobody could look at, though every sample that was expected is valid', () => {
    const stale = (facts: ReturnType<typeof lookedAt>, audit = 'accessibility/axe'): number => {
      const entries = entriesOf([finding('old', { audit, places: [at('home'), at('checkout')] })]);
      const of = knownState({ known: listOf(entries), plan: plan(), findings: [], coverage: full, ...facts });
      expect(decide([], listOf(entries), facts.measurements).reasons.some((line) => line.includes('take out what is mended'))).toBe(of.stale.length > 0 && audit === 'accessibility/axe');
      return of.stale.length;
    };
    const both = lookedAt('home', 'checkout');
    expect(stale(both)).toBe(1);
    // The customer was stopped before the checkout, or the audit could record nothing there.
    const without = { ...both, measurements: both.measurements.map((one) => (one.touchpoint === 'checkout' ? { ...one, samples: [], value: null, low: null, high: null, unavailable: 'not reached' } : one)) };
    expect(stale(without)).toBe(0);
    expect(stale(lookedAt('home'))).toBe(0);
    expect(stale({ ...without, measurements: without.measurements.map((one) => (one.value === null ? { ...one, applicable: false } : one)) })).toBe(1);
    // Another audit that looked says nothing of this one; without numbers of its own it is enough that something was measured.
    expect(stale({ ...both, metricsOf: { 'trust/links': ['trust.links'], ...both.metricsOf } }, 'trust/links')).toBe(0);
    expect(stale({ ...both, metricsOf: { 'trust/links': [], ...both.metricsOf } }, 'trust/links')).toBe(1);
    expect(stale({ ...without, metricsOf: { 'trust/links': [], ...both.metricsOf } }, 'trust/links')).toBe(0);
    // Somebody else walks to the checkout, and nobody else is asked to.
    const molly = both.measurements.map((one) => (one.touchpoint === 'checkout' ? { ...one, persona: 'molly' } : one));
    const entry = entriesOf([finding('old', { places: [at('home'), { ...at('checkout'), persona: 'molly' }] })]);
    const of = (measurements: Measurement[]) => knownState({ known: listOf(entry), plan: plan({ personas: [persona('gerry'), persona('molly')] }), findings: [], coverage: full, ...both, measurements }).stale.length;
    expect([of(molly), of(molly.slice(0, 1)), of(both.measurements)]).toEqual([1, 0, 0]);
    // What was looked at on the site of others is not ours.
    expect(stale({ ...both, measurements: both.measurements.map((one) => ({ ...one, site: 'rival' })) })).toBe(0);
  });

  it('is written so that it can be read again, and keeps what people wrote into it', () => {
    const entries = entriesOf([finding('a: b # c'), finding('old')]);
    const text = changedKnownFindings(null, { add: entries, remove: [] });
    expect(parseKnownFindings(text, 'known.yaml')).toEqual(entries);
    const reviewed = text.replace('  - fingerprint: accessibility/axe:old', '  # Ana says: May at the latest.\n  - fingerprint: accessibility/axe:old');
    const more = changedKnownFindings(reviewed, { add: entriesOf([finding('fresh')]), remove: ['accessibility/axe:a: b # c'] });
    expect(more).toContain('# Ana says: May at the latest.');
    expect(parseKnownFindings(more, 'known.yaml').map(({ fingerprint }) => fingerprint)).toEqual(['accessibility/axe:old', 'accessibility/axe:fresh']);
    expect(parseKnownFindings('# nothing yet\n', 'known.yaml')).toEqual([]);
  });

  it.each([
    ['without an owner', 'findings:\n  - { fingerprint: a, title: t, where: [], personas: [], reason: r, expires: 2027-01-01 }\n', /known\.yaml:2:\d+ findings\[0\][\s\S]*owner/],
    ['with a day that is none', 'findings:\n  - { fingerprint: a, title: t, where: [], personas: [], reason: r, owner: o, expires: soon }\n', /findings\[0\]\.expires/],
    ['twice the same', `findings:\n${'  - { fingerprint: a, title: t, where: [], personas: [], reason: r, owner: o, expires: 2027-01-01 }\n'.repeat(2)}`, /known\.yaml:3:\d+ [\s\S]*a second time/],
    ['that is something else', '- a\n', /known\.yaml/],
  ])('is refused %s, with the place', (_, text, message) => {
    expect(() => parseKnownFindings(text, 'known.yaml')).toThrow(expect.objectContaining({ code: 'KNOWN_FINDINGS_INVALID', exitCode: 2, message: expect.stringMatching(message) }));
  });
});
