import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scanForSecrets } from '../../../src/store/index.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const secret = 'pässw0rd & "more"/+';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

async function found(content: string | Uint8Array, secrets: readonly string[] = [secret]): Promise<string[]> {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, 'visits', 'a'), { recursive: true });
  await writeFile(join(directory, 'visits', 'a', 'file'), content);
  await writeFile(join(directory, 'clean.json'), '{"nothing":"here"}');
  return scanForSecrets(directory, secrets);
}

describe('scanForSecrets', () => {
  it.each([
    ['as it is', `x${secret}y`],
    ['in a URL', `https://ours.example/?p=${encodeURIComponent(secret)}`],
    ['in a URL with small hex digits', encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase())],
    ['in a form', new URLSearchParams({ p: secret }).toString()],
    ['in JSON', JSON.stringify({ p: secret })],
    ['in JSON within JSON', JSON.stringify({ body: secret })],
    ['in HTML', '<p title="pässw0rd &amp; &quot;more&quot;/+">'],
    ['in base64', base64(secret)],
    ['in a header for basic authentication', `Basic ${base64(`user:${secret}`)}`],
    ['one byte further', base64(`u:${secret}:rest`)],
    ['two bytes further', base64(`ab${secret}rest`)],
    ['in base64 for URLs', Buffer.from(`user:${secret}`).toString('base64url')],
    ['gzipped', gzipSync(`before ${secret} after`)],
    ['far into a large file', `${'x'.repeat(1_000_000)}${secret}${'y'.repeat(1_000_000)}`],
    ['far into a large gzipped file', gzipSync(`${'x'.repeat(1_000_000)}${secret}${'y'.repeat(1_000_000)}`)],
  ])('finds it %s', async (_, content) => {
    expect(await found(content)).toEqual(['visits/a/file']);
  });

  it.each([65_530, 65_536, 131_070])('finds it where two pieces of a stream meet, at %d', async (offset) => {
    expect(await found('x'.repeat(offset) + secret)).toEqual(['visits/a/file']);
  });

  it.each([
    ['another text', 'nothing of it'],
    ['half of it', secret.slice(0, 8)],
    ['an empty file', ''],
    ['something gzipped', gzipSync('nothing of it')],
  ])('does not find it in %s', async (_, content) => {
    expect(await found(content)).toEqual([]);
  });

  it('looks at a damaged archive as far as it goes', async () => {
    const archive = gzipSync(`${secret} ${'x'.repeat(100_000)}`);
    expect(await found(archive.subarray(0, archive.length - 8))).toEqual(['visits/a/file']);
    expect(await found(Uint8Array.from([0x1f, 0x8b, 0, 1, 2, ...Buffer.from(secret)]))).toEqual(['visits/a/file']);
  });

  it('finds any of several, and nothing without any', async () => {
    expect(await found('a b-secret c', ['a-secret', 'b-secret'])).toEqual(['visits/a/file']);
    expect(await found('anything', [])).toEqual([]);
    expect(await found('anything', [''])).toEqual([]);
  });
});
