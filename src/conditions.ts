import { createHash } from 'node:crypto';
import { availableParallelism, cpus, totalmem } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };
import { lighthouseVersion, median } from './audit/index.ts';
import type { VisitUnit } from './model/evidence.ts';
import type { KeptVisit } from './model/kept-visit.ts';
import type { Persona } from './model/persona.ts';
import type { Plan } from './model/plan.ts';
import type { Conditions } from './model/record.ts';
import { counted } from './model/wording.ts';
import { journeyText, personaText, planText } from './record.ts';
import { versions } from './visit/index.ts';

/** What a run is made with, beside the browser. */
export function instruments(): Pick<Conditions, 'tool' | 'axe' | 'lighthouse' | 'webVitals'> {
  return { tool: packageJson.version, lighthouse: lighthouseVersion, ...versions() };
}

const platform = (): string => `${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}`;

/** As in: linux x64, Intel Xeon, 4 cores */
export function machine(): string {
  return `${platform()}, ${counted(availableParallelism(), 'core')}`;
}

/** What a visit is made of: two of one unit are alike as far as these are. */
export function madeOf({ personas, journeys }: Pick<Plan, 'personas' | 'journeys'>, { persona, journey, site }: Pick<VisitUnit, 'persona' | 'journey' | 'site'>): { persona: string; journey: string; machine: string } {
  const [who, what] = [personas.find(({ id }) => id === persona), journeys[journey]];
  return { persona: who === undefined ? '' : personaDigest(who), journey: what === undefined ? '' : digest(journeyText(what, site)), machine: machine() };
}

/** What the browser sends behind its own user agent in visits to a site: how a crawl of it names itself, if the plan says how. */
export function nameAt({ crawl }: Pick<Plan, 'crawl'>, site: string): string | undefined {
  return crawl?.site === site ? crawl.userAgent : undefined;
}

/** The same where all visits of the plan carry it: then whatever the browser asks for may. */
export function nameEverywhere(plan: Pick<Plan, 'crawl' | 'sites'>): string | undefined {
  const [first, ...others] = new Set(Object.keys(plan.sites).map((site) => nameAt(plan, site)));
  return others.length === 0 ? first : undefined;
}

export const personaDigest = (persona: Persona): string => digest(personaText(persona));

/** What the run was made with and on; two runs are alike as far as these are. */
export function conditionsOf({ plan, visits, hostIndex, notes }: { plan: Plan; visits: readonly KeptVisit[]; hostIndex: { before: number[]; after: number[] }; notes: string[] }): Conditions {
  const timed = visits.filter(({ unit }) => unit.pass === 'experience');
  const names = Object.keys(plan.sites).flatMap((site): [string, string][] => {
    const name = nameAt(plan, site);
    return name === undefined ? [] : [[site, name]];
  });
  return {
    ...instruments(),
    node: process.version,
    browser: visits[0]?.conditions.browser ?? 'none',
    platform: platform(),
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 1024 ** 3),
    hostIndex: [...hostIndex.before, ...hostIndex.after],
    throttling: Object.fromEntries(timed.map(({ unit, conditions }) => [unit.persona, conditions.throttling])),
    planDigest: digest(planText(plan)),
    digests: {
      personas: Object.fromEntries(plan.personas.map((persona) => [persona.id, personaDigest(persona)])),
      journeys: Object.fromEntries(Object.entries(plan.journeys).flatMap(([id, journey]) => Object.keys(plan.sites).map((site) => [`${id}@${site}`, digest(journeyText(journey, site))]))),
    },
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
    notes: [
      ...notes,
      ...names.map(([site, name]) => `In visits to ${site} the browser sent "${name}" behind its own user agent${nameEverywhere(plan) === undefined ? ', but for the scripts of service workers and what shared workers ask for: these belong to no page, and other sites were visited in the same browser' : ''}.`),
      ...driftNote(hostIndex),
      ...plan.personas
        .filter(({ id }) => timed.some(({ unit, conditions }) => unit.persona === id && conditions.throttling.cpuShortfall))
        .map(({ title }) => `This machine is slower than the device of ${title}: the processor could not be set as the persona asks.`),
    ],
  };
}

/** Of what may be long, or may not be shown. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Change of the machine's speed, as a share, that is told; a design choice. */
const drift = 0.1;

/** What is not known of the machine, since it could not be read: after these rounds, and when all timed visits were made. */
export function unreadNotes(rounds: ReadonlySet<number>, afterwards: boolean): string[] {
  return [
    ...(rounds.size === 0 ? [] : [`The speed of this machine could not be read after ${rounds.size === 1 ? 'round' : 'the rounds'} ${[...rounds].join(', ')} of the timed visits: whether it was too busy then is not known.`]),
    ...(afterwards ? ['The speed of this machine could not be read after the timed visits: whether it stayed the same is not known.'] : []),
  ];
}

function driftNote({ before, after }: { before: readonly number[]; after: readonly number[] }): string[] {
  const [first, last] = [median(before), median(after)];
  if (first === null || last === null || Math.abs(last - first) <= first * drift) return [];
  const change = Math.round((100 * (last - first)) / first);
  return [`The speed of this machine changed by ${change > 0 ? '+' : '−'}${Math.abs(change)} % during the timed visits (BenchmarkIndex ${Math.round(first)} before, ${Math.round(last)} after): something else was using it, so compare its figures with care.`];
}
