import { open, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { RunRecord, growingParts, recordSchema, type GrowingPart, type LongRecord } from '../model/record.ts';
import type { Finding } from '../model/results.ts';
import { isNotThere } from './files.ts';
import { fileItems, openStretches, type Stretches } from './file-items.ts';
import { jsonItems, jsonItemsOf, type JsonItem } from './json-items.ts';
import { recordFile, unfinishedDirectory, unfinishedFile } from './layout.ts';
import { notJson, otherVersion, problemsIn, type FileFacts } from './parse.ts';

/** The record of a run, by its path or by that of its directory. Throws RECORD_NOT_FOUND and RECORD_UNREADABLE. */
export async function readRecord(pathOrDirectory: string): Promise<RunRecord> {
  const file = await recordPath(pathOrDirectory);
  const record = await recordIfThere(file);
  if (record === null) throw await notFound(pathOrDirectory, file);
  return record;
}

const recordPath = async (pathOrDirectory: string): Promise<string> => ((await isDirectory(pathOrDirectory)) ? join(pathOrDirectory, recordFile) : pathOrDirectory);

async function notFound(asked: string, file: string): Promise<KnownError> {
  const isCutShort = await stat(join(dirname(file), unfinishedDirectory, unfinishedFile)).then((found) => found.isFile(), () => false);
  if (isCutShort) return new KnownError(errors.recordNotFound, `The run in ${dirname(file)} was cut short, or is being made still: it has no ${recordFile} yet.`, { hint: `Go on with it by the command that began it, with --resume ${dirname(file)}.`, locations: [{ file }] });
  return new KnownError(errors.recordNotFound, `There is no run at ${asked}: ${file} does not exist.`, { hint: `Give the directory of a run, or its ${recordFile}.`, locations: [{ file }] });
}

/** Parts of the record that are lists of many: checked item by item, so that a long record is never in memory twice. */
const lists = { ledger: RunRecord.shape.ledger, touchpoints: RunRecord.shape.touchpoints, measurements: RunRecord.shape.measurements, findings: RunRecord.shape.findings, comparisons: RunRecord.shape.comparisons } as const;
type List = keyof typeof lists;

const isList = (key: string): key is List => Object.hasOwn(lists, key);

type Issues = readonly z.core.$ZodIssue[];

/** Reads a record through and hands on each item of its lists as it is checked. Answers with the record, its lists empty. Throws RECORD_UNREADABLE. */
async function scanRecord(file: FileHandle, path: string, take: (list: List, item: unknown, at: JsonItem) => void): Promise<RunRecord> {
  const facts: FileFacts = { file: path, what: 'run record', version: recordSchema };
  const head = new Map<string, unknown>();
  const issues: Issues[number][] = [];

  const see = (item: JsonItem): void => {
    const { key, index } = item;
    const value: unknown = JSON.parse(item.text);
    if (index === null && head.has(key)) throw new SyntaxError(`${JSON.stringify(key)} stands there twice`);
    if (index === null) head.set(key, value);
    else if (!isList(key)) (head.get(key) as unknown[]).push(value);
    else {
      const result = lists[key].element.safeParse(value);
      if (result.success) take(key, result.data, item);
      else issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [key, index, ...issue.path] })));
    }
  };

  try {
    for await (const items of jsonItemsOf(file)) items.forEach(see);
  } catch (error) {
    if (error instanceof SyntaxError) throw notJson(facts, error);
    throw error;
  }
  if (head.get('schema') !== recordSchema) throw otherVersion(facts, head.get('schema'));
  const result = RunRecord.safeParse(Object.fromEntries(head));
  const all = [...(result.error?.issues ?? []), ...issues];
  if (!result.success || all.length > 0) throw problemsIn(facts, all, result.error);
  return result.data;
}

/** Opens a file for so long. null: there is none. */
async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | null> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** The record in a file; null: there is no such file. Throws RECORD_UNREADABLE. */
export async function recordIfThere(path: string): Promise<RunRecord | null> {
  return withFile(path, async (file) => {
    const parts = new Map<List, unknown[]>(Object.keys(lists).filter(isList).map((list) => [list, []]));
    const once = interning();
    const record = await scanRecord(file, path, (list, item) => parts.get(list)?.push(once(item)));
    // oxlint-disable-next-line typescript/consistent-type-assertions -- each item was parsed by the schema of its part
    return { ...record, ...(Object.fromEntries(parts) as Pick<RunRecord, List>) };
  });
}

/** Bytes of a file whose record is held in memory, where it is faster at hand. */
const short = 16_000_000;

/**
 * Opens a record of any length: of a long one, what grows with the run stays in the file and is read from there when `use` asks for
 * it, so that a long run takes little more memory than a short one. Throws RECORD_NOT_FOUND and RECORD_UNREADABLE.
 */
export async function withRecord<T>(pathOrDirectory: string, use: (record: LongRecord) => Promise<T>, { inMemory = short }: { inMemory?: number } = {}): Promise<T> {
  const path = await recordPath(pathOrDirectory);
  const done = await withFile(path, async (file) => {
    if ((await file.stat()).size <= inMemory) return { of: await use(await readRecord(path)) };
    const stretches = new Map<List, Stretches>(growingParts.map((part) => [part, openStretches()]));
    const findings: RunRecord['findings'] = [];
    const once = interning();
    const record = await scanRecord(file, path, (list, item, { from, to }) => {
      stretches.get(list)?.add(from, to);
      // oxlint-disable-next-line typescript/consistent-type-assertions -- it was parsed by the schema of its part
      if (list === 'findings') findings.push(once(item) as Finding);
    });
    const items = Object.fromEntries([...stretches].map(([part, there]) => [part, fileItems(file.fd, there)]));
    // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
    return { of: await use({ ...record, findings, ...(items as Pick<LongRecord, GrowingPart>) }) };
  });
  if (done === null) throw await notFound(pathOrDirectory, path);
  return done.of;
}

/** Longest text of which only one copy is kept; longer ones are seldom the same. */
const longestShared = 300;

/** The same value with equal texts shared: most of what stands in a record are ids and reasons that stand there thousands of times. */
function interning(): <T>(value: T) => T {
  const texts = new Map<string, string>();
  const share = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value.length > longestShared) return value;
      const known = texts.get(value);
      if (known !== undefined) return known;
      texts.set(value, value);
      return value;
    }
    if (typeof value !== 'object' || value === null) return value;
    const fields = value as Record<string, unknown>;
    for (const name in fields) {
      const field = fields[name];
      if (typeof field === 'string' || typeof field === 'object') fields[name] = share(field);
    }
    return value;
  };
  return <T>(value: T) => share(value) as T;
}

/** What a JSON file says it is; undefined: it does not say, or is no JSON. Throws for a file that is not there. */
export async function schemaOf(file: string): Promise<unknown> {
  try {
    for await (const items of jsonItems(file)) {
      const schema = items.find(({ key, index }) => key === 'schema' && index === null);
      if (schema !== undefined) return JSON.parse(schema.text);
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return undefined;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isNotThere(error)) return false;
    throw error;
  }
}
