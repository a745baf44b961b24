import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { Id } from '../model/ids.ts';
import type { RunRecord } from '../model/record.ts';
import { namesIn, writeWhole } from './files.ts';
import { jsonLines } from './json-lines.ts';
import { recordIfThere } from './read-record.ts';

/** What a list of baselines shows. A file that cannot be read is listed with the reason. */
export type BaselineEntry =
  | { name: string; readable: true; run: string; date: string; sites: string[]; browser: string }
  | { name: string; readable: false; reason: string };

export interface Baselines {
  /** Keeps a record under a name, in place of what had it before; answers with the path. Throws USAGE for a name that is none. */
  save(name: string, record: RunRecord): Promise<string>;
  /** In the order of their names. */
  list(): Promise<BaselineEntry[]>;
  /** Throws BASELINE_NOT_FOUND and RECORD_UNREADABLE. */
  read(name: string): Promise<RunRecord>;
  /** Also one that cannot be read; answers with the path it had. Throws BASELINE_NOT_FOUND. */
  remove(name: string): Promise<string>;
}

/** The baselines of a project: whole records in `.mystery-shopper/baselines/<name>.json` under its directory. */
export function baselines(projectDirectory: string): Baselines {
  const directory = join(projectDirectory, '.mystery-shopper', 'baselines');
  const fileOf = (name: string): string => join(directory, `${checkedName(name)}.json`);

  const names = async (): Promise<string[]> => (await namesIn(directory)).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).filter((name) => Id.safeParse(name).success).sort();

  const notThere = async (name: string): Promise<KnownError> => {
    const known = await names();
    return new KnownError(errors.baselineNotFound, `There is no baseline ${name} in ${directory}. ${known.length === 0 ? 'None has been saved.' : `There is: ${known.join(', ')}.`}`);
  };

  const read = async (name: string): Promise<RunRecord> => {
    const file = fileOf(name);
    const record = await recordIfThere(file);
    if (record !== null) return record;
    throw await notThere(name);
  };

  return {
    save: async (name, record) => {
      const file = fileOf(name);
      await writeWhole(file, jsonLines(record));
      return file;
    },
    list: async () => Promise.all((await names()).map((name) => entryOf(name, read))),
    read,
    remove: async (name) => {
      const file = fileOf(name);
      if (!(await names()).includes(name)) throw await notThere(name);
      await rm(file);
      return file;
    },
  };
}

async function entryOf(name: string, read: (name: string) => Promise<RunRecord>): Promise<BaselineEntry> {
  try {
    const record = await read(name);
    return { name, readable: true, run: record.id, date: record.startedAt, sites: Object.keys(record.plan.sites), browser: record.conditions.browser };
  } catch (error) {
    if (error instanceof KnownError) return { name, readable: false, reason: error.message };
    throw error;
  }
}

function checkedName(name: string): string {
  const result = Id.safeParse(name);
  if (result.success) return result.data;
  throw new KnownError(errors.usage, `${JSON.stringify(name)} cannot be the name of a baseline: ${result.error.issues[0]?.message ?? 'it is not a short name'}.`);
}
