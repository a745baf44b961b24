import { readFileSync } from 'node:fs';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { GateResult, LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import { junitOf } from '../../../src/report/junit-xml.ts';
import { hostileTexts, recordOf } from './hostile-record.ts';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

interface Read {
  /** By suite and name; a case that is neither failed, wrong nor skipped has passed. */
  cases: { suite: string; name: string; outcome: 'passed' | 'failure' | 'error' | 'skipped'; text: string }[];
  counts: Record<string, string>[];
}

/** Read as a CI server reads it: by an XML parser, held against the schema. Throws for what neither takes. */
function read(xml: string): Read {
  const document = XmlDocument.fromString(xml);
  const schemaDocument = XmlDocument.fromString(schema);
  const validator = XsdValidator.fromDoc(schemaDocument);
  try {
    validator.validate(document);
    const elements = (path: string): XmlElement[] => document.find(path).filter((node) => node instanceof XmlElement);
    const attribute = (element: XmlElement | null, name: string): string => element?.attr(name)?.value ?? '';
    return {
      cases: elements('//testcase').map((element) => {
        const child = element.get('failure | error | skipped');
        const outcome = child instanceof XmlElement ? child.name : 'passed';
        return { suite: attribute(element.parent, 'name'), name: attribute(element, 'name'), outcome: outcome as Read['cases'][number]['outcome'], text: element.content.trim() };
      }),
      counts: elements('//testsuite').map((suite) => Object.fromEntries(['tests', 'failures', 'errors', 'skipped'].map((name) => [name, attribute(suite, name)]))),
    };
  } finally {
    validator.dispose();
    schemaDocument.dispose();
    document.dispose();
  }
}

const caseOf = (record: RunRecord, name: string): Read['cases'][number] | undefined => read(junitOf(record)).cases.find((one) => one.name === name);
const isRed = ({ outcome }: Read['cases'][number]): boolean => outcome === 'failure' || outcome === 'error';

const gate = (outcome: GateResult['outcome']): GateResult => ({ gate: { metric: 'speed.lcp', max: 2500 }, label: 'LCP at most 2.5 s', outcome, reasons: ['home: 4.3 s.', 'basket: 2.6 s.'] });
const calm = (verdict: RunRecord['verdict']['outcome'], exitCode: RunRecord['verdict']['exitCode']): Pick<RunRecord, 'ledger' | 'touchpoints' | 'gates' | 'verdict'> => ({
  ledger: goldenRecord().ledger.filter(({ site, persona, status }) => site === 'fernwood' && persona === 'molly-millennial' && status === 'valid').map(({ reason: _, ...entry }) => entry),
  touchpoints: goldenRecord().touchpoints.filter(({ persona }) => persona === 'molly-millennial'),
  gates: [],
  verdict: { outcome: verdict, exitCode, sentence: 'It is as it is.' },
});

describe('gates', () => {
  test.each([
    ['pass', 'passed'],
    ['fail', 'failure'],
    ['not-measured', 'error'],
    ['inconclusive', 'error'],
  ] as const)('%s is %s', (outcome, expected) => {
    const found = caseOf({ ...goldenRecord(), gates: [gate(outcome)] }, 'LCP at most 2.5 s');
    expect(found?.outcome).toBe(expected);
    expect(found?.text).toContain('home: 4.3 s.\nbasket: 2.6 s.');
  });

  test('a gate that could not be decided is skipped only where the run was told to let it pass', () => {
    const found = caseOf({ ...goldenRecord(), ...calm('inconclusive', 0), gates: [gate('inconclusive')] }, 'LCP at most 2.5 s');
    expect(found?.outcome).toBe('skipped');
    expect(found?.text).toContain('told not to fail');
  });

  test('gates of the same name stay apart', () => {
    const names = read(junitOf({ ...goldenRecord(), gates: [gate('pass'), gate('fail')] })).cases.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['LCP at most 2.5 s', 'LCP at most 2.5 s (2)']);
  });
});

describe('touchpoints', () => {
  test('reached has passed, stopped has failed with the reason and the step, and what comes after is skipped', () => {
    const { cases } = read(junitOf(goldenRecord()));
    const kim = cases.filter(({ suite }) => suite.includes('Fernwood') && suite.includes('Kim'));
    expect(kim.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed', 'failure', 'skipped']);
    expect(kim[4]?.text).toContain('could not be reached with the keyboard');
    expect(kim[4]?.text).toContain('Step: press “Pay now”.');
  });

  test('one visit of several in which the customer was stopped is enough, and is counted', () => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const at = record.ledger.find(({ touchpoint, pass }) => touchpoint === 'basket' && pass === 'experience');
    const found = caseOf({ ...record, ledger: record.ledger.map((entry) => (entry === at ? { ...entry, reason: 'The button did nothing.' } : entry)) }, 'Basket');
    expect(found?.outcome).toBe('failure');
    expect(found?.text).toMatch(/^The customer could not go on in 1 of \d+ visits\.\nThe button did nothing\./u);
  });

  test('what was not measured is an error, never a pass', () => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const lost = (entry: LedgerEntry): LedgerEntry => (entry.touchpoint === 'basket' ? { ...entry, status: 'missing', reason: 'The browser died.' } : entry);
    const found = caseOf({ ...record, ledger: record.ledger.map(lost) }, 'Basket');
    expect(found?.outcome).toBe('error');
    expect(found?.text).toContain('The browser died.');
  });

  test('what happens on a site of others is told and fails nothing', () => {
    const record = goldenRecord();
    const elsewhere = record.ledger.map((entry): LedgerEntry => (entry.site === 'campline' && entry.touchpoint === 'home' ? { ...entry, status: 'valid', reason: 'We were kept out.' } : entry));
    const found = read(junitOf({ ...record, ledger: elsewhere })).cases.find(({ suite, name }) => suite.includes('Campline') && name === 'Home');
    expect(found?.outcome).toBe('skipped');
    expect(found?.text).toContain('We were kept out.');
  });
});

describe('the file as a whole', () => {
  test('counts what it holds', () => {
    const { cases, counts } = read(junitOf(goldenRecord()));
    const sum = (name: string): number => counts.reduce((total, suite) => total + Number(suite[name]), 0);
    const number = (outcome: string): number => cases.filter((one) => one.outcome === outcome).length;
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')]).toEqual([cases.length, number('failure'), number('error'), number('skipped')]);
  });

  test.each([['fail', 1], ['incomplete', 3], ['inconclusive', 4]] as const)('is never all green where the run ended as %s', (outcome, exitCode) => {
    expect(read(junitOf({ ...goldenRecord(), ...calm(outcome, exitCode) })).cases.filter(isRed).map(({ name, text }) => [name, text])).toEqual([['Verdict', 'It is as it is.']]);
  });

  test('is all green where every gate holds and every customer got to the end', () => {
    const { cases } = read(junitOf({ ...goldenRecord(), ...calm('pass', 0), gates: [gate('pass')] }));
    expect(cases.length).toBeGreaterThan(6);
    expect(cases.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test('a run in which too little was measured has an error', () => {
    const found = caseOf({ ...goldenRecord(), ...calm('incomplete', 3), coverage: { expected: 10, valid: 5, share: 0.5, required: 0.95 } }, 'Enough was measured');
    expect(found?.outcome).toBe('error');
  });

  test.each(hostileTexts)('is valid whatever a page says: %s', (_, text) => {
    expect(read(junitOf(recordOf(text))).cases.map(({ outcome }) => outcome)).toEqual(read(junitOf(goldenRecord())).cases.map(({ outcome }) => outcome));
  });
});
