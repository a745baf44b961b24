import { parseArgs } from 'node:util';
import { benchVisit } from './bench-visit.ts';
import { printVisitBench } from './print-visit-bench.ts';

const help = `npm run bench -- visit [--json] [--rounds n] [--skip-peers]

What a visit costs, on the built-in shop: the experience pass and the inspection pass as ratios to a bare
Playwright replay of the same journey, each collector's share, judging, memory, and the whole tool beside
Lighthouse CI and sitespeed.io on the same six pages. Ratios are of one run; times do not carry over to other machines.

  --json         one JSON object on stdout; progress goes to stderr in any case
  --rounds n     visits of each kind to take the median of (default 8)
  --skip-peers   leave out Lighthouse CI and sitespeed.io, which take minutes; they are installed into .bench/
  --help         this text

Exit codes: 0 measured, 1 could not be measured, 2 wrong arguments
`;

interface Arguments {
  json: boolean;
  rounds: number;
  skipPeers: boolean;
}

/** A text instead: why the arguments are wrong. */
function argumentsOf(argv: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '8' }, 'skip-peers': { type: 'boolean', default: false } },
    });
    const rounds = Number(values.rounds);
    if (positionals.length !== 1 || positionals[0] !== 'visit') return `Expected the name of a bench: visit. Found: ${positionals.join(' ') || 'nothing'}.`;
    if (!Number.isInteger(rounds) || rounds < 1) return `--rounds expects a whole number of at least 1, found ${values.rounds}.`;
    return { json: values.json, rounds, skipPeers: values['skip-peers'] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  const given = argumentsOf(argv);
  if (typeof given === 'string') {
    process.stderr.write(`${given}\n\n${help}`);
    return 2;
  }
  try {
    const result = await benchVisit({ rounds: given.rounds, skipPeers: given.skipPeers, environment: process.env, tell: (text) => process.stderr.write(`${text}\n`) });
    process.stdout.write(given.json ? `${JSON.stringify(result, null, 2)}\n` : printVisitBench(result));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

// Ends by itself, so that browsers and peers are ended with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

process.exitCode = await main(process.argv.slice(2));
