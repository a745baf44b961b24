import { markOf } from '../charts/journey-lines.ts';
import { actionsMetric, effortMetric, heardMetric, secondsOf } from '../known-metrics.ts';
import type { JourneyFacts, Lookup, PersonaFacts, TouchpointFacts } from '../lookup.ts';
import { formatValue, list, plural } from '../numbers.ts';
import { stuckStep } from '../phrases.ts';
import { handsNames } from '../words.ts';
import { completion } from './personas.ts';
import type { Section } from './section.ts';
import { hands as handsOrder } from '../../model/persona.ts';
import type { StepEvidence } from '../../model/evidence.ts';
import type { TouchpointSummary } from '../../model/record.ts';

type Walk = (touchpoint: TouchpointFacts) => TouchpointSummary | undefined;

const absent = 'not available';

function walkOf(lookup: Lookup, site: string, persona: string, journey: JourneyFacts): Walk {
  return ({ id }) => lookup.summary({ site, persona, journey: journey.id, touchpoint: id });
}

/** The touchpoints from the first on that every one of these walks reached: the stretch whose costs can be compared. */
function sharedStretch(journey: JourneyFacts, walks: readonly Walk[]): TouchpointFacts[] {
  const end = journey.touchpoints.findIndex((touchpoint) => walks.some((walk) => walk(touchpoint)?.status !== 'reached'));
  return journey.touchpoints.slice(0, end === -1 ? undefined : end);
}

/** null: nothing was recorded at one of the touchpoints, and half a sum would look better than it is. */
function summed(stretch: readonly TouchpointFacts[], valueAt: (touchpoint: TouchpointFacts) => number | null): number | null {
  const values = stretch.map(valueAt);
  return values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function inSteps(stretch: readonly TouchpointFacts[], walk: Walk, count: (effort: StepEvidence['effort']) => number): string {
  const total = summed(stretch, (touchpoint) => walk(touchpoint)?.steps.filter(({ outcome }) => outcome === 'done').reduce((sum, { effort }) => sum + count(effort), 0) ?? null);
  return total === null ? absent : formatValue(total, 'count');
}

function measuredOver(lookup: Lookup, metric: string, place: { site: string; persona: string; journey: string }, stretch: readonly TouchpointFacts[], unit: 'count' | 's'): string {
  const total = summed(stretch, ({ id }) => {
    const at = { ...place, touchpoint: id };
    // Where the audit says that there is nothing to measure there is nothing to add.
    if (lookup.measurement(metric, at)?.applicable === false) return 0;
    return unit === 's' ? secondsOf(lookup, metric, at) : (lookup.measurement(metric, at)?.value ?? null);
  });
  return total === null ? absent : formatValue(total, unit);
}

function rowOf(lookup: Lookup, site: string, journey: JourneyFacts, persona: PersonaFacts, stretch: readonly TouchpointFacts[]) {
  const walk = walkOf(lookup, site, persona.id, journey);
  const stopped = journey.touchpoints.map(walk).find((summary) => summary?.status === 'blocked' || summary?.status === 'failed');
  const place = { site, persona: persona.id, journey: journey.id };
  return {
    ...markOf(persona.series),
    id: persona.id,
    title: persona.title,
    ...completion(lookup, site, persona.id, journey),
    step: stuckStep(stopped),
    actions: measuredOver(lookup, actionsMetric, place, stretch, 'count'),
    presses: inSteps(stretch, walk, ({ presses }) => presses),
    keys: inSteps(stretch, walk, ({ keys }) => keys),
    typed: inSteps(stretch, walk, ({ typed }) => typed),
    heard: persona.persona.hands === 'screen-reader' ? measuredOver(lookup, heardMetric, place, stretch, 'count') : 'not applicable',
    seconds: measuredOver(lookup, effortMetric, place, stretch, 's'),
  };
}

/** As in: Mouse and Touch reach the end; Keyboard only does not. Of hands of which there is no valid sample nothing is said. null: all do, or none. */
function difference(lookup: Lookup, site: string, journey: JourneyFacts): string | null {
  const outcomes = handsOrder.flatMap((hands) => {
    const seen = lookup.personas.filter(({ persona }) => persona.hands === hands).flatMap(({ id }) => lookup.finishing({ site, persona: id, journey: journey.id }) ?? []).filter(({ samples }) => samples > 0);
    return seen.length === 0 ? [] : [{ hands: handsNames[hands].toLowerCase(), finishes: seen.some(({ finished }) => finished > 0) }];
  });
  const [there, stuck] = [true, false].map((finishes) => outcomes.filter((outcome) => outcome.finishes === finishes).map(({ hands }) => hands));
  if (there === undefined || stuck === undefined || there.length === 0 || stuck.length === 0) return null;
  return `Gets to the end: ${list(there)}. Does not: ${list(stuck)}.`;
}

function comparisonOf(lookup: Lookup, site: { id: string; title: string }, journey: JourneyFacts) {
  const walks = lookup.personas.map(({ id }) => walkOf(lookup, site.id, id, journey));
  const stretch = sharedStretch(journey, walks);
  const last = stretch.at(-1);
  return {
    site: site.title,
    siteId: site.id,
    difference: difference(lookup, site.id, journey),
    over: last === undefined ? 'There is no touchpoint that all of them reached, so their costs cannot be compared.' : `What it costs is counted up to “${last.title}”, which all of them reached (${plural(stretch.length, 'touchpoint')} of ${journey.touchpoints.length}).`,
    compared: last !== undefined,
    groups: handsOrder.flatMap((hands) => {
      const personas = lookup.personas.filter(({ persona }) => persona.hands === hands);
      return personas.length === 0 ? [] : [{ hands: handsNames[hands], rows: personas.map((persona) => rowOf(lookup, site.id, journey, persona, stretch)) }];
    }),
  };
}

/** The same journey under several hands as one comparison; left out where all personas use the same. */
export const hands: Section = {
  id: 'hands',
  title: 'The same journey with other hands',
  growsWith: 'journeys',
  view({ lookup }) {
    if (new Set(lookup.personas.map(({ persona }) => persona.hands)).size < 2) return null;
    return { hearing: lookup.personas.some(({ persona }) => persona.hands === 'screen-reader'), journeys: lookup.journeys.map((journey) => ({ title: journey.title, sites: lookup.sites.map((site) => comparisonOf(lookup, site, journey)) })) };
  },
};
