import { metricAnchor } from '../anchors.ts';
import { byChance } from '../by-chance.ts';
import { heldAgainst, ownIn, ownSentence, regressions, unexplained } from '../changes.ts';
import type { Held } from '../changes.ts';
import { rangeBar } from '../charts/bars.ts';
import { toldIn } from '../history-runs.ts';
import { keyMetrics } from '../known-metrics.ts';
import type { Lookup } from '../lookup.ts';
import { formatRange, formatValue, plural } from '../numbers.ts';
import { comparisonMark } from '../words.ts';
import type { Comparison } from '../../model/record.ts';
import type { Section } from './section.ts';

/** Rows per earlier run; the count of the rest is given. */
const rowsShown = 40;
/** px of the bar that stands for the largest value of a row. */
const barWidth = 130;

/** What was seen and moved comes first, then what nobody can tell, then the rest. */
const order: Record<Comparison['verdict'], number> = { worse: 0, better: 1, inconclusive: 2, 'no-difference': 3, 'not-available': 4, good: 5, 'needs-improvement': 5, poor: 5, ranked: 5 };

function sideOf(side: NonNullable<Comparison['observed']>, highest: number, unit: Parameters<typeof formatValue>[1]) {
  return {
    value: formatValue(side.value, unit),
    detail: side.low === side.high ? plural(side.samples, 'sample') : `${formatRange(side.low, side.high, unit)} in ${plural(side.samples, 'sample')}`,
    bar: rangeBar(side.value, side.low, side.high, highest, barWidth),
  };
}

function rowOf(lookup: Lookup, comparison: Comparison) {
  const { observed, reference, metric: id, note } = comparison;
  const metric = lookup.metric(id);
  if (metric === undefined || observed === null || reference === null) return [];
  const highest = Math.max(observed.high, reference.high);
  return [
    {
      metric: metric.title,
      href: `#${metricAnchor(id)}`,
      siteId: comparison.site,
      personaId: comparison.persona,
      where: `${lookup.touchpoint(comparison.journey, comparison.touchpoint)?.title ?? 'the whole journey'} on ${lookup.site(comparison.site).title}`,
      persona: lookup.persona(comparison.persona).title,
      now: sideOf(observed, highest, metric.unit),
      before: sideOf(reference, highest, metric.unit),
      mark: comparisonMark(comparison),
      note: note ?? null,
    },
  ];
}

/** The best-known numbers, and whatever else got worse or better. */
function tableOf(lookup: Lookup, { label, kind, comparisons }: Held) {
  const known = new Set<string>(keyMetrics);
  const moved = ({ verdict, changed }: Comparison): boolean => changed === undefined && (verdict === 'worse' || verdict === 'better');
  const worth = comparisons.filter((comparison) => comparison.observed !== null && comparison.reference !== null && (known.has(comparison.metric) || moved(comparison)));
  const rank = (comparison: Comparison): number => (comparison.changed === undefined ? order[comparison.verdict] : order['inconclusive']);
  const rows = worth.toSorted((a, b) => rank(a) - rank(b) || Number(known.has(b.metric)) - Number(known.has(a.metric))).slice(0, rowsShown).flatMap((comparison) => rowOf(lookup, comparison));
  return {
    label,
    beforeTitle: kind === 'baseline' ? 'Then' : label,
    sentence: [ownSentence(lookup, { comparisons, label }) ?? '', byChance(ownIn(lookup, comparisons)) ?? ''].filter((text) => text !== '').join(' '),
    changed: [...new Set(comparisons.flatMap(({ changed }) => changed ?? []))],
    rows,
    left: worth.length > rows.length ? `${plural(worth.length - rows.length, 'more row')} without a place here: every comparison stands at its touchpoint, and in run.json.` : null,
  };
}

/** What is different from an earlier run or from the site of reference. */
export const changes: Section = {
  id: 'changes',
  title: 'What changed',
  view({ lookup }) {
    const held = heldAgainst(lookup);
    const left = unexplained(lookup);
    return {
      held: held.map((against) => tableOf(lookup, against)),
      regressions: regressions(lookup),
      unexplained: left === 0 ? null : `${plural(left, 'more number')} got worse than ${left === 1 ? 'is' : 'are'} explained here.`,
      none: held.length === 0,
      past: toldIn(lookup) !== null,
    };
  },
};
