import { stringify } from 'csv-stringify/sync';
import { isEarlier, type Comparison, type LongRecord } from '../model/record.ts';
import type { Measurement } from '../model/results.ts';
import { legibleRecord } from './legible.ts';
import { lookUp, type Lookup } from './lookup.ts';

type Cell = string | number | null;

/** Another site or an earlier run: columns of their own. */
interface Other {
  key: string;
  title: string;
}

const keyOf = ({ kind, id }: Comparison['benchmark']): string => `${kind} ${id}`;

/** Those of the record, in its order: what was measured elsewhere, or at another time. */
function othersIn(comparisons: Iterable<Comparison>): Other[] {
  const keys = new Set<string>();
  for (const { benchmark } of comparisons) if (benchmark.kind === 'site' || isEarlier(benchmark.kind)) keys.add(keyOf(benchmark));
  return [...keys].map((key) => ({ key, title: key.replaceAll(' ', '_') }));
}

/** In the order of the cells of `ownCells`. */
const ownColumns = [
  'plan', 'run', 'started', 'site', 'role', 'persona', 'journey', 'touchpoint', 'metric', 'title', 'unit', 'better',
  'status', 'median', 'smallest', 'largest', 'samples', 'values', 'reason', 'unstable',
  'rating', 'threshold_good', 'threshold_poor', 'threshold_source', 'population', 'percentile_from', 'percentile_to', 'budgets',
] as const;
const otherColumns = ['median', 'difference', 'shift', 'shift_low', 'shift_high', 'confidence', 'verdict', 'note'] as const;

function statusOf({ value, applicable }: Measurement): string {
  if (applicable === false) return 'not applicable';
  return value === null ? 'not available' : 'measured';
}

function ownCells(lookup: Lookup, measurement: Measurement, comparisons: readonly Comparison[]): Cell[] {
  const { record } = lookup;
  const metric = lookup.metric(measurement.metric);
  const threshold = comparisons.find(({ benchmark }) => benchmark.kind === 'threshold');
  const population = comparisons.find(({ benchmark }) => benchmark.kind === 'population');
  const source = metric?.threshold?.source;
  return [
    record.name, record.id, record.startedAt, measurement.site, lookup.site(measurement.site).role, measurement.persona, measurement.journey, measurement.touchpoint, measurement.metric,
    metric?.title ?? null, metric?.unit ?? null, metric?.better ?? null,
    statusOf(measurement), measurement.value, measurement.low, measurement.high, measurement.samples.length, measurement.samples.map(({ value }) => value).join(' '), measurement.unavailable ?? null, measurement.unstable ?? null,
    threshold?.verdict ?? null, metric?.threshold?.good ?? null, metric?.threshold?.poor ?? null, source === undefined ? null : `${source.title}, ${source.year}`,
    population?.benchmark.label ?? null, population?.percentile?.from ?? null, population?.percentile?.to ?? null,
    comparisons.filter(({ benchmark }) => benchmark.kind === 'budget').map(({ benchmark, verdict }) => `${benchmark.label}: ${verdict}`).join('; '),
  ];
}

/** What was not the same then and can have caused the difference belongs to the verdict. */
function noteOf({ note, changed }: Comparison): string | null {
  const texts = [...(note === undefined ? [] : [note]), ...(changed === undefined ? [] : [`Not the same then: ${changed.join('; ')}`])];
  return texts.length === 0 ? null : texts.join(' ');
}

function otherCells(comparison: Comparison | undefined): Cell[] {
  if (comparison === undefined) return otherColumns.map(() => null);
  const { reference, difference, shift, verdict } = comparison;
  return [reference?.value ?? null, difference, shift?.estimate ?? null, shift?.low ?? null, shift?.high ?? null, shift === undefined ? null : Number(shift.confidence.toFixed(4)), verdict, noteOf(comparison)];
}

/** A row per measured number (touchpoint empty: of the whole journey), numbers in full and in the unit of their metric. Text that a spreadsheet would take for a formula begins with an apostrophe. */
export function* tableOf(record: LongRecord): Generator<string> {
  const lookup = lookUp(legibleRecord(record));
  const others = othersIn(lookup.record.comparisons);
  const head = [...ownColumns, ...others.flatMap(({ title }) => otherColumns.map((column) => `${title}_${column}`))];
  const line = (cells: readonly Cell[]): string => stringify([cells], { record_delimiter: 'windows', escape_formulas: true });
  yield line(head);
  for (const measurement of lookup.record.measurements) {
    const comparisons = lookup.comparisons(measurement.metric, measurement);
    yield line([...ownCells(lookup, measurement, comparisons), ...others.flatMap(({ key }) => otherCells(comparisons.find(({ benchmark }) => keyOf(benchmark) === key)))]);
  }
}
