import type { z } from 'zod';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';

const problemsShown = 5;

/** What is read, for messages: `what` names it, as in: run record. */
export interface FileFacts {
  file: string;
  what: string;
  version: string;
}

/** What a file of this tool says, checked. Throws RECORD_UNREADABLE. */
export function parseFile<T>(schema: z.ZodType<T>, text: string, facts: FileFacts): T {
  const value = parseJson(text, facts);
  const found = isObject(value) ? value['schema'] : undefined;
  if (found !== facts.version) throw otherVersion(facts, found);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problemsIn(facts, result.error.issues, result.error);
}

export function otherVersion({ file, what, version }: FileFacts, found: unknown): KnownError {
  return new KnownError(errors.recordUnreadable, `${file} is not a ${what} that this version can read: its \`schema\` is ${found === undefined ? 'missing' : JSON.stringify(found)}, expected ${JSON.stringify(version)}.`, {
    locations: [{ file, key: 'schema' }],
    hint: 'Make it again with this version, or read it with the version that wrote it.',
  });
}

export function problemsIn({ file, what }: FileFacts, issues: readonly z.core.$ZodIssue[], cause: unknown): KnownError {
  const problems = issues.map((issue) => ({ key: keyOf(issue.path), message: issue.message }));
  const shown = problems.slice(0, problemsShown).map(({ key, message }) => `${key}: ${message}`);
  const left = problems.length - shown.length;
  return new KnownError(errors.recordUnreadable, `${file} is not a valid ${what}. ${shown.join('. ')}.${left > 0 ? ` And ${left} more.` : ''}`, {
    locations: problems.slice(0, problemsShown).map(({ key }) => ({ file, key })),
    cause,
  });
}

export function notJson({ file, what }: FileFacts, error: unknown): KnownError {
  return new KnownError(errors.recordUnreadable, `${file} is not a ${what}: it is not JSON (${error instanceof Error ? error.message : String(error)}).`, { locations: [{ file }], cause: error });
}

function parseJson(text: string, facts: FileFacts): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(facts, error);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** As in measurements[3].value */
function keyOf(path: readonly PropertyKey[]): string {
  const key = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return key === '' ? '(the whole file)' : key.replace(/^\./, '');
}
