import { isEarlier, type Comparison, type Explained } from '../model/record.ts';
import type { Place } from '../model/results.ts';
import { counted } from '../model/wording.ts';
import { metricAnchor, touchpointAnchor } from './anchors.ts';
import type { Lookup } from './lookup.ts';
import { placeKey } from './places.ts';
import { formatDifference, formatValue, plural } from './numbers.ts';

/** An earlier run, or a site of reference, and everything that was held against it. */
export interface Held {
  label: string;
  kind: 'baseline' | 'site';
  comparisons: Comparison[];
}

/** Baselines first, then sites of reference, in the order of the record. Only what was measured on the sites the advice is for. */
export function heldAgainst(lookup: Lookup): Held[] {
  const groups = new Map<string, Held>();
  for (const comparison of lookup.record.comparisons) {
    const { kind, id, label } = comparison.benchmark;
    const reference = kind === 'site' && lookup.site(id).role === 'reference' && lookup.focus.has(comparison.site);
    if (!isEarlier(kind) && !reference) continue;
    const key = `${kind}~${id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { label, kind: reference ? 'site' : 'baseline', comparisons: [comparison] });
    else group.comparisons.push(comparison);
  }
  return [...groups.values()].sort((a, b) => Number(a.kind === 'site') - Number(b.kind === 'site'));
}

/** As in "Against release-41, 2026-11-14: 3 of 18 numbers are worse, none is better, 14 show no difference, 1 is not available." */
export function changeSentence(comparisons: readonly Comparison[], label: string | undefined = comparisons[0]?.benchmark.label): string | null {
  if (label === undefined) return null;
  const comparable = comparisons.filter(({ changed }) => changed === undefined);
  const count = (verdict: Comparison['verdict']): number => comparable.filter((comparison) => comparison.verdict === verdict).length;
  const are = (number: number, word: string): string => `${number === 0 ? 'none' : number} ${number < 2 ? 'is' : 'are'} ${word}`;
  const parts = [`${count('worse') === 0 ? `none of ${plural(comparisons.length, 'number')} is` : `${count('worse')} of ${plural(comparisons.length, 'number')} ${count('worse') === 1 ? 'is' : 'are'}`} worse`, are(count('better'), 'better')];
  const rest: [number, string, string][] = [
    [count('no-difference'), 'shows no difference', 'show no difference'],
    [count('inconclusive'), 'cannot be told yet', 'cannot be told yet'],
    [comparisons.length - comparable.length, 'was taken under other conditions and tells nothing', 'were taken under other conditions and tell nothing'],
    [comparable.filter(({ verdict }) => verdict === 'not-available').length, 'is not available', 'are not available'],
  ];
  return `Against ${label}: ${[...parts, ...rest.flatMap(([number, one, many]) => (number === 0 ? [] : [counted(number, one, many)]))].join(', ')}.`;
}

/** Those on the sites the advice is for; all where none of them is. */
export function ownIn(lookup: Lookup, comparisons: readonly Comparison[]): readonly Comparison[] {
  const own = comparisons.filter(({ site }) => lookup.focus.has(site));
  return own.length === 0 ? comparisons : own;
}

/** The sentence of what changed on the sites the advice is for: what others did is told with them, and is no change of ours. */
export function ownSentence(lookup: Lookup, { comparisons, label }: Pick<Held, 'comparisons' | 'label'>): string | null {
  const own = ownIn(lookup, comparisons);
  const sentence = changeSentence(own, label);
  return sentence === null || own.length === comparisons.length ? sentence : `${sentence} ${plural(comparisons.length - own.length, 'number')} of other sites ${comparisons.length - own.length === 1 ? 'is' : 'are'} not counted here.`;
}

/** One sentence per earlier run and site of reference; empty: there is none. */
export function changeSentences(lookup: Lookup): string[] {
  return heldAgainst(lookup).flatMap((held) => ownSentence(lookup, held) ?? []);
}

/** What got worse at one place, and what is different there. */
export interface Regression {
  where: string;
  href: string | null;
  against: string;
  numbers: { title: string; href: string; text: string }[];
  /** Empty: nothing that was recorded differs. */
  changes: string[];
  /** How many more changes there were, in words; null: none, or not told. */
  more: string | null;
}

function placeText(lookup: Lookup, place: Place): string {
  const at = lookup.touchpoint(place.journey, place.touchpoint)?.title ?? `${lookup.journeyTitle(place.journey)} as a whole`;
  const site = lookup.sites.length > 1 ? ` on ${lookup.site(place.site).title}` : '';
  return `${at}${site}, ${lookup.persona(place.persona).title}`;
}

/** As in "4.3 s, was 3.4 s (+861 ms)". */
function shiftText({ observed, reference, difference, metric, benchmark }: Comparison, lookup: Lookup): string | null {
  const unit = lookup.metric(metric)?.unit;
  if (observed === null || reference === null || unit === undefined) return null;
  const then = isEarlier(benchmark.kind) ? `was ${formatValue(reference.value, unit)}` : `${benchmark.label} ${formatValue(reference.value, unit)}`;
  return `${formatValue(observed.value, unit)}, ${then}${difference === null || difference === 0 ? '' : ` (${formatDifference(difference, unit)})`}`;
}

/** Numbers that got worse at the same place are told together, with what changed there once. */
export function regressions(lookup: Lookup): Regression[] {
  const groups = Map.groupBy(lookup.record.explained ?? [], (explained) => `${placeKey(explained)}~${explained.benchmark}`);
  return [...groups.values()].flatMap((entries): Regression[] => {
    const [first] = entries;
    if (first === undefined) return [];
    const touchpoint = lookup.touchpoint(first.journey, first.touchpoint);
    const changes = [...new Set(entries.flatMap((entry) => entry.changes.map(({ text }) => text)))];
    return [
      {
        where: placeText(lookup, first),
        href: touchpoint === undefined ? null : `#${touchpointAnchor(first.journey, touchpoint.id)}`,
        against: first.benchmark,
        numbers: entries.map((entry) => {
          const comparison = lookup.comparisons(entry.metric, entry).find(({ benchmark }) => benchmark.label === entry.benchmark);
          return { title: lookup.metric(entry.metric)?.title ?? entry.metric, href: `#${metricAnchor(entry.metric)}`, text: (comparison === undefined ? null : shiftText(comparison, lookup)) ?? entry.text };
        }),
        changes,
        more: moreChanges(entries, changes.length),
      },
    ];
  });
}

/** What is left out for one number can be told for another: of several the least that is left is known. */
function moreChanges(entries: readonly Explained[], told: number): string | null {
  const left = Math.max(...entries.map(({ changes, furtherChanges = 0 }) => changes.length + furtherChanges)) - told;
  return left <= 0 ? null : `And ${entries.length > 1 ? 'at least ' : ''}${plural(left, 'further change')}.`;
}

/** The largest of them for the first screen: the journey as a whole only adds up what its touchpoints say. */
export function worstRegressions(all: readonly Regression[]): Regression[] {
  const at = all.filter(({ href }) => href !== null);
  return at.length > 0 ? at : [...all];
}

/** How many numbers got worse that the record does not explain: it does so for the largest regressions only. 0 where it explains none. */
export function unexplained(lookup: Lookup): number {
  const { explained = [] } = lookup.record;
  const keyOf = (comparison: Place & { metric: string }, against: string): string => `${comparison.metric}~${placeKey(comparison)}~${against}`;
  const known = new Set(explained.map((entry) => keyOf(entry, entry.benchmark)));
  const worse = heldAgainst(lookup).flatMap(({ comparisons }) => comparisons.filter(({ verdict, changed }) => verdict === 'worse' && changed === undefined));
  return known.size === 0 ? 0 : worse.filter((comparison) => !known.has(keyOf(comparison, comparison.benchmark.label))).length;
}

/** The first of them; how many there are is not known, because the record keeps the largest only. */
export function firstChanges(changes: readonly string[], shown: number): string[] {
  return changes.slice(0, shown).map((text, index) => (index === shown - 1 && changes.length > shown ? `${text}, among other changes` : text));
}

/** As in "Home on Fernwood, Molly: main content shown 4.3 s, was 3.4 s (+861 ms), and 3 more numbers". */
export function regressionLine({ where, numbers, changes }: Regression): { text: string; cause: string | null } {
  const [first] = numbers;
  const more = numbers.length > 1 ? `, and ${plural(numbers.length - 1, 'more number')}` : '';
  return { text: `${where}: ${first === undefined ? '' : `${first.title} ${first.text}`}${more}`, cause: firstChanges(changes, 1)[0] ?? null };
}
