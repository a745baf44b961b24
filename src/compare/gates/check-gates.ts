import { distance } from 'fastest-levenshtein';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import type { Metric } from '../../model/metric.ts';
import { comparesFigures, type Gate, type Plan } from '../../model/plan.ts';
import { placesOf, sitesOf } from './gate-places.ts';

/** Throws GATE_IMPOSSIBLE, before anything is measured, for gates that name what is not there or that could never be decided. */
export function checkGates(plan: Plan, metrics: readonly Metric[]): void {
  const problems = plan.gates.flatMap((gate, index) => problemsOf(gate, `gates[${index}]`, plan, metrics));
  if (problems.length === 0) return;
  throw new KnownError(errors.gateImpossible, problems.join('\n'), { hint: '`mystery-shopper list audits` shows every metric, its unit and what it is measured by.' });
}

function problemsOf(gate: Gate, key: string, plan: Plan, metrics: readonly Metric[]): string[] {
  const metric = metrics.find(({ id }) => id === gate.metric);
  const touchpoints = Object.entries(plan.journeys).filter(([id]) => gate.journey === undefined || id === gate.journey).flatMap(([, journey]) => Object.keys(journey.touchpoints));
  const sites = Object.keys(plan.sites);
  const names = [
    ...(metric === undefined ? [unknown(`${key}.metric`, gate.metric, 'metric', metrics.map(({ id }) => id))] : []),
    ...named(`${key}.site`, gate.site, 'site', sites),
    ...named(`${key}.persona`, gate.persona, 'persona', plan.personas.map(({ id }) => id)),
    ...named(`${key}.journey`, gate.journey, 'journey', Object.keys(plan.journeys)),
    ...named(`${key}.at`, gate.at, 'touchpoint', touchpoints),
    ...named(`${key}.against`, gate.against, 'site', ['baseline', 'known', ...sites]),
  ];
  if (metric === undefined || names.length > 0) return names;
  return impossible(gate, key, metric, plan);
}

/** The names are right, but the rule cannot be decided whatever is measured. */
function impossible(gate: Gate, key: string, metric: Metric, plan: Plan): string[] {
  const { max, min, worseBy, against, new: allowed } = gate;
  const isTime = metric.unit === 'ms' || metric.unit === 's';
  const checks: [boolean, string][] = [
    [sitesOf(gate, plan).length === 0, `${key} is about own sites, but no site of the plan has the role own. Give one that role, or name a \`site\`.`],
    [sitesOf(gate, plan).length > 0 && placesOf(gate, metric, plan).length === 0, `${key} is about no place of the plan: no touchpoint fits all that it names.`],
    [max !== undefined && min !== undefined && min > max, `${key} can never hold: min ${min} is more than max ${max}.`],
    [against === 'known' && allowed === undefined, `${key} has \`against: known\`, but no \`new\` that says how many findings may be new.`],
    [against !== undefined && sitesOf(gate, plan).includes(against), `${key} holds ${against} against itself.`],
    [allowed !== undefined && against !== 'baseline' && against !== 'known', `${key}.new counts findings that an earlier run or the list of known findings does not have: it needs \`against: baseline\` or \`against: known\`, found ${against}.`],
    [worseBy !== undefined && against === 'known', `${key}.worseBy: the list of known findings has no figures to compare with. Use \`new\`, or another \`against\`.`],
    [worseBy?.ms !== undefined && !isTime, `${key}.worseBy.ms: ${metric.id} is not a time (its unit is ${metric.unit}). Use \`percent\` or \`by\`.`],
    [comparesFigures(gate) && metric.better === 'neither', `${key}.against: of ${metric.id} neither more nor less is better. Use \`max\` or \`min\`.`],
    [
      comparesFigures(gate) && metric.kind === 'timing' && metric.pass === 'inspection',
      `${key}.against: ${metric.id} varies from visit to visit and is measured once only, in the inspection, so a difference cannot be told from chance. Use \`max\` or \`min\`.`,
    ],
  ];
  return checks.filter(([wrong]) => wrong).map(([, message]) => message);
}

function named(key: string, found: string | undefined, what: string, known: readonly string[]): string[] {
  return found === undefined || known.includes(found) ? [] : [unknown(key, found, what, known)];
}

function unknown(key: string, found: string, what: string, known: readonly string[]): string {
  const near = nearest(found, known);
  return `${key}: there is no ${what} ${JSON.stringify(found)}. ${near === null ? (known.length === 0 ? 'There is none at all.' : `There is: ${[...new Set(known)].slice(0, 20).join(', ')}.`) : `Did you mean ${near}?`}`;
}

/** Two letters changing places count as two; a name that differs by more than that and by more than a third of its letters is another name, not a slip. */
function nearest(found: string, known: readonly string[]): string | null {
  const [best] = known.map((name) => ({ name, far: distance(found, name) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.max(Math.min(2, best.name.length - 2), Math.floor(best.name.length / 3)) ? best.name : null;
}
