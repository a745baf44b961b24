import { readFile, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { codeOf, writeWhole } from './files.ts';
import { ownRunningFile, runningFile } from './layout.ts';

/**
 * Says in a directory that a run is made there by this process, until it is let go or the process ends. Each process has a file of its own and looks for
 * those of others once it is there: of two that begin at once at least one sees the other. Processes of other machines are not seen.
 * @throws OUTPUT_UNWRITABLE while another process does.
 */
export async function takeDirectory(directory: string): Promise<{ letGo(): Promise<void> }> {
  const own = join(directory, runningFile(process.pid, (await startOf(process.pid)) ?? ''));
  await writeWhole(own, '', { flush: false });
  const letGo = async (): Promise<void> => {
    await rm(own, { force: true });
    // Not where something is left to go on with.
    await rmdir(directory).catch(() => undefined);
  };
  for (const name of await readdir(directory)) {
    const [, id, start] = ownRunningFile.exec(name) ?? [];
    if (id === undefined || name === basename(own)) continue;
    const now = await startOf(Number(id));
    if (now !== null && (now === start || now === '')) {
      await letGo();
      throw new KnownError(errors.outputUnwritable, `Another run is being made there: by the process ${id}, as ${join(directory, name)} says.`, { hint: 'Wait until it ends, or choose another directory with --out.' });
    }
    await rm(join(directory, name), { force: true });
  }
  return { letGo };
}

/** When a process began, in ticks of its machine; empty: it lives, and that cannot be told; null: there is none. Its number alone may be that of another by now. */
async function startOf(id: number): Promise<string | null> {
  try {
    // What stands before the last bracket is its name, which may hold anything (proc_pid_stat(5): state is field 3, starttime field 22).
    const fields = (await readFile(`/proc/${id}/stat`, 'utf8')).replace(/^.*\)\s*/s, '').split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? '');
  } catch {
    return isAlive(id) ? '' : null;
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
