#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// What is loaded next is compiled once for all runs of this version.
enableCompileCache();
const [{ main }, { keepHeapSmall }] = await Promise.all([import('./main.ts'), import('./small-heap.ts')]);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second request means: at once.
    if (stop.signal.aborted) process.exit(3);
    stop.abort(new Error(`stopped by ${signal}`));
  });
}

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  terminal: process.stderr.isTTY === true && process.env['CI'] === undefined,
  columns: process.stderr.columns ?? 80,
  colors: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  environment: process.env,
  directory: process.cwd(),
  now: () => new Date(),
  signal: stop.signal,
  keepHeapSmall,
});
