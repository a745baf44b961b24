import { usageError, type Bench } from './bench.ts';
import { benchVisit } from './bench-visit.ts';
import { printVisitBench } from './print-visit-bench.ts';

export const visitBench: Bench = {
  id: 'visit',
  help: `What a visit costs, on the built-in shop: the experience pass and the inspection pass as ratios to a bare
Playwright replay of the same journey, each collector's share, judging, memory, and the whole tool beside
Lighthouse CI and sitespeed.io on the same six pages. Ratios are of one run; times do not carry over to other machines.

  --rounds n     visits of each kind to take the median of (default 8)
  --skip-peers   leave out Lighthouse CI and sitespeed.io, which take minutes; they are installed into .bench/`,
  options: { rounds: { type: 'string', default: '8' }, 'skip-peers': { type: 'boolean', default: false } },
  async measure(values, { environment, tell }) {
    const rounds = Number(values['rounds']);
    if (!Number.isInteger(rounds) || rounds < 1) throw usageError(`--rounds expects a whole number of at least 1, found ${String(values['rounds'])}.`);
    const result = await benchVisit({ rounds, skipPeers: values['skip-peers'] === true, environment, tell });
    return { figures: result, text: printVisitBench(result) };
  },
};
