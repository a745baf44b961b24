import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { textOf } from '../../../src/report/formats/format.ts';
import { tableOf } from '../../../src/report/number-table.ts';
import { hostileTexts, recordOf } from './hostile-record.ts';

/** Strict: every row has as many cells as the first. */
const read = (record: RunRecord): Record<string, string>[] => parse(textOf(tableOf(record)), { columns: true, relax_quotes: false, record_delimiter: '\r\n' });

test('has a row per measured number, in full', () => {
  const record = goldenRecord();
  const rows = read(record);
  expect(rows).toHaveLength(record.measurements.length);
  expect(rows.map(({ median }) => (median === '' ? null : Number(median)))).toEqual(record.measurements.map(({ value }) => value));
  expect(rows.map(({ values }) => (values === '' ? [] : (values ?? '').split(' ').map(Number)))).toEqual(record.measurements.map(({ samples }) => samples.map(({ value }) => value)));
});

test('names the place, the unit, the spread, the rating and every benchmark', () => {
  expect(read(goldenRecord())[0]).toMatchObject({
    site: 'fernwood', role: 'own', persona: 'molly-millennial', journey: 'buy-a-tent', touchpoint: 'home', metric: 'speed.lcp', unit: 'ms', better: 'lower',
    status: 'measured', median: '4303', smallest: '4087.85', largest: '4604.21', samples: '3',
    rating: 'poor', threshold_good: '2500', threshold_poor: '4000', percentile_from: '60', percentile_to: '70',
    'site_campline_median': '3188', 'site_campline_difference': '1115', 'site_campline_verdict': 'worse', 'baseline_release-41_median': '3442.4', 'baseline_release-41_verdict': 'worse',
  });
});

test('tells the shift with its bounds, what was not the same then, and the budgets', () => {
  const record = goldenRecord();
  const [first] = record.comparisons.filter(({ benchmark }) => benchmark.kind === 'baseline');
  if (first === undefined) throw new Error('the golden record has no baseline');
  const shifted = { ...first, shift: { method: 'paired' as const, margin: 1, moreSamples: null, estimate: 5, low: 2, high: 9, confidence: 0.95123 }, note: 'Few samples.', changed: ['the browser', 'the machine'] };
  const budget = { ...first, benchmark: { kind: 'budget' as const, id: 'b', label: 'Budget of 4 s' }, verdict: 'worse' as const };
  const row = read({ ...record, comparisons: [shifted, budget] }).find(({ metric, site, persona, touchpoint }) => metric === first.metric && site === first.site && persona === first.persona && touchpoint === first.touchpoint);
  const prefix = `baseline_${first.benchmark.id}`;
  expect(row).toMatchObject({
    [`${prefix}_shift`]: '5', [`${prefix}_shift_low`]: '2', [`${prefix}_shift_high`]: '9', [`${prefix}_confidence`]: '0.9512',
    [`${prefix}_note`]: 'Few samples. Not the same then: the browser; the machine', budgets: 'Budget of 4 s: worse',
  });
});

test('what was not measured is empty with a reason, never 0', () => {
  const record = goldenRecord();
  const [first, ...others] = record.measurements;
  const lost = { ...first, samples: [], value: null, low: null, high: null, unavailable: 'The page was gone.' } as RunRecord['measurements'][number];
  const apart = { ...lost, applicable: false };
  const [gone, none] = read({ ...record, measurements: [lost, apart, ...others] });
  expect(gone).toMatchObject({ status: 'not available', median: '', smallest: '', values: '', samples: '0', reason: 'The page was gone.' });
  expect(none).toMatchObject({ status: 'not applicable', median: '' });
});

test('rows end as RFC 4180 has it, and a negative number stays one', () => {
  const record = goldenRecord();
  const text = textOf(tableOf({ ...record, comparisons: record.comparisons.map((comparison) => ({ ...comparison, difference: -12.5 })) }));
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(text).toContain(',-12.5,');
});

describe('whatever a page says', () => {
  test.each(hostileTexts)('the table has its rows and no formula: %s', (_, text) => {
    const rows = read(recordOf(text));
    expect(rows).toHaveLength(goldenRecord().measurements.length);
    const cells = rows.flatMap((row) => Object.values(row)).filter((cell) => !/^-?\d/u.test(cell));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/u.test(cell))).toEqual([]);
    expect(new Set(rows.map(({ metric }) => metric))).toEqual(new Set(goldenRecord().measurements.map(({ metric }) => metric)));
  });

  test('a formula stays readable behind an apostrophe', () => {
    expect(read(recordOf('=1+1'))[0]?.['unstable']).toBe("'=1+1");
  });
});
