import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { formsOfSecret } from '../model/secret-forms.ts';

/**
 * Files under a directory in which a secret occurs: as it is, or as URLs, forms, JSON, HTML and base64 write it, also in the middle of
 * a longer base64 text. Gzipped files are looked into. Paths are relative, with slashes. Nothing of the secrets is in the answer.
 */
export async function scanForSecrets(directory: string, secrets: readonly string[]): Promise<string[]> {
  const patterns = secrets.filter((secret) => secret !== '').flatMap(formsOfSecret).map((form) => Buffer.from(form, 'utf8'));
  if (patterns.length === 0) return [];
  const found: string[] = [];
  for (const file of await filesUnder(directory)) {
    if (await occursIn(file, patterns)) found.push(relative(directory, file).split(sep).join('/'));
  }
  return found.sort();
}

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function occursIn(file: string, patterns: readonly Buffer[]): Promise<boolean> {
  if (!(await isGzip(file))) return streamHolds(file, false, patterns);
  try {
    return await streamHolds(file, true, patterns);
  } catch (error) {
    // A damaged archive: what could be unpacked was looked at; its bytes as they are remain.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return streamHolds(file, false, patterns);
    throw error;
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** Reads piece by piece, so that a large trace does not fill the memory; pieces overlap by what a pattern can need. */
async function streamHolds(file: string, gunzip: boolean, patterns: readonly Buffer[]): Promise<boolean> {
  const overlap = Math.max(...patterns.map((pattern) => pattern.length)) - 1;
  let rest = Buffer.alloc(0);
  let found = false;
  const look = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      // Read on to the end: a pipeline that is left early ends as an abort.
      if (found) continue;
      const piece = Buffer.concat([rest, chunk]);
      found = patterns.some((pattern) => piece.includes(pattern));
      rest = piece.subarray(Math.max(0, piece.length - overlap));
    }
  };
  const source = createReadStream(file);
  try {
    await (gunzip ? pipeline(source, createGunzip(), look) : pipeline(source, look));
  } catch (error) {
    if (!found) throw error;
  }
  return found;
}
