import type { Pass, VisitEvidence, VisitUnit } from '../model/evidence.ts';
import { isWalked } from '../model/journey.ts';
import type { Plan } from '../model/plan.ts';

type Planned = Pick<Plan, 'sites' | 'personas' | 'journeys'>;

function unit(site: string, persona: string, journey: string, pass: Pass, sample: number): VisitUnit {
  return { id: [site, persona, journey, pass, sample].join('~'), site, persona, journey, pass, sample };
}

/**
 * The visits of a plan, in the order in which to make them.
 *
 * Experience visits are interleaved: round by round, and within a round the sites follow one another, in turned order
 * every second round (A B, B A, …), so that drift of the machine or the network falls on all sites alike.
 */
export function unitsOf(plan: Pick<Plan, 'sites' | 'personas' | 'journeys' | 'samples'>): { experience: VisitUnit[]; inspection: VisitUnit[] } {
  const sites = Object.keys(plan.sites);
  return {
    experience: Array.from({ length: plan.samples }, (_, index) => roundOf(plan, index + 1)).flat(),
    inspection: subjectsOf(plan).flatMap(({ journey, persona, on }) => sites.filter(on).map((site) => unit(site, persona, journey, 'inspection', 1))),
  };
}

/** The n-th experience visit of everything. */
export function roundOf(plan: Planned, sample: number): VisitUnit[] {
  const sites = Object.keys(plan.sites);
  const order = sample % 2 === 1 ? sites : sites.toReversed();
  return subjectsOf(plan).flatMap(({ journey, persona, on }) => order.filter(on).map((site) => unit(site, persona, journey, 'experience', sample)));
}

/** The units in the order in which several lanes are through with them soonest: those first whose walk took longest in the visits made so far (Graham 1969). */
export function longestFirst(units: readonly VisitUnit[], made: readonly Pick<VisitEvidence, 'unit' | 'duration'>[]): VisitUnit[] {
  const walk = ({ site, persona, journey }: VisitUnit): string => [site, persona, journey].join('~');
  const took = new Map<string, number>();
  for (const { unit: of, duration } of made) took.set(walk(of), Math.max(took.get(walk(of)) ?? 0, duration));
  return units.toSorted((a, b) => (took.get(walk(b)) ?? 0) - (took.get(walk(a)) ?? 0));
}

/** `on`: is it walked on this site? */
function subjectsOf(plan: Planned): { journey: string; persona: string; on(site: string): boolean }[] {
  return Object.entries(plan.journeys).flatMap(([journey, declared]) => plan.personas.map(({ id: persona }) => ({ journey, persona, on: (site) => isWalked(declared, { site, persona }) })));
}
