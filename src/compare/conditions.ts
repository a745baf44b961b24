import type { Metric } from '../model/metric.ts';
import type { Conditions } from '../model/record.ts';
import type { Place } from '../model/results.ts';

/** What is compared: a metric at a place, and the site that stood for that place's site then. */
export interface ComparedPlace extends Pick<Place, 'site' | 'persona' | 'journey'> {
  metric: Pick<Metric, 'id' | 'kind'>;
  siteThen: string;
}

/** What two runs have to agree in to be compared. */
export type ComparedConditions = Omit<Conditions, 'node' | 'memoryGB' | 'notes'>;

/**
 * What was different when another run was made and can have changed this metric at this place, in words; empty: nothing that is known
 * to matter. The machine and the throttling change what is timed, not what is counted; another persona or journey changes its own figures only.
 */
export function differentConditions(now: ComparedConditions, then: ComparedConditions, compared: ComparedPlace): string[] {
  const { metric, persona } = compared;
  const area = metric.id.split('.')[0];
  const versions = [
    { what: 'the browser', of: now.browser, was: then.browser, matters: true },
    { what: 'axe-core', of: now.axe, was: then.axe, matters: area === 'accessibility' },
    { what: 'Lighthouse', of: now.lighthouse, was: then.lighthouse, matters: area === 'speed' },
    { what: 'web-vitals', of: now.webVitals, was: then.webVitals, matters: area === 'speed' },
    { what: 'the machine', of: `${now.platform}, ${now.cores} cores`, was: `${then.platform}, ${then.cores} cores`, matters: metric.kind === 'timing' },
  ];
  return [
    ...versions.filter(({ of, was, matters }) => matters && of !== was).map(({ what, of, was }) => `${what} (${was} then, ${of} now)`),
    ...(metric.kind === 'timing' ? speedOfMachine(now, then) : []),
    ...whatWasDone(now, then, compared),
    ...nameGiven(now, then, compared),
    ...(metric.kind === 'exact' || sameThrottling(now.throttling[persona], then.throttling[persona]) ? [] : [`the throttling of ${persona}`]),
  ];
}

/** Older records have one digest of everything, which can only say that something was different. */
function whatWasDone(now: ComparedConditions, then: ComparedConditions, { site, siteThen, persona, journey }: ComparedPlace): string[] {
  if (now.digests === undefined || then.digests === undefined) return now.planDigest === then.planDigest ? [] : ['the personas or journeys'];
  const samePersona = now.digests.personas[persona] === then.digests.personas[persona];
  const sameJourney = now.digests.journeys[`${journey}@${site}`] === then.digests.journeys[`${journey}@${siteThen}`];
  return [...(samePersona ? [] : [`what the persona ${persona} is`]), ...(sameJourney ? [] : [`the steps of the journey ${journey}`])];
}

/** A site may serve a visitor who names itself otherwise. */
function nameGiven({ names: now }: ComparedConditions, { names: then }: ComparedConditions, { site, siteThen }: ComparedPlace): string[] {
  const [is, was] = [now?.[site], then?.[siteThen]];
  return is === was ? [] : [`what was sent behind the browser's own user agent (${was ?? 'nothing'} then, ${is ?? 'nothing'} now)`];
}

/** The CPU rate is set relative to a reading of the machine, and both vary a little from run to run; a fifth is a choice, not a measurement. */
const tolerance = 0.2;

function speedOfMachine(now: ComparedConditions, then: ComparedConditions): string[] {
  const [of, was] = [middle(now.hostIndex), middle(then.hostIndex)];
  if (of === null || was === null || Math.abs(of / was - 1) <= tolerance) return [];
  return [`the speed of the machine (BenchmarkIndex ${Math.round(was)} then, ${Math.round(of)} now)`];
}

function middle(readings: readonly number[]): number | null {
  const sorted = readings.filter((reading) => reading > 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

function sameThrottling(now: Conditions['throttling'][string] | undefined, then: Conditions['throttling'][string] | undefined): boolean {
  if (now === undefined || then === undefined) return now === then;
  const network = now.network?.latency === then.network?.latency && now.network?.down === then.network?.down && now.network?.up === then.network?.up;
  return now.method === then.method && network && now.cpuShortfall === then.cpuShortfall && Math.abs(now.cpuRate / then.cpuRate - 1) <= tolerance;
}
