import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { address, counted, some } from '../wording.ts';

const why = 'A source map gives away the program as its makers wrote it, comments and file names included: it helps those who look for holes.';

const source: Source = { title: 'ECMA-426, Source map format', year: 2024, url: 'https://tc39.es/ecma426/' };

const metric = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'max', why, source } as const;

export const audit = defineAudit({
  id: 'trust/source-maps',
  area: 'trust',
  title: 'Source maps',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...metric, id: 'trust.source-maps-inside', title: 'Scripts that carry their source map', how: 'Own scripts of the page with a source map in their text.' },
    { ...metric, id: 'trust.source-maps-named', title: 'Files that name a source map', how: 'Own scripts and styles that name the address of a source map in their text (scripts only) or in a header of their answer. Nothing is fetched: whether it can be had is not tried.' },
  ],
  needs: ['sourceMaps', 'requests'],
  run({ sourceMaps, requests }) {
    const own = sourceMaps.filter(({ thirdParty }) => !thirdParty);
    const inside = own.filter(({ map }) => map === '').map(({ script }) => script);
    const byHeader = requests.flatMap(({ url, sourceMap, thirdParty }) => (thirdParty || sourceMap === undefined ? [] : [url]));
    const named = [...new Set([...own.filter(({ map }) => map !== '').map(({ script }) => script), ...byHeader])];
    return measured({ 'trust.source-maps-inside': inside.length, 'trust.source-maps-named': named.length }, [...carried(inside), ...referred(named)]);
  },
});

const pain = { kind: 'pain-point', severity: 'minor', direction: 'stop', effort: 'small' } as const;

function carried(scripts: readonly string[]): FindingDraft[] {
  if (scripts.length === 0) return [];
  return [{ ...pain, title: `${counted(scripts.length, 'script carries', 'scripts carry')} the program as it was written: anyone can read it.`, advice: 'Build for production without inline source maps.', key: 'inside', quote: some(scripts.map(address)), confidence: 'B' }];
}

function referred(files: readonly string[]): FindingDraft[] {
  if (files.length === 0) return [];
  return [{ ...pain, title: `${counted(files.length, 'file names', 'files name')} a source map. A person has to look whether everyone can have it.`, advice: 'Keep source maps where only your error tracking reads them, or leave their address out.', key: 'named', quote: some(files.map(address)), confidence: 'D' }];
}
