import type { VisitBench } from './bench-visit.ts';
import type { Figure } from './figures.ts';
import type { CollectorShare } from './passes.ts';
import { table } from './table.ts';
import type { PeerFigures } from './whole-tool.ts';

const times = ({ median, low, high }: Figure): string => `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
const seconds = (figure: Figure): string => `${times(figure)} s`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** For people; the same figures as the JSON. */
export function printVisitBench(bench: VisitBench): string {
  const { conditions, experience, inspection, judging, wholeTool } = bench.details;
  const { peers } = wholeTool;
  return [
    `Chromium ${conditions.browser}, Node ${conditions.node}, ${conditions.cores} cores, BenchmarkIndex ${Math.round(conditions.hostIndex)}, load ${conditions.load.toFixed(1)} at the start`,
    `Persona ${conditions.persona}, ${conditions.rounds} rounds; medians, in brackets the lowest and the highest`,
    '',
    ...table([
      ['', 'measured', 'goal'],
      ['Experience pass ÷ bare replay, both throttled', times(experience.ratio), 'at most 1.05'],
      ['  without any collector', times(experience.replayRatio), ''],
      ['  the pass; bare replay', `${seconds(experience.visit)}; ${seconds(experience.bare)}`, ''],
      ['Inspection pass ÷ bare replay, both unthrottled', times(inspection.ratio), 'at most 2.2'],
      ['  with the walks, which are counted apart', inspection.walksRatio === null ? '-' : times(inspection.walksRatio), ''],
      ['  without any collector', times(inspection.replayRatio), ''],
      ['  the pass; bare replay', `${seconds(inspection.visit)}; ${seconds(inspection.bare)}`, ''],
      ['Judging an inspection visit', seconds(judging.cold), ''],
      ['  by workers that have judged before', seconds(judging.warm), ''],
      [`Whole tool, ${wholeTool.pages} pages, ${wholeTool.persona}`, seconds(wholeTool.seconds), ''],
      ['  peak memory', bench.peakMB === null ? 'not available' : `${Math.round(bench.peakMB)} MB`, ''],
      ['Lighthouse CI ÷ whole tool', peerText(peers.lighthouseCi), 'at least 5'],
      ['sitespeed.io ÷ whole tool', peerText(peers.sitespeed), 'at least 5'],
    ]),
    '',
    'Shares of the collectors in the bare replay. Alone: a visit with that one less a visit with none.',
    'Waited: how long that one takes in a visit with all of them; those that read do so at the same time.',
    '',
    ...table([
      ['', 'experience', '', 'inspection', ''],
      ['', 'alone', 'waited', 'alone', 'waited'],
      ...Object.entries(bench.collectors).map(([field, share]) => [bench.walks.some((walk) => walk === field) ? `${field} (walk)` : field, ...shareText(share.experience), ...shareText(share.inspection)]),
    ]),
    '',
  ].join('\n');
}

function peerText(peer: PeerFigures): string {
  if ('unavailable' in peer) return `not available: ${peer.unavailable}`;
  return `${peer.times.toFixed(1)} (${peer.version}: ${peer.seconds.toFixed(1)} s${peer.peakMB === null ? '' : `, ${Math.round(peer.peakMB)} MB`})`;
}

function shareText(share: CollectorShare | null): [string, string] {
  return share === null ? ['-', '-'] : [percent(share.alone), percent(share.waited)];
}
