import type { Journey } from './model/journey.ts';
import type { Persona } from './model/persona.ts';
import type { Plan } from './model/plan.ts';
import type { RunOptions } from './pipeline.ts';
import { makeScrubber, type VisitRequest } from './visit/index.ts';

export type Rehearsing = Pick<RunOptions, 'now' | 'signal'> & { secrets?: Readonly<Record<string, string>> };

/** A visit that finds out whether a way can be walked, not how fast: on the line and with the speed of this machine, and nothing is kept of it. */
export function rehearsalOf(plan: Plan, { site, journey, persona }: { site: string; journey: Journey & { id: string }; persona: Persona }, { now, signal, secrets = {} }: Rehearsing): VisitRequest {
  const at = plan.sites[site];
  if (at === undefined) throw new TypeError(`the plan has no site ${site}`);
  const { stepTimeout, visitTimeout, directory } = plan;
  return {
    unit: { id: `${site}~${persona.id}~${journey.id}~experience~1`, site, persona: persona.id, journey: journey.id, pass: 'experience', sample: 1 },
    attempt: 1,
    site: { id: site, ...at },
    journey,
    persona: { ...persona, network: null, cpuSlowdown: 1 },
    stepTimeout,
    visitTimeout,
    directory,
    secrets,
    scrub: makeScrubber(Object.values(secrets)),
    keep: async (name, content, mediaType) => ({ path: name, mediaType, bytes: content.byteLength }),
    hostIndex: null,
    signal,
    now: () => now().getTime(),
  };
}
