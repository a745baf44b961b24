import XMLBuilder from 'fast-xml-builder';
import type { LongRecord } from '../model/record.ts';
import { testSuites, type TestCase, type TestSuite } from './junit-cases.ts';
import { legibleRecord } from './legible.ts';
import { lookUp } from './lookup.ts';

// oxlint-disable-next-line no-control-regex -- XML 1.0 cannot hold these characters in any form (its production 2, Char)
const illegal = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text that XML 1.0 can hold. */
const xmlText = (text: string): string => text.replaceAll(illegal, '\ufffd');

/** An attribute is one line: readers make spaces of its line breaks. */
const oneLine = (text: string): string => xmlText(text).replaceAll(/\s+/gu, ' ').trim();

const seconds = (time: number): string => time.toFixed(3);

type Node = Record<string, unknown>;

/** In the order that Jenkins' schema asks for: skipped, error, failure, system-out. */
function caseNode({ name, time, outcome, type, lines }: TestCase, className: string): Node {
  const text = xmlText(lines.join('\n'));
  const said = { '@_message': oneLine(lines[0] ?? type), '@_type': type, '#text': text };
  return {
    '@_name': oneLine(name),
    '@_classname': oneLine(className),
    '@_time': seconds(time),
    ...(outcome === 'skipped' && { skipped: text }),
    ...(outcome === 'error' && { error: said }),
    ...(outcome === 'failed' && { failure: said }),
    ...(outcome === 'passed' && text !== '' && { 'system-out': text }),
  };
}

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  time: number;
}

function countsOf(cases: readonly TestCase[]): Counts {
  const count = (wanted: TestCase['outcome']): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: count('failed'), errors: count('error'), skipped: count('skipped'), time: cases.reduce((sum, { time }) => sum + time, 0) };
}

function suiteNode({ name, className, properties, cases }: TestSuite, id: number, startedAt: string): Node {
  const { tests, failures, errors, skipped, time } = countsOf(cases);
  return {
    '@_name': oneLine(name),
    '@_id': id,
    '@_tests': tests,
    '@_failures': failures,
    '@_errors': errors,
    '@_skipped': skipped,
    '@_time': seconds(time),
    // Without a zone, as the schema of Ant has it; it is UTC.
    '@_timestamp': startedAt.slice(0, 19),
    properties: { property: properties.map(([property, value]) => ({ '@_name': property, '@_value': oneLine(value) })) },
    testcase: cases.map((one) => caseNode(one, className)),
  };
}

/** The run in the form that CI servers read: the one of JUnit, as Jenkins' schema has it. */
export function junitOf(record: LongRecord): string {
  const lookup = lookUp(legibleRecord(record));
  const suites = testSuites(lookup);
  const { tests, failures, errors, time } = countsOf(suites.flatMap(({ cases }) => cases));
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true, suppressBooleanAttributes: false });
  const root = { '@_name': oneLine(lookup.record.name), '@_tests': tests, '@_failures': failures, '@_errors': errors, '@_time': seconds(time), testsuite: suites.map((suite, id) => suiteNode(suite, id, lookup.record.startedAt)) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ testsuites: root })}`;
}
