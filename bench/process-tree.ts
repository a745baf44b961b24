import { readdir, readFile } from 'node:fs/promises';

/** ms between two readings; reading takes some milliseconds a process, and slows those down that are read. */
const interval = 500;

/** Parent of each process; what ended meanwhile is left out. */
async function parents(): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
    // The name of the program is in brackets and may hold anything.
    const parent = stat === null ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) found.set(Number(name), Number(parent));
  }
  return found;
}

function treeOf(root: number, parentOf: ReadonlyMap<number, number>): number[] {
  const tree = [root];
  for (const process of tree) tree.push(...[...parentOf].filter(([, parent]) => parent === process).map(([child]) => child));
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
  const sizes = await Promise.all(treeOf(root, await parents()).map(pssOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Processes below a process. */
export async function processesBelow(root: number): Promise<number> {
  return treeOf(root, await parents()).length - 1;
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
