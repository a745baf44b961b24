import type { Comparison, RunRecord } from '../../model/record.ts';
import { touchpointAnchor } from '../anchors.ts';
import type { Lookup } from '../lookup.ts';
import { formatPercent, formatValue, list, plural } from '../numbers.ts';
import type { Action } from '../ranking.ts';
import { areaNames, gateMarks, outcomeMarks, severityMarks } from '../words.ts';
import type { Mark } from '../words.ts';
import type { Section, SectionContext } from './section.ts';

/** How many of the worst are on the first screen. */
const shown = 3;
/** Reasons printed per gate; the rest is counted. */
const reasonsShown = 8;

interface Worst {
  mark: Mark;
  title: string;
  whom: string;
  where: string;
  href: string | null;
  cost: string | null;
  area: string;
}

/** The sentence without the outcome it begins with, where that stands beside it anyway. */
export function withoutOutcome(sentence: string, word: string): string {
  if (!sentence.startsWith(`${word}: `)) return sentence;
  const rest = sentence.slice(word.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

export function whomOf(lookup: Lookup, personas: readonly string[]): string {
  if (personas.length === lookup.personas.length && personas.length > 1) return `all ${personas.length} personas`;
  return list(personas.map((id) => lookup.persona(id).title));
}

/** As in "Basket, Checkout and 2 more touchpoints". */
export function whereOf(lookup: Lookup, places: Action['places']): string {
  const titles = [...new Set(places.map((place) => lookup.touchpoint(place.journey, place.touchpoint)?.title ?? 'the whole journey'))];
  return titles.length <= 3 ? list(titles) : `${titles.slice(0, 2).join(', ')} and ${plural(titles.length - 2, 'more touchpoint')}`;
}

function firstHref(lookup: Lookup, places: Action['places']): string | null {
  const place = places.find((candidate) => lookup.touchpoint(candidate.journey, candidate.touchpoint) !== undefined);
  return place?.touchpoint === undefined || place.touchpoint === null ? null : `#${touchpointAnchor(place.journey, place.touchpoint)}`;
}

/** Personas who could not go on come first, then the worst findings. */
function worstOf({ lookup, painPoints, obstacles }: SectionContext): Worst[] {
  const stopped = obstacles
    .filter((obstacle) => obstacle.unexplained && lookup.focus.has(obstacle.site))
    .map((obstacle): Worst => {
      const persona = lookup.persona(obstacle.persona).title;
      const at = lookup.touchpoint(obstacle.journey, obstacle.touchpoint)?.title ?? obstacle.touchpoint;
      return {
        mark: severityMarks.critical,
        title: obstacle.status === 'blocked' ? `${persona} cannot get past “${at}”` : `“${at}” failed for ${persona}`,
        whom: persona,
        where: at,
        href: `#${touchpointAnchor(obstacle.journey, obstacle.touchpoint)}`,
        cost: null,
        area: obstacle.message,
      };
    });
  const found = painPoints.map(
    (action): Worst => ({
      mark: severityMarks[action.severity],
      title: action.title,
      whom: whomOf(lookup, action.personas),
      where: whereOf(lookup, action.places),
      href: firstHref(lookup, action.places),
      cost: action.cost === null ? null : formatValue(action.cost, 's'),
      area: areaNames[action.area],
    }),
  );
  return [...stopped, ...found].slice(0, shown);
}

/** As in "12 pain points, 3 critical". */
function painCount(lookup: Lookup, site: string): string {
  const pains = lookup.record.findings.filter((finding) => finding.kind === 'pain-point' && finding.places.some((place) => place.site === site));
  const critical = pains.filter((finding) => finding.severity === 'critical').length;
  return `${plural(pains.length, 'pain point')}${critical === 0 ? '' : `, ${critical} critical`}`;
}

/** How many personas got to the end on each site in every sample, and past how much: the shortest answer to how good it is. */
function finishes(lookup: Lookup) {
  const several = lookup.journeys.length > 1;
  return lookup.sites.map((site) => {
    const seen = lookup.journeys.flatMap((journey) =>
      lookup.personas.flatMap((persona) => {
        const finishing = lookup.finishing({ site: site.id, persona: persona.id, journey: journey.id });
        return finishing === null ? [] : [{ ...finishing, who: several ? `${persona.title} (${journey.title})` : persona.title }];
      }),
    );
    const finished = seen.filter((walk) => walk.finished === walk.samples).length;
    const partly = seen.filter((walk) => walk.finished > 0 && walk.finished < walk.samples).map((walk) => `${walk.who} finishes in ${walk.finished} of ${plural(walk.samples, 'sample')}`);
    return {
      tone: seen.length === 0 ? 'neutral' : finished === seen.length ? 'good' : 'poor',
      icon: seen.length === 0 ? 'gap' : finished === seen.length ? 'check' : 'blocked',
      text: seen.length === 0 ? 'Nothing was seen of' : `${finished} of ${seen.length} ${several ? 'journeys were finished' : 'personas finish the journey'} on`,
      site: site.title,
      partly: partly.length === 0 ? null : list([...partly.slice(0, shown), ...(partly.length > shown ? [`${partly.length - shown} more not always`] : [])]),
      pains: painCount(lookup, site.id),
    };
  });
}

function gateRows(record: RunRecord) {
  const order = { fail: 0, 'not-measured': 1, inconclusive: 2, pass: 3 } as const;
  return [...record.gates]
    .sort((a, b) => order[a.outcome] - order[b.outcome])
    .map((gate) => ({
      mark: gateMarks[gate.outcome],
      label: gate.label,
      reasons: gate.reasons.slice(0, reasonsShown),
      more: gate.reasons.length > reasonsShown ? `and ${gate.reasons.length - reasonsShown} more` : null,
    }));
}

/** What changed since the baseline, in one sentence; null: there is none. */
export function changeSentence(comparisons: readonly Comparison[]): string | null {
  const held = comparisons.filter((comparison) => comparison.benchmark.kind === 'baseline');
  const [first] = held;
  if (first === undefined) return null;
  const count = (verdict: Comparison['verdict']): number => held.filter((comparison) => comparison.verdict === verdict).length;
  return `Against ${first.benchmark.label}: ${plural(count('worse'), 'number')} worse, ${count('better')} better, ${count('no-difference')} without a difference, ${count('not-available')} not available.`;
}

export const verdict: Section = {
  id: 'verdict',
  title: 'Verdict',
  view(context) {
    const { lookup } = context;
    const { record } = lookup;
    const { coverage } = record;
    const gates = gateRows(record);
    const failed = record.gates.filter((gate) => gate.outcome === 'fail').length;
    const undecided = record.gates.filter((gate) => gate.outcome === 'not-measured' || gate.outcome === 'inconclusive').length;
    const worst = worstOf(context);
    return {
      mark: outcomeMarks[record.verdict.outcome],
      sentence: withoutOutcome(record.verdict.sentence, outcomeMarks[record.verdict.outcome].word),
      finishes: finishes(lookup),
      change: changeSentence(record.comparisons),
      explained: (record.explained ?? []).map(({ text, changes }) => ({ text, changes: changes.map((change) => change.text) })),
      gates,
      gateSummary: gates.length === 0 ? null : `${gates.length} ${gates.length === 1 ? 'gate' : 'gates'}: ${failed} failed, ${undecided} undecided, ${gates.length - failed - undecided} passed`,
      coverage: {
        mark: coverage.expected > 0 && coverage.share >= coverage.required ? outcomeMarks.pass : outcomeMarks.incomplete,
        reached: coverage.expected > 0 && coverage.share >= coverage.required,
        share: coverage.expected === 0 ? 'not available' : formatPercent(coverage.share),
        required: formatPercent(coverage.required),
        counts: `${coverage.valid} of ${coverage.expected} planned samples are valid`,
        width: Math.round(Math.min(1, Math.max(0, coverage.share)) * 1000) / 10,
        requiredAt: Math.round(coverage.required * 1000) / 10,
      },
      worst,
      worstTitle: worst.length === 1 ? 'The worst pain point' : `The ${worst.length === 2 ? 'two' : 'three'} worst pain points`,
      focus: list(lookup.sites.filter((site) => lookup.focus.has(site.id)).map((site) => site.title)),
    };
  },
};
