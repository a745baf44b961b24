import { readdirSync, readFileSync } from 'node:fs';

/** Variable of the environment by which processes are known that a command has started, and those that they have started. */
export const markName = 'BENCH_STARTED_BY';

/** Ends them by force, whatever group or parent they have. Where the system does not tell environments, nothing is done. */
export function endMarked(mark: string): void {
  // What is ended may just have started another one.
  for (let found = marked(mark); found.length > 0; found = marked(mark)) found.forEach(end);
}

/** One that has ended and waits to be collected has no environment any more. */
function marked(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => environmentOf(name).split('\0').includes(`${markName}=${mark}`))
    .map(Number);
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // It has ended meanwhile, or is somebody else's.
    return '';
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
