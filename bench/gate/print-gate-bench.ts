import { table } from '../table.ts';
import type { GateBench, PeerFigures } from './judge-recording.ts';
import type { Kind } from './scenarios.ts';
import { sumOf, type Tally } from './tally.ts';

const percent = (share: number | null): string => (share === null ? 'nothing decided' : `${(share * 100).toFixed(1)} %`);
const titles: Record<Kind, string> = { same: 'Nothing planted', planted: 'Regression planted', half: 'Half of what is allowed planted' };

/** For people; the same figures as the JSON. */
export function printGateBench(bench: GateBench & { missing: number }): string {
  const { counts, exact, samples, realRuns } = bench;
  const kinds = ['same', 'planted', 'half'] as const;
  return [
    `${realRuns.made} real runs in ${(realRuns.seconds / 60).toFixed(1)} minutes, seed ${bench.seed}${bench.missing > 0 ? `; ${bench.missing} more were to be made: call again to go on` : ''}`,
    '',
    ...table([
      ['Gates on times that fail', 'nothing planted', 'regression planted', 'half of what is allowed'],
      ['  goal', 'at most 1 %', 'at least 90 %', 'at most 5 %'],
      ['mystery-shopper', percent(bench.falseFailRate), percent(bench.power), percent(bench.halfMarginFailRate)],
      ...bench.peers.map(peerRow),
    ]),
    '',
    `Gates on bytes, fields and violations that fail with one sample each: ${percent(bench.powerExact)} of what was planted (goal: 100 %); ${exact.same.fail} of ${exact.same.decisions} where nothing was, ${exact.half.fail} of ${exact.half.decisions} at half of what is allowed.`,
    '',
    ...table([
      ['What mystery-shopper decided on times', 'decisions', 'fail', 'pass', 'inconclusive', 'not measured'],
      ...kinds.flatMap((kind) => [
        row(`${titles[kind]} (samples: ${samples[kind].real ?? '-'} real, ${samples[kind].simulated ?? '-'} simulated)`, sumOf(Object.values(counts[kind]))),
        row('  real', counts[kind].real),
        row('  real, beside a busy program', counts[kind].realWithHog),
        row('  simulated', counts[kind].simulated),
        row('  simulated, beside a busy program', counts[kind].simulatedWithHog),
        ...Object.entries(bench.byMetric).map(([metric, tallies]) => row(`  all of ${metric}`, tallies[kind])),
      ]),
    ]),
    '',
  ].join('\n');
}

function peerRow({ rule, falseFailRate, power, halfMarginFailRate, counts }: PeerFigures): string[] {
  const of = (rate: number | null, kind: Kind): string => `${percent(rate)} of ${counts[kind].decisions}`;
  return [rule, of(falseFailRate, 'same'), of(power, 'planted'), of(halfMarginFailRate, 'half')];
}

function row(title: string, { decisions, fail, pass, inconclusive, notMeasured }: Tally): string[] {
  return [title, ...[decisions, fail, pass, inconclusive, notMeasured].map(String)];
}
