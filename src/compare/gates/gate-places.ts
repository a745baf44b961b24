import { isMeantBy, isWalked } from '../../model/journey.ts';
import type { Metric } from '../../model/metric.ts';
import type { Gate, Plan } from '../../model/plan.ts';
import type { Place } from '../../model/results.ts';

type PlanPlaces = Pick<Plan, 'sites' | 'personas' | 'journeys'>;

/** The site the gate names, else every own site. */
export function sitesOf(gate: Gate, plan: Pick<Plan, 'sites'>): string[] {
  return Object.keys(plan.sites).filter((id) => (gate.site === undefined ? plan.sites[id]?.role === 'own' : id === gate.site));
}

/**
 * Where a metric is held to the gate. With `at`: at that touchpoint. Without: a metric that adds up over the journey is meant as the
 * journey's total, any other at every touchpoint.
 */
export function placesOf(gate: Gate, metric: Pick<Metric, 'overJourney'>, plan: PlanPlaces): Place[] {
  return isTotal(gate, metric) ? subjectsOf(gate, plan).map((subject) => ({ ...subject, touchpoint: null })) : touchpointsOf(gate, plan);
}

export function isTotal(gate: Gate, metric: Pick<Metric, 'overJourney'>): boolean {
  return gate.at === undefined && metric.overJourney === 'sum';
}

/** Every touchpoint the gate is about, also where its metric is meant as a total. */
export function touchpointsOf(gate: Gate, plan: PlanPlaces): Place[] {
  return subjectsOf(gate, plan).flatMap((subject) =>
    Object.entries(plan.journeys[subject.journey]?.touchpoints ?? {})
      .filter(([touchpoint, declared]) => isMeantBy(gate.at, touchpoint, declared))
      .map(([touchpoint]) => ({ ...subject, touchpoint })),
  );
}

/** Who walks which journey where, as far as the gate is about it. */
export function subjectsOf(gate: Gate, plan: PlanPlaces): Omit<Place, 'touchpoint'>[] {
  const personas = plan.personas.map(({ id }) => id).filter((id) => gate.persona === undefined || id === gate.persona);
  const journeys = Object.entries(plan.journeys).filter(([id]) => gate.journey === undefined || id === gate.journey);
  return sitesOf(gate, plan).flatMap((site) => personas.flatMap((persona) => journeys.filter(([, journey]) => isWalked(journey, { site, persona })).map(([journey]) => ({ site, persona, journey }))));
}
