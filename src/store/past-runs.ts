import { lstat, open, readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { KnownError } from '../errors/known-error.ts';
import { History, RunDigest } from '../model/history.ts';
import { recordSchema, type LongRecord } from '../model/record.ts';
import { EarlierRuns } from './earlier-runs.ts';
import { codeOf } from './files.ts';
import { jsonItemsOf } from './json-items.ts';
import { earlierFile, recordFile, unfinishedDirectory } from './layout.ts';
import { withRecord } from './read-record.ts';

/** What other runs are told to have been like, by themselves and by later ones. */
export interface FoundRuns {
  /** What a run says of itself comes before what others say of it. */
  runs: RunDigest[];
  /** By id of the run: the file that tells of it. */
  files: Map<string, string>;
  leftOut: { file: string; reason: string }[];
  /** Files that were not looked into, because there were too many. */
  furtherLeftOut: number;
}

interface Wanted {
  /** Why a run is none of the plan that is asked for; null: it is one. */
  other(run: { name: string }): string | null;
  /** Are those told among what is left out? Where nobody has said that only runs of the plan are there, they are in their place. */
  tellsOthers: boolean;
  /** For records that have no short form of their own yet. */
  digestOf(record: LongRecord): RunDigest;
}

/** Files that are looked into, the last written first but for those of the run that is replaced. Each takes some milliseconds. */
const mostFiles = 100;

/** Directories beside a run that are looked into, the last by name. */
const mostDirectories = 2_000;

/** Bytes of what is read of a record: the beginning, where the short form stands, and a whole one that has none. */
const mostRead = { beginning: 16_000_000, whole: 50_000_000 };

interface Places {
  /** Looked into before all others: what is there is about to be replaced. */
  first?: string;
  directories: readonly string[];
  records: readonly string[];
}

/**
 * Runs in these directories and in those right below them, and records that lie in `records` by themselves. Nothing throws: what cannot be read is
 * left out, with the reason. Links are not followed.
 */
export async function findPastRuns({ first, directories, records }: Places, wanted: Wanted): Promise<FoundRuns> {
  const replaced = first === undefined ? [] : await runAt(first, basename(first));
  const found = [...(await Promise.all(directories.map(runsUnder))).flat(), ...(await Promise.all(records.map(recordsIn))).flat()];
  const files = [...new Map([...replaced, ...found.toSorted((a, b) => b.at - a.at)].map((entry) => [entry.file, entry])).values()];
  // Runs quote one another, each up to twenty: one copy of each is held.
  const own = new Map<string, Teller>();
  const said = new Map<string, Teller>();
  const leftOut: FoundRuns['leftOut'] = [];
  for (const { file, shown } of files.slice(0, mostFiles)) {
    const past = await pastIn(file, wanted);
    if ('reason' in past) leftOut.push({ file: shown, reason: past.reason });
    else {
      for (const run of past.own) if (!own.has(run.id)) own.set(run.id, { run, file: shown });
      for (const run of past.said) if (!said.has(run.id)) said.set(run.id, { run, file: shown });
    }
  }
  const all = [...own.values(), ...[...said.values()].filter(({ run }) => !own.has(run.id))];
  return { runs: all.map(({ run }) => run), files: new Map(all.map(({ run, file }) => [run.id, file])), leftOut, furtherLeftOut: Math.max(0, files.length - mostFiles) };
}

interface Teller {
  run: RunDigest;
  file: string;
}

interface Entry {
  file: string;
  /** As it is told: without what is around the directory. */
  shown: string;
  /** When it was written, ms. */
  at: number;
}

const namesIn = async (directory: string): Promise<{ name: string; directory: boolean }[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(() => [])).map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));

/** [] where there is none, or something else of that name. */
async function entryAt(file: string, shown: string): Promise<Entry[]> {
  const found = await lstat(file).catch(() => null);
  return found?.isFile() === true ? [{ file, shown, at: found.mtimeMs }] : [];
}

async function runsUnder(directory: string): Promise<Entry[]> {
  const inner = (await namesIn(directory)).filter((entry) => entry.directory && entry.name !== unfinishedDirectory).map(({ name }) => name).toSorted().slice(-mostDirectories);
  const places = [{ path: directory, shown: basename(directory) }, ...inner.map((name) => ({ path: join(directory, name), shown: name }))];
  return (await Promise.all(places.map(({ path, shown }) => runAt(path, shown)))).flat();
}

async function runAt(directory: string, shown: string): Promise<Entry[]> {
  return (await Promise.all([recordFile, earlierFile].map((file) => entryAt(join(directory, file), `${shown}/${file}`)))).flat();
}

async function recordsIn(directory: string): Promise<Entry[]> {
  const files = (await namesIn(directory)).filter(({ name, directory: isDirectory }) => !isDirectory && name.endsWith('.json'));
  return (await Promise.all(files.map(({ name }) => entryAt(join(directory, name), `${basename(dirname(join(directory, name)))}/${name}`)))).flat();
}

type Past = { own: RunDigest[]; said: RunDigest[] } | { reason: string };

async function pastIn(file: string, wanted: Wanted): Promise<Past> {
  try {
    return basename(file) === earlierFile ? await earlierIn(file, wanted) : await recordIn(file, wanted);
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: `it is not JSON (${error.message})` };
    if (error instanceof KnownError) return { reason: 'it is not a valid run record' };
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { reason: `it could not be read (${code})` };
  }
}

async function earlierIn(file: string, { other }: Wanted): Promise<Past> {
  if ((await lstat(file)).size > mostRead.beginning) return { reason: 'it is too large' };
  const result = EarlierRuns.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!result.success) return { reason: 'it is not a list of earlier runs that this version can read' };
  return { own: [], said: result.data.runs.filter((run) => other(run) === null) };
}

const Head = z.object({ name: z.string(), digest: RunDigest.optional(), history: History.pick({ runs: true }).optional() });

/** Reads no further than the short form; a record without one is read as a whole. */
async function recordIn(path: string, { other, tellsOthers, digestOf }: Wanted): Promise<Past> {
  const head = await headOf(path);
  if (head.get('schema') !== recordSchema) return { reason: typeof head.get('schema') === 'string' ? 'it was written by another version, or is no run record' : 'it is no run record' };
  const result = Head.safeParse(Object.fromEntries(head));
  if (!result.success) return { reason: 'it is not a valid run record' };
  const { name, digest, history } = result.data;
  const ofAnother = (reason: string): Past => (tellsOthers ? { reason } : { own: [], said: [] });
  const because = other(digest ?? { name });
  if (because !== null) return ofAnother(because);
  const said = (history?.runs ?? []).filter((run) => other(run) === null);
  if (digest !== undefined && (await endsAsWritten(path))) return { own: [digest], said };
  if ((await lstat(path)).size > mostRead.whole) return { reason: 'it is an older record, and too large to be read for the history' };
  const own = await withRecord(path, async (record) => digestOf(record));
  const again = other(own);
  return again === null ? { own: [own], said } : ofAnother(again);
}

/** What comes after is of no use here. */
const pastTheHead = ['crawl', 'metrics', 'ledger', 'coverage', 'touchpoints', 'measurements', 'findings', 'comparisons'];
const ofUse = ['schema', 'name', 'digest'];

async function headOf(path: string): Promise<Map<string, unknown>> {
  const head = new Map<string, unknown>();
  const file = await open(path);
  try {
    for await (const items of jsonItemsOf(file, mostRead.beginning)) {
      for (const { key, index, text } of items) {
        if (pastTheHead.includes(key)) return head;
        if (index !== null) continue;
        if (head.has(key)) throw new SyntaxError(`${JSON.stringify(key)} stands there twice`);
        if (ofUse.includes(key)) head.set(key, JSON.parse(text));
        else if (key === 'history') head.set(key, { runs: runsOf(JSON.parse(text)) });
      }
    }
    return head;
  } finally {
    await file.close();
  }
}

const runsOf = (history: unknown): unknown => (typeof history === 'object' && history !== null && 'runs' in history ? history.runs : undefined);

/** Records end with a line of one brace. What does not is read as a whole, which finds out what is wrong with it. */
async function endsAsWritten(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, Math.max(0, size - 16));
    return buffer.toString('latin1', 0, bytesRead).trimEnd().endsWith('\n}');
  } finally {
    await file.close();
  }
}
