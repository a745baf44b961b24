import { readdir, readFile } from 'node:fs/promises';

/** ms between two readings; reading takes some milliseconds a process, and slows those down that are read. */
const interval = 500;

interface Stat {
  parent: number;
  /** ms of processor time, with those of its children that have ended. */
  time: number;
}

/** ms of a tick, the unit of processor time in /proc: a hundredth of a second to all programs (Linux, proc_pid_stat(5), USER_HZ). */
const tick = 10;

/** Of each process; what ended meanwhile is left out. */
async function stats(): Promise<Map<number, Stat>> {
  const found = new Map<number, Stat>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    // The name of the program is in brackets and may hold anything.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    const parent = fields?.[1];
    if (fields === undefined || parent === undefined) continue;
    // User and system time, its own and that of the children it has waited for.
    found.set(Number(name), { parent, time: tick * fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) });
  }
  return found;
}

function treeOf(root: number, all: ReadonlyMap<number, Stat>): number[] {
  const tree = [root];
  for (const process of tree) tree.push(...[...all].filter(([, { parent }]) => parent === process).map(([child]) => child));
  return tree;
}

/** Proportional set size in MB: shared pages count once over all processes. */
async function pssOf(process: number): Promise<number> {
  const rollup = await readFile(`/proc/${process}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
}

/** MB of a process and its descendants now; null where the system does not tell. */
export async function treeMemory(root: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const sizes = await Promise.all(treeOf(root, await stats()).map(pssOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** ms of processor time that a process and its descendants have used so far, also those that have ended; null where the system does not tell. */
export async function treeTime(root: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const all = await stats();
  return treeOf(root, all).reduce((sum, id) => sum + (all.get(id)?.time ?? 0), 0);
}

/** Follows the memory of a process and its descendants. `end` gives the peak in MB; null where the system does not tell. */
export function watchMemory(root: number): { end(): Promise<number | null> } {
  let peak: number | null = null;
  const ended = new AbortController();
  const watch = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      peak = Math.max(peak ?? 0, (await treeMemory(root)) ?? 0);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, interval);
        ended.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
      });
    }
  };
  const watching = process.platform === 'linux' ? watch() : Promise.resolve();
  return {
    async end() {
      ended.abort();
      await watching;
      return peak;
    },
  };
}
