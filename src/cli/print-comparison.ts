import type { Comparison, RunRecord } from '../model/record.ts';
import { counted } from '../model/wording.ts';
import { printable } from './printable.ts';
import { plainTable } from './table.ts';

const places = 20;

/** What differs, what could not be told or compared and why, and how much does not differ. What was measured under other conditions is counted apart: nothing follows from it. */
export function printComparison(comparisons: readonly Comparison[], { metrics, onlyThen }: Pick<RunRecord, 'metrics'> & { onlyThen: number }): string {
  const unitOf = new Map(metrics.map(({ id, unit }) => [id, unit]));
  const number = (value: number | undefined): string => (value === undefined ? '–' : String(Number(value.toFixed(3))));
  const line = ({ metric, site, persona, journey, touchpoint, verdict, observed, reference, changed }: Comparison): string[] => [
    changed === undefined ? verdict : `${verdict}?`,
    metric,
    `${site}, ${persona}, ${journey}${touchpoint === null ? '' : ` at ${touchpoint}`}`,
    `${number(reference?.value)} → ${number(observed?.value)}`,
    unitOf.get(metric) ?? '',
  ];
  const of = (verdict: Comparison['verdict'], some = comparisons): Comparison[] => some.filter((comparison) => comparison.verdict === verdict);
  const differing = [...of('worse'), ...of('better')];
  const missing = of('not-available');
  const others = comparisons.filter(({ verdict, changed }) => changed !== undefined && verdict !== 'not-available');
  const alike = comparisons.filter(({ changed }) => changed === undefined);
  const untold = of('inconclusive', alike).length;
  const counts = [
    `${of('worse', alike).length} worse`,
    `${of('better', alike).length} better`,
    `${of('no-difference', alike).length} without a difference`,
    ...(untold === 0 ? [] : [`${untold} that cannot be told from so few samples`]),
    ...(others.length === 0 ? [] : [`${others.length} under other conditions, which tell nothing`]),
    `${missing.length} could not be compared`,
    ...(onlyThen === 0 ? [] : [`${onlyThen} of the baseline that this run does not have`]),
  ];
  const changes = [...Map.groupBy(comparisons.flatMap(({ changed = [] }) => changed), (what) => what)].map(([what, { length }]) => `  ${what}: ${length} of ${counted(comparisons.length, 'comparison')}\n`);
  const reasons = [...Map.groupBy(missing, ({ note }) => note ?? 'the reason was not recorded')].map(([why, { length }]) => `  ${printable(why)} (${length})\n`);
  return [
    differing.length > 0 ? plainTable({ headings: ['', 'metric', 'where', 'then → now', ''], rows: differing.map(line) }) : noneIn(comparisons, onlyThen),
    `\n${counts.join(', ')}.\n`,
    changes.length === 0 ? '' : `\nNot the same as in the baseline, so nothing may be concluded where it matters (marked with ?):\n${changes.join('')}`,
    reasons.length === 0 ? '' : `\nCould not be compared:\n${reasons.slice(0, places).join('')}${reasons.length > places ? `  and for ${reasons.length - places} other reasons\n` : ''}`,
  ].join('');
}

/** Where nothing is called worse or better: that there is no difference is said only of what shows it. */
function noneIn(comparisons: readonly Comparison[], onlyThen: number): string {
  const shown = comparisons.filter(({ verdict, changed }) => verdict === 'no-difference' && changed === undefined).length;
  if (shown === 0) return 'Nothing could be told.\n';
  return shown === comparisons.length && onlyThen === 0 ? 'No difference was found.\n' : `No difference was found in ${shown} of ${counted(comparisons.length + onlyThen, 'number')}; of the others nothing can be told.\n`;
}
