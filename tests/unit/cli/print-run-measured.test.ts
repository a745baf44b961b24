import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { printRun } from '../../../src/cli/print-run.ts';
import type { LedgerEntry } from '../../../src/model/record.ts';
import { finding, record } from '../compare/make.ts';

const io = { colors: false, environment: {} };
const entry = (status: LedgerEntry['status'], reason?: string): LedgerEntry => ({ visit: 'a', site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', pass: 'inspection', sample: 1, status, ...(reason !== undefined && { reason }) });

describe('the outcome at a terminal', () => {
  test('a site of which nothing was measured is not said to be free of pain points, and the reason is given', () => {
    const down = record({ ledger: [entry('missing', 'it refused the connection'), entry('missing', 'it refused the connection'), entry('invalid', 'another page')], coverage: { expected: 3, valid: 0, share: 0, required: 0.9 }, verdict: { outcome: 'incomplete', exitCode: 3, sentence: 'Incomplete: nothing could be measured.' } });
    const text = printRun(down, [], io);
    expect(text).toContain('ours: nothing could be measured\n');
    expect(text).not.toContain('no pain points');
    expect(text).toContain('Coverage: 0 of 3 touchpoint samples valid.\n  Not valid most often (2): it refused the connection\n');
    expect(text).toContain('INCOMPLETE  Nothing could be measured.\n');
  });

  test('of a part that could not be measured nothing is claimed', () => {
    expect(printRun(record({ ledger: [entry('valid'), entry('missing', 'the visit was not made')] }), [], io)).toContain('ours: no pain points found in the 1 of 2 samples that are valid\n');
  });

  test('what was found all the same is counted', () => {
    const text = printRun(record({ ledger: [entry('invalid', 'the server answered with status 404')], findings: [finding('a', { severity: 'critical' })] }), [], io);
    expect(text).toContain('ours: 1 pain point (1 critical)\n');
  });

  test('what reads alike is told once among the worst', () => {
    const alike = ['a', 'b', 'c'].map((id) => finding(id, { title: 'A file did not come.' }));
    const text = printRun(record({ ledger: [entry('valid')], findings: [...alike, finding('d', { title: 'A link has no name.' })] }), [], io);
    expect(text.match(/A file did not come\./g)).toHaveLength(1);
    expect(text).toContain('A link has no name.');
    expect(text).toContain('ours: 4 pain points');
  });

  test('without an inspection it is not said that there are none', () => {
    expect(printRun(record({ ledger: [{ ...entry('valid'), pass: 'experience' }, entry('missing', 'the visit was not made')] }), [], io)).toContain('ours: no pain points known, since nothing was inspected\n');
  });

  test('one that was measured is, and nothing is said of samples that are all valid', () => {
    const text = printRun(record({ ledger: [entry('valid'), entry('not-reached', 'the journey ended at home')] }), [], io);
    expect(text).toContain('ours: no pain points found\n');
    expect(text).not.toContain('Not valid');
  });

  test.each([
    [3, 0, '3 pages looked at one by one: 0 pain points on one or more of them, told in the report\n'],
    [3, 12, '3 pages looked at one by one: 0 pain points on one or more of them, told in the report; 12 pages could not be looked at\n'],
    [0, 12, 'No page was looked at by itself; 12 pages could not be looked at\n'],
  ])('of pages looked at one by one, those that could not be are told: %d and %d', (pages, count, line) => {
    const { crawl } = goldenRecord();
    if (crawl?.light === undefined) throw new Error('the golden record has light audits');
    const light = { ...crawl.light, pages, findings: [], failed: count === 0 ? [] : [{ code: 'STEP_TIMEOUT', count, message: 'It did not load.', examples: [] }] };
    expect(printRun(record({ crawl: { ...crawl, light } }), [], io)).toContain(line);
  });
});
