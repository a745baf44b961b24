import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { isMeantBy } from '../model/journey.ts';
import type { Gate, Plan } from '../model/plan.ts';
import { nearestOrigin, originOf } from './origin.ts';
import { suggest } from './suggest.ts';

/** The part of a plan to run; what is not given, or empty, restricts nothing. */
export interface Selection {
  personas?: readonly string[];
  journeys?: readonly string[];
  sites?: readonly string[];
  /** Instead of the plan's. */
  samples?: number;
  /** Instead of the plan's; without it, given samples are as many as are made. */
  maxSamples?: number;
  /** Instead of the plan's. */
  maxMinutes?: number;
  confidence?: number;
  /** By site id, instead of the plan's: the same site somewhere else, as a preview deployment. */
  origins?: Readonly<Record<string, string>>;
}

/** Throws SELECTION_UNKNOWN for ids that the plan does not have, and USAGE for a number of samples or an origin that is none. */
export function select(plan: Plan, selection: Selection): Plan {
  const sites = chosen('site', Object.keys(plan.sites), selection.sites);
  const journeys = chosen('journey', Object.keys(plan.journeys), selection.journeys);
  const personas = chosen('persona', plan.personas.map(({ id }) => id), selection.personas);
  // Who names journeys asks for these and no pages beside them.
  const crawls = plan.crawl !== undefined && (selection.journeys ?? []).length === 0 && sites.includes(plan.crawl.site ?? '') && (plan.crawl.personas ?? personas).some((id) => personas.includes(id));
  if (!crawls && journeys.length === 0) throw new KnownError(errors.usage, `Nothing of the plan is left to visit: it only looks for pages on ${plan.crawl?.site}${plan.crawl?.personas === undefined ? '' : `, for ${plan.crawl.personas.join(', ')}`}.`);
  const origins = Object.entries(selection.origins ?? {});
  chosen('site', Object.keys(plan.sites), origins.map(([id]) => id));

  const { crawl, ...written } = plan;
  const selected: Plan = {
    ...written,
    ...(crawl !== undefined && crawls && { crawl: { ...crawl, ...(crawl.personas && { personas: crawl.personas.filter((id) => personas.includes(id)) }) } }),
    sites: Object.fromEntries(Object.entries(plan.sites).filter(([id]) => sites.includes(id))),
    journeys: Object.fromEntries(Object.entries(plan.journeys).filter(([id]) => journeys.includes(id))),
    personas: plan.personas.filter(({ id }) => personas.includes(id)),
    ...samplesOf(plan, selection),
  };
  for (const [id, address] of origins) {
    const site = selected.sites[id];
    if (site !== undefined) selected.sites[id] = { ...site, origin: checkedOrigin(id, address) };
  }
  const gates = plan.gates.filter((gate) => concerns(gate, selected));
  return { ...selected, gates, ...(gates.length < plan.gates.length && { gatesLeftOut: plan.gates.length - gates.length }) };
}

function chosen(kind: string, known: readonly string[], wanted: readonly string[] | undefined): readonly string[] {
  if (wanted === undefined || wanted.length === 0) return known;
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length === 0) return wanted;
  const sentences = unknown.map((id) => {
    const near = suggest(id, known);
    return `The plan has no ${kind} "${id}".${near === undefined ? '' : ` Did you mean \`${near}\`?`}`;
  });
  throw new KnownError(errors.selectionUnknown, `${sentences.join(' ')} There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.`);
}

function samplesOf(plan: Plan, { samples, maxSamples, maxMinutes, confidence }: Selection): Partial<Plan> & Pick<Plan, 'samples'> {
  const given = samples === undefined ? undefined : wholeSamples(samples);
  const cap = maxSamples === undefined ? (given ?? plan.maxSamples) : wholeSamples(maxSamples);
  if (given !== undefined && cap !== undefined && cap < given) throw new KnownError(errors.usage, `The most samples (${cap}) cannot be fewer than the samples (${given}).`);
  return {
    samples: given ?? Math.min(plan.samples, cap ?? plan.samples),
    ...(cap !== undefined && { maxSamples: cap }),
    ...(maxMinutes !== undefined && { maxMinutes }),
    ...(confidence !== undefined && { confidence }),
  };
}

function wholeSamples(samples: number): number {
  if (Number.isInteger(samples) && samples >= 1) return samples;
  throw new KnownError(errors.usage, `The number of samples is ${samples}; it has to be a whole number of at least 1.`);
}

function checkedOrigin(site: string, address: string): string {
  const origin = originOf(address);
  if (origin !== null) return origin;
  const near = nearestOrigin(address);
  throw new KnownError(errors.usage, `The address for the site ${site} has to be an origin, as in https://www.example.com, without a path or a user.${near === undefined ? '' : ` Did you mean ${near}?`}`);
}

/** A gate about a place that is left out says nothing here. One that is held against a site left out stays: it cannot be measured, and so cannot pass. */
function concerns(gate: Gate, plan: Plan): boolean {
  const journeys = Object.entries(plan.journeys).filter(([id]) => gate.journey === undefined || id === gate.journey);
  return (
    (gate.site === undefined || Object.hasOwn(plan.sites, gate.site)) &&
    (gate.persona === undefined || plan.personas.some(({ id }) => id === gate.persona)) &&
    (journeys.some(([, { touchpoints }]) => Object.entries(touchpoints).some(([id, touchpoint]) => isMeantBy(gate.at, id, touchpoint))) || mayBeFound(gate, plan))
  );
}

/** Is it about pages that the plan looks for? */
function mayBeFound({ at, journey }: Gate, { crawl }: Plan): boolean {
  return crawl !== undefined && journey === undefined && (at === undefined || Object.hasOwn(crawl.templates, at));
}
