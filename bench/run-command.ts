import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endMarked, markName } from './marked-processes.ts';
import { watchMemory } from './process-tree.ts';

export interface Command {
  program: string;
  arguments: readonly string[];
  directory: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** What the program says goes there. */
  log: string;
  /** ms after which it is ended. */
  timeout: number;
}

/** How a command went: seconds and peak MB of it and its descendants, or the reason why those mean nothing. */
export type Outcome = { ok: true; seconds: number; peakMB: number | null } | { ok: false; reason: string };

/** Exit codes other than `accepted` are failures. Never rejects for what the program does. Nothing that it has started goes on afterwards. */
export async function runCommand(command: Command, accepted: readonly number[] = [0]): Promise<Outcome> {
  const { program, directory, environment, log, timeout } = command;
  await mkdir(directory, { recursive: true });
  await mkdir(dirname(log), { recursive: true });
  const output = createWriteStream(log);
  const began = performance.now();
  // A group of its own, so that what it has started can be ended with it. Browsers begin groups of their own; they are known by the mark, which they inherit.
  const mark = randomUUID();
  const child = spawn(program, command.arguments, { cwd: directory, env: { ...environment, [markName]: mark }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const { pid } = child;
  const memory = pid === undefined ? null : watchMemory(pid);
  const endGroup = (): void => {
    if (pid !== undefined) endIfThere(pid);
    endMarked(mark);
  };
  process.once('exit', endGroup);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup();
  }, timeout);
  let seconds = 0;
  // What it has left behind may hold its outputs open.
  child.once('exit', () => {
    seconds = (performance.now() - began) / 1000;
    endGroup();
  });
  const ended = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? `ended by ${signal}`));
  });
  clearTimeout(timer);
  process.off('exit', endGroup);
  endGroup();
  const peakMB = (await memory?.end()) ?? null;
  await new Promise((resolve) => output.end(resolve));
  if (late) return { ok: false, reason: `${program} took longer than ${timeout / 1000} s` };
  if (typeof ended === 'string') return { ok: false, reason: `${program}: ${ended}` };
  if (!accepted.includes(ended)) return { ok: false, reason: `${program} ended with ${ended}: ${await lastLines(log)} (all of it: ${log})` };
  return { ok: true, seconds, peakMB };
}

function endIfThere(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended by itself.
  }
}

async function lastLines(log: string): Promise<string> {
  return (await readFile(log, 'utf8')).trim().split('\n').slice(-3).join(' | ').slice(-400);
}
