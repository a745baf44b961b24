#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Whoever reads the output may stop, as `head` does: that is no reason to end a run, nor to change what it comes to.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
// Node ends with 1, which would mean that a gate failed.
process.on('uncaughtException', (error) => {
  process.stderr.write(`This is a defect of mystery-shopper, not of your plan or site:\n${error.stack ?? error.message}\n`);
  process.exit(3);
});

// What is loaded next is compiled once for all runs of this version.
enableCompileCache();
const [{ main }, { keepHeapSmall }] = await Promise.all([import('./main.ts'), import('./small-heap.ts')]);

const stop = new AbortController();
/** ms within which two requests are one: what a terminal sends to all that it runs, npm sends on to what it runs (@npmcli/run-script, signal-manager.js, 2026). */
const sameRequest = 1_000;
let asked = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stop.signal.aborted) {
      asked = performance.now();
      stop.abort(new Error(`stopped by ${signal}`));
    } else if (performance.now() - asked > sameRequest) process.exit(3);
  });
}

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true && process.env['CI'] === undefined,
  // 0: a terminal that does not know how wide it is.
  columns: process.stderr.columns || 80,
  colors: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  environment: process.env,
  directory: process.cwd(),
  now: () => new Date(),
  signal: stop.signal,
  keepHeapSmall,
});
