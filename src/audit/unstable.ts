import type { RequestEvidence } from '../model/evidence.ts';
import type { Measurement } from '../model/results.ts';
import type { JudgedRun } from './collate.ts';

/** What was seen at a place in one sample, as names with an amount: two samples of the same thing should have the same. */
type Seen = ReadonlyMap<string, number>;

interface SampleSeen {
  sample: number;
  seen: Seen;
}

/** Of what varied so much is told; the rest is counted. */
const shown = 3;

/** Says beside every exact metric that was not the same in all samples what else was not: findings of its audit, and requests where it is about what is loaded. */
export function withInstability(measurements: readonly Measurement[], run: JudgedRun): Measurement[] {
  const auditOf = new Map(run.audits.flatMap((audit) => audit.metrics.filter(({ kind }) => kind === 'exact').map(({ id }) => [id, audit] as const)));
  const resultsOf = new Map(run.results.map((result) => [result.visit, result]));
  const visitOf = new Map(run.visits.map((visit) => [visit.unit.id, visit]));
  return measurements.map((measurement) => {
    const audit = auditOf.get(measurement.metric);
    const { touchpoint, low, high, samples } = measurement;
    if (audit === undefined || touchpoint === null || low === high) return measurement;
    const visits = samples.flatMap(({ visit }) => visitOf.get(visit) ?? []);

    const findings = visits.map(({ unit }): SampleSeen => {
      const outcome = resultsOf.get(unit.id)?.outcomes.find((one) => one.touchpoint === touchpoint && one.audit === audit.id)?.outcome;
      return { sample: unit.sample, seen: countsOf(outcome?.status === 'measured' ? outcome.findings.map(({ title }) => title) : []) };
    });
    const isAboutLoading = audit.area === 'speed' || audit.area === 'trust';
    const requests = isAboutLoading ? visits.map((visit) => ({ sample: visit.unit.sample, all: visit.touchpoints.find(({ id }) => id === touchpoint)?.collected.requests ?? [] })) : [];
    const told = [
      ...differences(findings, (title) => `“${title}” was found`),
      ...differences(requests.map(({ sample, all }) => ({ sample, seen: countsOf(all.map(addressOf)) })), (address) => `${address} was asked for`),
      ...sizes(requests),
    ];
    return told.length === 0 ? measurement : { ...measurement, unstable: `Not the same in all samples: ${[...told.slice(0, shown), ...(told.length > shown ? [`${told.length - shown} more`] : [])].join('; ')}.` };
  });
}

function countsOf(names: readonly string[]): Seen {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** What follows the path often holds a number that is new each time. */
function addressOf({ url }: RequestEvidence): string {
  return url.split(/[?#]/, 1)[0]?.slice(0, 120) ?? '';
}

/** What was seen in some samples and not, or not as often, in others. */
function differences(samples: readonly SampleSeen[], inWords: (name: string) => string): string[] {
  const names = new Set(samples.flatMap(({ seen }) => [...seen.keys()]));
  return [...names].flatMap((name) => {
    const counts = samples.map(({ sample, seen }) => ({ sample, count: seen.get(name) ?? 0 }));
    const present = counts.filter(({ count }) => count > 0);
    const [least, most] = [Math.min(...counts.map(({ count }) => count)), Math.max(...counts.map(({ count }) => count))];
    if (least === most) return [];
    if (least > 0) return [`${inWords(name)} ${least} to ${most} times`];
    return [`${inWords(name)} only in ${present.length === 1 ? 'sample' : 'samples'} ${present.map(({ sample }) => sample).join(', ')}`];
  });
}

/** Answers that were not of the same size, the largest difference first; those not asked for as often in every sample are told already. */
function sizes(samples: readonly { all: readonly RequestEvidence[] }[]): string[] {
  const counts = samples.map(({ all }) => countsOf(all.map(addressOf)));
  const asOften = (address: string): boolean => counts.every((seen) => seen.get(address) === counts[0]?.get(address));
  const totals = samples.map(({ all }) => {
    const bytes = new Map<string, number>();
    for (const request of all) if (request.transferred !== null) bytes.set(addressOf(request), (bytes.get(addressOf(request)) ?? 0) + request.transferred);
    return bytes;
  });
  return [...new Set(totals.flatMap((bytes) => [...bytes.keys()]))]
    .filter((address) => asOften(address) && totals.every((bytes) => bytes.has(address)))
    .map((address) => ({ address, all: totals.map((bytes) => bytes.get(address) ?? 0) }))
    .map(({ address, all }) => ({ address, low: Math.min(...all), high: Math.max(...all) }))
    .filter(({ low, high }) => low !== high)
    .sort((a, b) => b.high - b.low - (a.high - a.low))
    .map(({ address, low, high }) => `${address} was ${low} to ${high} bytes`);
}
