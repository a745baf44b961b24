import { distance } from 'fastest-levenshtein';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import { touchpointOn, type Journey } from '../../model/journey.ts';
import type { Metric, OnlyWith } from '../../model/metric.ts';
import { comparesFigures, type Gate, type Plan } from '../../model/plan.ts';
import type { Place } from '../../model/results.ts';
import { listed } from '../wording.ts';
import { placesOf, sitesOf, touchpointsOf } from './gate-places.ts';

/** What is wrong with a gate, in full sentences. */
export interface GateFault {
  /** Its place in the list of the plan. */
  gate: number;
  /** What in it is wrong; null: the gate as a whole. */
  key: keyof Gate | null;
  text: string;
}

/** Of a metric of the catalogue: what a plan has to have for it to be measured. Absent: nothing special. */
export type WhatItNeeds = (metric: string) => OnlyWith | undefined;

/** Throws GATE_IMPOSSIBLE, before anything is measured, for gates that name what is not there or that could never be decided. */
export function checkGates(plan: Plan, metrics: readonly Metric[]): void {
  const faults = gateFaults(plan, metrics);
  if (faults.length === 0) return;
  throw new KnownError(errors.gateImpossible, faults.map(({ gate, key, text }) => `gates[${gate}]${key === null ? '' : `.${key}`}: ${text}`).join('\n'), { hint: gateHint });
}

export const gateHint = '`mystery-shopper list audits` shows every metric, its unit and what it is measured by.';

/** With `needs` also the gates whose metric could not be measured whatever happens. */
export function gateFaults(asked: Plan, metrics: readonly Metric[], needs?: WhatItNeeds): GateFault[] {
  const plan = withPagesToFind(asked);
  return plan.gates.flatMap((gate, index) => faultsOf(gate, plan, metrics, needs).map(([key, text]): GateFault => ({ gate: index, key, text })));
}

/** What is looked for counts as if a page of each kind had been found: whether it is shows later, and a gate without a page is not passed. */
function withPagesToFind(plan: Plan): Plan {
  const { crawl } = plan;
  if (crawl === undefined) return plan;
  const kinds = Object.keys(crawl.templates);
  const pages = (kinds.length === 0 ? [undefined] : kinds).map((template, index): [string, Journey] => [
    `crawl:${index}`,
    { goal: '', ...(crawl.site !== undefined && { sites: [crawl.site] }), ...(crawl.personas && { personas: crawl.personas }), touchpoints: { [`crawl:${index}`]: { stage: 'awareness', ...(template !== undefined && { template }), steps: [{ visit: crawl.from }] } } },
  ]);
  return { ...plan, journeys: { ...plan.journeys, ...Object.fromEntries(pages) } };
}

type Fault = [key: keyof Gate | null, text: string];

function faultsOf(gate: Gate, plan: Plan, metrics: readonly Metric[], needs: WhatItNeeds | undefined): Fault[] {
  const metric = metrics.find(({ id }) => id === gate.metric);
  const touchpoints = Object.entries(plan.journeys).filter(([id]) => gate.journey === undefined || id === gate.journey).flatMap(([, journey]) => Object.entries(journey.touchpoints).flatMap(([id, { template }]) => [id, ...(template === undefined ? [] : [template])]));
  const sites = Object.keys(plan.sites);
  const names = [
    ...(metric === undefined && gate.completable !== true ? [unknown('metric', gate.metric ?? '', 'metric', metrics.map(({ id }) => id))] : []),
    ...named('site', gate.site, 'site', sites),
    ...named('persona', gate.persona, 'persona', plan.personas.map(({ id }) => id)),
    ...named('journey', gate.journey, 'journey', Object.keys(plan.journeys)),
    ...named('at', gate.at, 'touchpoint', touchpoints),
    ...named('against', gate.against, 'site', ['baseline', 'known', ...sites]),
  ];
  if (names.length === 0 && sitesOf(gate, plan).length === 0) return [[null, 'It is about own sites, but no site of the plan has the role own. Give one that role, or name a `site`.']];
  if (metric === undefined || names.length > 0) return names;
  const faults = impossible(gate, metric, plan);
  const only = needs?.(metric.id);
  return faults.length > 0 || only === undefined ? faults : neverMeasured(gate, metric, plan, only);
}

/** The names are right, but the rule cannot be decided whatever is measured. */
function impossible(gate: Gate, metric: Metric, plan: Plan): Fault[] {
  const { max, min, worseBy, against, new: allowed } = gate;
  const isTime = metric.unit === 'ms' || metric.unit === 's';
  const sites = sitesOf(gate, plan);
  const checks: [boolean, ...Fault][] = [
    [placesOf(gate, metric, plan).length === 0, null, 'It is about no place of the plan: no touchpoint fits all that it names.'],
    [max !== undefined && min !== undefined && min > max, 'min', `It can never hold: min ${min} is more than max ${max}.`],
    [against === 'known' && allowed === undefined, 'against', 'There is no `new` that says how many findings may be new.'],
    [against !== undefined && sites.includes(against), 'against', `It holds ${against} against itself.`],
    [allowed !== undefined && against !== 'baseline' && against !== 'known', 'new', `It counts findings that an earlier run or the list of known findings does not have: it needs \`against: baseline\` or \`against: known\`, found ${against}.`],
    [worseBy !== undefined && against === 'known', 'worseBy', 'The list of known findings has no figures to compare with. Use `new`, or another `against`.'],
    [worseBy?.ms !== undefined && !isTime, 'worseBy', `It has \`ms\`, but ${metric.id} is not a time (its unit is ${metric.unit}). Use \`percent\` or \`by\`.`],
    [comparesFigures(gate) && metric.better === 'neither', 'against', `Of ${metric.id} neither more nor less is better. Use \`max\` or \`min\`.`],
    [
      comparesFigures(gate) && metric.kind === 'timing' && metric.pass === 'inspection',
      'against',
      `${metric.id} varies from visit to visit and is measured once only, in the inspection, so a difference cannot be told from chance. Use \`max\` or \`min\`.`,
    ],
  ];
  return checks.filter(([wrong]) => wrong).map(([, key, text]) => [key, text]);
}

/** The rule could be decided, but at none of its places, or not at all of them, is there anything to decide it by. */
function neverMeasured(gate: Gate, metric: Metric, plan: Plan, { hands, allow, optimum }: OnlyWith): Fault[] {
  const meant = plan.personas.filter(({ id }) => gate.persona === undefined || id === gate.persona);
  const fitting = meant.filter((persona) => hands === undefined || hands.includes(persona.hands));
  const closed = allow === undefined ? [] : sitesOf(gate, plan).filter((id) => plan.sites[id]?.allow?.[allow] !== true);
  const open = optimum?.includes(metric.id) === true ? [...new Set(touchpointsOf(gate, plan).filter((place) => lacksOptimum(place, plan)).map(({ touchpoint }) => touchpoint))] : [];
  const checks: [boolean, ...Fault][] = [
    [fitting.length === 0, gate.persona === undefined ? 'metric' : 'persona', `${metric.id} can be measured only with these hands: ${hands?.join(', ')}. ${gate.persona === undefined ? 'No persona of the plan has them' : `${gate.persona} has the hands ${meant[0]?.hands}`}.`],
    [closed.length > 0, 'metric', `${metric.id} can be measured only where \`allow: { ${allow}: true }\` says so, which is not so on ${listed(closed)}.`],
    [open.length > 0, 'metric', `${metric.id} can be measured only where the plan declares an \`optimum\`, which ${listed(open.map(String))} ${open.length === 1 ? 'does' : 'do'} not.`],
  ];
  return checks.filter(([wrong]) => wrong).map(([, key, text]) => [key, text]);
}

function lacksOptimum({ site, journey, touchpoint }: Place, plan: Plan): boolean {
  const declared = plan.journeys[journey]?.touchpoints[touchpoint ?? ''];
  return declared !== undefined && declared.optimum === undefined && touchpointOn(declared, site).steps.length > 0;
}

function named(key: keyof Gate, found: string | undefined, what: string, known: readonly string[]): Fault[] {
  return found === undefined || known.includes(found) ? [] : [unknown(key, found, what, known)];
}

function unknown(key: keyof Gate, found: string, what: string, known: readonly string[]): Fault {
  const near = nearest(found, known);
  return [key, `There is no ${what} ${JSON.stringify(found)}. ${near === null ? (known.length === 0 ? 'There is none at all.' : `There is: ${[...new Set(known)].slice(0, 20).join(', ')}.`) : `Did you mean ${near}?`}`];
}

/** Two letters changing places count as two; a name that differs by more than that and by more than a third of its letters is another name, not a slip. */
function nearest(found: string, known: readonly string[]): string | null {
  const [best] = known.map((name) => ({ name, far: distance(found, name) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(Math.min(2, best.name.length - 2), Math.floor(best.name.length / 3)) ? best.name : null;
}
