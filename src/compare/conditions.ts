import type { Metric } from '../model/metric.ts';
import type { Conditions } from '../model/record.ts';

/**
 * What was different when another run was made and can have changed this metric, in words; empty: nothing that is known to matter.
 * The machine and the throttling change what is timed, not what is counted.
 */
export function differentConditions(now: Conditions, then: Conditions, { metric, persona }: { metric: Pick<Metric, 'id' | 'kind'>; persona: string }): string[] {
  const area = metric.id.split('.')[0];
  const compared = [
    { what: 'the browser', of: now.browser, was: then.browser, matters: true },
    { what: 'axe-core', of: now.axe, was: then.axe, matters: area === 'accessibility' },
    { what: 'Lighthouse', of: now.lighthouse, was: then.lighthouse, matters: area === 'speed' },
    { what: 'web-vitals', of: now.webVitals, was: then.webVitals, matters: area === 'speed' },
    { what: 'the machine', of: `${now.platform}, ${now.cores} cores`, was: `${then.platform}, ${then.cores} cores`, matters: metric.kind === 'timing' },
  ];
  return [
    ...compared.filter(({ of, was, matters }) => matters && of !== was).map(({ what, of, was }) => `${what} (${was} then, ${of} now)`),
    ...(now.planDigest === then.planDigest ? [] : ['the personas or journeys']),
    ...(metric.kind === 'exact' || sameThrottling(now.throttling[persona], then.throttling[persona]) ? [] : [`the throttling of ${persona}`]),
  ];
}

/** The CPU rate is set relative to a reading of the machine, which varies a little from run to run; a fifth is a choice, not a measurement. */
const cpuTolerance = 0.2;

function sameThrottling(now: Conditions['throttling'][string] | undefined, then: Conditions['throttling'][string] | undefined): boolean {
  if (now === undefined || then === undefined) return now === then;
  const network = now.network?.latency === then.network?.latency && now.network?.down === then.network?.down && now.network?.up === then.network?.up;
  return now.method === then.method && network && now.cpuShortfall === then.cpuShortfall && Math.abs(now.cpuRate / then.cpuRate - 1) <= cpuTolerance;
}
