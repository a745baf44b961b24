import { readFile } from 'node:fs/promises';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';

/** Addresses in a file, one per line; empty lines and those that begin with # do not count. Throws USAGE where it cannot be read. */
export async function readAddresses(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new KnownError(errors.usage, `The file of addresses ${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
