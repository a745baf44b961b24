import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';

/** What the operating system says when the place is to blame, not this tool. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large for this disk',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'the disk can only be read',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EEXIST: 'there is a file where a directory is needed',
  EISDIR: 'there is a directory where a file is needed',
  ENAMETOOLONG: 'the path is too long',
  EIO: 'the disk reports an error',
};

const fullDisk: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Names of half-written files: hidden, and never read. */
export const temporaryName = /^\..*\.[0-9]+-[0-9]+\.tmp$/;

let written = 0;

/** Writes a file so that it is there in full or not at all, also when the process is killed or the disk is full, and (with `flush`) the power fails. Makes the directory. */
export async function writeWhole(path: string, content: string | Uint8Array | Iterable<string>, { flush = true }: { flush?: boolean } = {}): Promise<void> {
  written += 1;
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${process.pid}-${written}.tmp`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(temporary, typeof content === 'string' || content instanceof Uint8Array ? content : batched(content), { flush });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeProblem(path, error);
  }
}

/** Characters written at a time. */
const batch = 1 << 18;

function* batched(chunks: Iterable<string>): Generator<string> {
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length < batch) continue;
    yield text;
    text = '';
  }
  yield text;
}

export function writeProblem(path: string, error: unknown): unknown {
  const reason = reasons[codeOf(error) ?? ''];
  if (reason === undefined) return error;
  return new KnownError(errors.outputUnwritable, `${path} could not be written: ${reason}.`, {
    hint: `${fullDisk.includes(codeOf(error) ?? '') ? 'Make room: a run that was cut short then goes on by the same command with --resume and its directory. Or choose' : 'Choose'} another directory (for a run with --out). What was written before is complete.`,
    cause: error,
  });
}

/** The content of a file; null: there is none. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
}

/** Names of what is in a directory; none where there is no such directory. */
export async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** There is nothing of that name, or a part of the path to it is a file. */
export function isNotThere(error: unknown): boolean {
  return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
}

/** The text of a file; null: there is none. */
export async function readText(path: string): Promise<string | null> {
  return (await readIfThere(path))?.toString('utf8') ?? null;
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
