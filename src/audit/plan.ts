import type { Stage } from '../model/journey.ts';
import type { Persona } from '../model/persona.ts';
import type { Plan } from '../model/plan.ts';

/** What judging needs to know of the plan: plain data, so that it can be handed to a worker. */
export interface JudgePlan {
  personas: Persona[];
  sites: { id: string; origin: string }[];
  journeys: { id: string; sites?: string[] | undefined; personas?: string[] | undefined; touchpoints: { id: string; stage: Stage; momentOfTruth: boolean; optimum: number | null; optimumPages?: number | null }[] }[];
}

export function judgePlanOf(plan: Pick<Plan, 'personas' | 'sites' | 'journeys'>): JudgePlan {
  return {
    personas: plan.personas,
    sites: Object.entries(plan.sites).map(([id, site]) => ({ id, origin: site.origin })),
    journeys: Object.entries(plan.journeys).map(([id, journey]) => ({
      id,
      sites: journey.sites,
      personas: journey.personas,
      touchpoints: Object.entries(journey.touchpoints).map(([touchpoint, declared]) => ({
        id: touchpoint,
        stage: declared.stage,
        momentOfTruth: declared.momentOfTruth ?? false,
        optimum: declared.optimum?.actions ?? null,
        optimumPages: declared.optimum?.pages ?? null,
      })),
    })),
  };
}
