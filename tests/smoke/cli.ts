import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(projectRoot, 'src', 'cli', 'bin.ts');

export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface CliProcess {
  process: ChildProcess;
  /** Resolves as soon as what was printed so far matches. */
  printed(pattern: RegExp): Promise<void>;
  ended: Promise<CliResult>;
}

/** Starts the real command line, as a user would, in a directory of its own. */
export function startCli(args: readonly string[], { cwd = projectRoot, env = {} }: { cwd?: string; env?: Record<string, string> } = {}): CliProcess {
  const process_ = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const result: CliResult = { exitCode: null, stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  const note = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
    result[stream] += chunk.toString();
    for (const watch of watchers) watch();
  };
  process_.stdout.on('data', note('stdout'));
  process_.stderr.on('data', note('stderr'));
  const ended = new Promise<CliResult>((resolve, reject) => {
    process_.on('error', reject);
    process_.on('close', (exitCode) => resolve({ ...result, exitCode }));
  });
  return {
    process: process_,
    ended,
    printed(pattern) {
      return new Promise((resolve, reject) => {
        const watch = (): void => {
          if (!pattern.test(result.stdout + result.stderr)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        void ended.then(() => reject(new Error(`ended without printing ${pattern}:\n${result.stdout}${result.stderr}`)));
        watch();
      });
    },
  };
}

export function runCli(args: readonly string[], options?: Parameters<typeof startCli>[1]): Promise<CliResult> {
  return startCli(args, options).ended;
}

export function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mystery-shopper-smoke-'));
}
