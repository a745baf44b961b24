import { findingAnchor, linkable, touchpointAnchor } from '../anchors.ts';
import { impactWorkMatrix } from '../charts/matrix.ts';
import { walksOn } from '../headline.ts';
import type { Lookup } from '../lookup.ts';
import { formatValue, plural } from '../numbers.ts';
import { adviceParts, whereOf, whomOf, withShortPaths } from '../phrases.ts';
import { impactParts } from '../ranking.ts';
import type { Action } from '../ranking.ts';
import { areaNames, certainty, severityMarks, stopMark, workNames } from '../words.ts';
import type { Section } from './section.ts';

/** More than this nobody starts on. */
const atMost = 10;
/** Further findings with the same cause listed per item; the count of the rest is given. */
const othersShown = 2;

const points = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });

/** What impact is counted in: with one journey that is personas. */
const pairName = (lookup: Lookup): string => (lookup.journeys.length > 1 ? 'pair of persona and journey' : 'persona');

/** As in "40 (critical) × 12 personas × 2 (moment of truth) + 1,000 × 2 who cannot go on = 2,960". */
function impactText(lookup: Lookup, action: Action): string {
  const { severity, factor, stopped } = impactParts(action);
  const cost = action.cost === null ? [] : [`+ ${points(action.cost)} (seconds) × ${action.pairs}`];
  const stops = action.stopped === 0 ? [] : [`+ ${points(stopped)} × ${action.stopped} that cannot go on`];
  const name = pairName(lookup);
  return [`${severity} (${action.severity}) × ${plural(action.pairs, name, name.replace(/^\S+/u, '$&s'))}`, ...(factor === 1 ? [] : [`× ${factor} (moment of truth)`]), ...cost, ...stops, `= ${points(action.impact)}`].join(' ');
}

/** As in "1 of 3 personas" or "2 of 12 journeys". */
function stopText(lookup: Lookup, action: Action): string {
  const walked = new Set(lookup.sites.filter((site) => lookup.focus.has(site.id)).flatMap((site) => walksOn(lookup, site.id).map(({ persona, journey }) => `${persona}~${journey}`))).size;
  return `${action.stopped} of ${plural(Math.max(walked, action.stopped), lookup.journeys.length > 1 ? 'journey' : 'persona')}`;
}

/** Where to begin: at a moment of truth if it is met there, else where it was met first. */
function firstStep(lookup: Lookup, action: Action) {
  const met = action.findings.flatMap((finding) => finding.places.filter((place) => lookup.focus.has(place.site)).map((place) => ({ finding, place, touchpoint: lookup.touchpoint(place.journey, place.touchpoint) })));
  const chosen = met.find(({ touchpoint }) => touchpoint?.momentOfTruth === true) ?? met.find(({ touchpoint }) => touchpoint !== undefined);
  if (chosen?.touchpoint === undefined) return null;
  const { finding, place, touchpoint } = chosen;
  return {
    touchpoint: touchpoint.title,
    href: `#${touchpointAnchor(place.journey, touchpoint.id)}`,
    selector: finding.selector ?? null,
    persona: lookup.persona(place.persona).title,
    state: finding.state ?? null,
  };
}

function evidenceOf(action: Action) {
  const [first, ...others] = action.findings.map((finding) => ({ title: withShortPaths(finding.title), href: `#${findingAnchor(finding.id)}` }));
  return { found: first ?? null, others: others.slice(0, othersShown), moreOthers: others.length > othersShown ? `and ${others.length - othersShown} more` : null };
}

function itemOf(lookup: Lookup, action: Action, rank: number) {
  const [first] = action.findings;
  const { text, more } = adviceParts(action.advice);
  return {
    rank,
    anchor: `todo-${rank}`,
    mark: action.stopped > 0 ? stopMark : severityMarks[action.severity],
    advice: text,
    more: linkable(more ?? undefined),
    area: areaNames[action.area],
    whom: whomOf(lookup, action.personas),
    where: whereOf(lookup, action.places),
    momentOfTruth: action.momentOfTruth,
    cost: action.cost === null ? null : `${formatValue(action.cost, 's')} per customer`,
    stops: action.stopped === 0 ? null : stopText(lookup, action),
    impact: `${points(action.impact)} ${action.impact === 1 ? 'point' : 'points'}`,
    impactText: impactText(lookup, action),
    work: workNames[action.effort],
    confidence: first === undefined ? '' : certainty(first),
    firstStep: firstStep(lookup, action),
    ...evidenceOf(action),
    personaIds: action.personas.join(' '),
  };
}

/** That there is nothing to do is said only of what was looked at. */
export function nothingToDo(lookup: Lookup): string {
  return [...lookup.focus].some(lookup.isInspected) ? 'Nothing to do was found in what was measured.' : 'What there is to do is not known, since nothing was inspected.';
}

export const todo: Section = {
  id: 'todo',
  title: 'Do and stop doing',
  view({ lookup, actions }) {
    const top = actions.slice(0, atMost);
    const items = top.map((action, index) => ({ direction: action.direction, item: itemOf(lookup, action, index + 1) }));
    const lists = [
      { title: 'Do', icon: 'check', items: items.filter((entry) => entry.direction === 'do').map((entry) => entry.item) },
      { title: 'Stop doing', icon: 'blocked', items: items.filter((entry) => entry.direction === 'stop').map((entry) => entry.item) },
    ].filter((entry) => entry.items.length > 0);
    return {
      lists,
      squares: items.some(({ direction }) => direction === 'stop'),
      decisive: top.some(({ momentOfTruth }) => momentOfTruth),
      matrix:
        top.length < 2
          ? null
          : impactWorkMatrix(items.map(({ direction, item }, index) => ({ rank: item.rank, title: `${item.rank}. ${item.advice}`, tone: item.mark.tone, direction, work: top[index]?.effort ?? 'small', impact: top[index]?.impact ?? 0 }))),
      left: actions.length > atMost ? `${plural(actions.length - atMost, 'more thing')} to do ${actions.length - atMost === 1 ? 'was' : 'were'} found; they are at their touchpoints and in the chapters on accessibility and trust.` : null,
      none: lists.length > 0 ? null : nothingToDo(lookup),
    };
  },
};
