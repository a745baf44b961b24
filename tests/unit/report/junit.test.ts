import { readFileSync } from 'node:fs';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { GateResult, LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import { junitOf } from '../../../src/report/junit-xml.ts';
import { step } from '../audits/evidence.ts';
import { hostileTexts, recordOf } from './hostile-record.ts';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

interface Read {
  /** By suite and name; a case that is neither failed, wrong nor skipped has passed. */
  cases: { suite: string; name: string; outcome: 'passed' | 'failure' | 'error' | 'skipped'; type: string; text: string; of: string; time: string }[];
  counts: Record<string, string>[];
  whole: Record<string, string>;
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
        return { suite: attribute(element.parent, 'name'), name: attribute(element, 'name'), outcome: outcome as Read['cases'][number]['outcome'], type: child instanceof XmlElement ? attribute(child, 'type') : '', text: element.content.trim(), of: attribute(element, 'classname'), time: attribute(element, 'time') };
      }),
      counts: elements('//testsuite').map((suite) => Object.fromEntries(['tests', 'failures', 'errors', 'skipped', 'timestamp'].map((name) => [name, attribute(suite, name)]))),
      whole: Object.fromEntries(['tests', 'failures', 'errors'].map((name) => [name, attribute(document.root, name)])),
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
    ['pass', 'passed', ''],
    ['fail', 'failure', 'gate-failed'],
    ['not-measured', 'error', 'gate-not-measured'],
    ['inconclusive', 'error', 'gate-inconclusive'],
  ] as const)('%s is %s', (outcome, expected, type) => {
    const found = caseOf({ ...goldenRecord(), gates: [gate(outcome)] }, 'LCP at most 2.5 s');
    expect(found).toMatchObject({ outcome: expected, type, of: 'gates' });
    expect(found?.text).toContain('home: 4.3 s.\nbasket: 2.6 s.');
  });

  test('of many reasons the first are given and the rest is counted; a name is one line', () => {
    const long = { ...gate('fail'), label: 'LCP\n  at most', reasons: Array.from({ length: 60 }, (_, index) => `Reason ${index}.`) };
    const lines = caseOf({ ...goldenRecord(), gates: [long] }, 'LCP at most')?.text.split('\n') ?? [];
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe('… and 10 more lines; all are in run.json.');
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

  test('takes as long as it was until the customer had arrived', () => {
    const record = goldenRecord();
    const touchpoints = record.touchpoints.map((summary) => (summary.touchpoint === 'basket' ? { ...summary, steps: [step({ start: 100, untilSettled: 900 }), step({ start: 1_000, untilActionable: 200, untilSettled: 300, waiting: { untilArrived: 4_000 } })] } : summary));
    expect(Number(caseOf({ ...record, touchpoints }, 'Basket')?.time)).toBeCloseTo(5.1, 6);
  });

  test('one visit of several in which the customer was stopped is enough, and is counted', () => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const at = record.ledger.find(({ touchpoint, pass }) => touchpoint === 'basket' && pass === 'experience');
    const found = caseOf({ ...record, ledger: record.ledger.map((entry) => (entry === at ? { ...entry, reason: 'The button did nothing.' } : entry)) }, 'Basket');
    expect(found?.outcome).toBe('failure');
    expect(found?.text).toMatch(/^The customer could not go on in 1 of \d+ visits\.\nThe button did nothing\./u);
    const everywhere = record.ledger.map((entry) => (entry.touchpoint === 'basket' ? { ...entry, reason: 'The button did nothing.' } : entry));
    expect(caseOf({ ...record, ledger: everywhere }, 'Basket')?.text).toMatch(/^The customer could not go on in 3 of 3 visits\.\nThe button did nothing\.$/u);
  });

  test.each(['missing', 'invalid'] as const)('what was not measured is an error, never a pass, and no failure of the customer: %s', (status) => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const lost = (entry: LedgerEntry): LedgerEntry => (entry.touchpoint === 'basket' ? { ...entry, status, reason: 'The browser died.' } : entry);
    const touchpoints = record.touchpoints.map((summary) => (summary.touchpoint === 'basket' ? { ...summary, status: 'failed' as const } : summary));
    const found = caseOf({ ...record, touchpoints, ledger: record.ledger.map(lost) }, 'Basket');
    expect(found).toMatchObject({ outcome: 'error', type: 'not-measured', of: 'fernwood.buy-a-tent.molly-millennial' });
    expect(found?.text).toBe('3 of 3 samples could not be measured.\nThe browser died.');
  });

  test('what some samples missed is told of one that has passed', () => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const ledger = record.ledger.map((entry): LedgerEntry => (entry.touchpoint === 'basket' && entry.sample === 2 ? { ...entry, status: 'missing', reason: 'The browser died.' } : entry));
    expect(caseOf({ ...record, ledger }, 'Basket')).toMatchObject({ outcome: 'passed', text: '1 of 3 samples could not be measured.\nThe browser died.' });
  });

  test.each(['blocked', 'failed'] as const)('%s in the visit that is shown has failed, though no sample says why', (status) => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const touchpoints = record.touchpoints.map((summary) => (summary.touchpoint === 'basket' ? { ...summary, status } : summary));
    expect(caseOf({ ...record, touchpoints }, 'Basket')).toMatchObject({ outcome: 'failure', type: 'customer-stopped', text: expect.stringContaining('The reason was not recorded.') });
  });

  test('the time is that of its steps, in seconds', () => {
    const record = { ...goldenRecord(), ...calm('pass', 0) };
    const touchpoints = record.touchpoints.map((summary) => {
      const [step] = summary.steps;
      return step === undefined ? summary : { ...summary, steps: [{ ...step, start: 1_000, untilActionable: 700, untilSettled: 9_000 }, { ...step, start: 3_000, untilActionable: 200, untilSettled: 300 }] };
    });
    expect(caseOf({ ...record, touchpoints }, 'Home')?.time).toBe('2.500');
  });

  test('touchpoints of the same name stay apart', () => {
    const { plan, ...record } = { ...goldenRecord(), ...calm('pass', 0) };
    const journeys = Object.fromEntries(Object.entries(plan.journeys).map(([id, journey]) => [id, { ...journey, touchpoints: journey.touchpoints.map((touchpoint) => ({ ...touchpoint, title: 'Page' })) }]));
    const names = read(junitOf({ ...record, plan: { ...plan, journeys } })).cases.filter(({ of }) => of !== 'gates').map(({ name }) => name);
    expect(names).toEqual(['Page', ...[2, 3, 4, 5, 6].map((number) => `Page (${number})`)]);
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
    const record = goldenRecord();
    const { cases, counts, whole } = read(junitOf({ ...record, gates: [...record.gates, gate('fail')] }));
    const sum = (name: string): number => counts.reduce((total, suite) => total + Number(suite[name]), 0);
    const number = (outcome: string): number => cases.filter((one) => one.outcome === outcome).length;
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')]).toEqual([cases.length, number('failure'), number('error'), number('skipped')]);
    expect(whole).toEqual({ tests: `${cases.length}`, failures: `${number('failure')}`, errors: `${number('error')}` });
    expect(number('failure')).not.toBe(number('error'));
    expect(new Set(counts.map(({ timestamp }) => timestamp))).toEqual(new Set(['2026-11-21T20:00:00']));
  });

  test.each([['fail', 1], ['incomplete', 3], ['inconclusive', 4]] as const)('is never all green where the run ended as %s', (outcome, exitCode) => {
    expect(read(junitOf({ ...goldenRecord(), ...calm(outcome, exitCode) })).cases.filter(isRed).map(({ name, text }) => [name, text])).toEqual([['Verdict', 'It is as it is.']]);
  });

  test('is all green where every gate holds and every customer got to the end', () => {
    const { cases } = read(junitOf({ ...goldenRecord(), ...calm('pass', 0), gates: [gate('pass')] }));
    expect(cases.length).toBeGreaterThan(6);
    expect(cases.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });

  test.each([
    ['too little', { expected: 10, valid: 5, share: 0.5, required: 0.95 }, 'error'],
    ['nothing', { expected: 0, valid: 0, share: 0, required: 0 }, 'error'],
    ['just enough', { expected: 20, valid: 19, share: 0.95, required: 0.95 }, 'passed'],
  ])('a run in which %s was measured', (_, coverage, outcome) => {
    expect(caseOf({ ...goldenRecord(), ...calm('incomplete', 3), coverage }, 'Enough was measured')?.outcome).toBe(outcome);
  });

  test.each(hostileTexts)('is valid whatever a page says: %s', (_, text) => {
    expect(read(junitOf(recordOf(text))).cases.map(({ outcome }) => outcome)).toEqual(read(junitOf(goldenRecord())).cases.map(({ outcome }) => outcome));
  });
});
