import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { crawlBench } from './crawl-bench.ts';
import { gateBench } from './gate-bench.ts';
import { reportBench } from './report-bench.ts';
import { visitBench } from './visit-bench.ts';

const benches: readonly Bench[] = [visitBench, reportBench, gateBench, crawlBench];

const help = `npm run bench -- <name> [options]

${benches.map(({ id, help: text }) => `${id}\n${text.replaceAll(/^(?=.)/gm, '  ')}`).join('\n\n')}

For all of them:
  --json         one JSON object on stdout; progress goes to stderr in any case
  --help         this text

Exit codes: 0 measured, 1 could not be measured, 2 wrong arguments
`;

interface Given {
  bench: Bench;
  json: boolean;
  values: Record<string, unknown>;
}

/** A text instead: why the arguments are wrong. */
function argumentsOf([name, ...rest]: readonly string[]): Given | string {
  const bench = benches.find(({ id }) => id === name);
  if (bench === undefined) return `Expected the name of a bench: ${benches.map(({ id }) => id).join(' or ')}. Found: ${name ?? 'nothing'}.`;
  try {
    const { values } = parseArgs({ args: rest, options: { ...bench.options, json: { type: 'boolean', default: false } } });
    return { bench, json: values.json === true, values };
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
    const { figures, text } = await given.bench.measure(given.values, { environment: process.env, tell: (line) => process.stderr.write(`${line}\n`) });
    process.stdout.write(given.json ? `${JSON.stringify(figures, null, 2)}\n` : text);
    return 0;
  } catch (error) {
    if (error instanceof Error && 'usage' in error) {
      process.stderr.write(`${error.message}\n\n${help}`);
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}

// Ends by itself, so that browsers and peers are ended with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

process.exitCode = await main(process.argv.slice(2));
