import type { Pass, VisitUnit } from '../model/evidence.ts';
import type { Plan } from '../model/plan.ts';

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
  const subjects = Object.keys(plan.journeys).flatMap((journey) => plan.personas.map((persona) => ({ journey, persona: persona.id })));
  const rounds = Array.from({ length: plan.samples }, (_, index) => index + 1);
  return {
    experience: rounds.flatMap((sample) =>
      subjects.flatMap(({ journey, persona }) => {
        const order = sample % 2 === 1 ? sites : sites.toReversed();
        return order.map((site) => unit(site, persona, journey, 'experience', sample));
      }),
    ),
    inspection: subjects.flatMap(({ journey, persona }) => sites.map((site) => unit(site, persona, journey, 'inspection', 1))),
  };
}
