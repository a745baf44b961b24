import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { RunRecord, recordSchema } from '../model/record.ts';
import { codeOf } from './files.ts';
import { jsonItems, type JsonItem } from './json-items.ts';
import { recordFile } from './layout.ts';
import { notJson, otherVersion, problemsIn, type FileFacts } from './parse.ts';

/** The record of a run, by its path or by that of its directory. Throws RECORD_NOT_FOUND and RECORD_UNREADABLE. */
export async function readRecord(pathOrDirectory: string): Promise<RunRecord> {
  const file = (await isDirectory(pathOrDirectory)) ? join(pathOrDirectory, recordFile) : pathOrDirectory;
  const record = await recordIfThere(file);
  if (record !== null) return record;
  throw new KnownError(errors.recordNotFound, `There is no run at ${pathOrDirectory}: ${file} does not exist.`, { hint: `Give the directory of a run, or its ${recordFile}.`, locations: [{ file }] });
}

/** Parts of the record that grow with the run: checked item by item, so that a long record is never in memory twice. */
const growing = { ledger: RunRecord.shape.ledger, touchpoints: RunRecord.shape.touchpoints, measurements: RunRecord.shape.measurements, findings: RunRecord.shape.findings, comparisons: RunRecord.shape.comparisons } as const;

type Issues = readonly z.core.$ZodIssue[];

/** The record in a file; null: there is no such file. Throws RECORD_UNREADABLE. */
export async function recordIfThere(file: string): Promise<RunRecord | null> {
  const facts: FileFacts = { file, what: 'run record', version: recordSchema };
  const head = new Map<string, unknown>();
  const parts = new Map<string, unknown[]>();
  const issues: Issues[number][] = [];
  const once = interning();

  const take = ({ key, index, text }: JsonItem): void => {
    const value: unknown = JSON.parse(text);
    if (index === null) {
      if (Array.isArray(value) && Object.hasOwn(growing, key)) parts.set(key, []);
      head.set(key, value);
      return;
    }
    if (!Object.hasOwn(growing, key)) {
      (head.get(key) as unknown[]).push(value);
      return;
    }
    const result = growing[key as keyof typeof growing].element.safeParse(value);
    if (result.success) parts.get(key)?.push(once(result.data));
    else issues.push(...result.error.issues.map((issue) => ({ ...issue, path: [key, index, ...issue.path] })));
  };

  try {
    for await (const items of jsonItems(file)) items.forEach(take);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return null;
    if (error instanceof SyntaxError) throw notJson(facts, error);
    throw error;
  }
  if (head.get('schema') !== recordSchema) throw otherVersion(facts, head.get('schema'));
  const result = RunRecord.safeParse(Object.fromEntries(head));
  const all = [...(result.error?.issues ?? []), ...issues];
  if (!result.success || all.length > 0) throw problemsIn(facts, all, result.error);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- each item was parsed by the schema of its part
  return { ...result.data, ...(Object.fromEntries(parts) as Pick<RunRecord, keyof typeof growing>) };
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
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
