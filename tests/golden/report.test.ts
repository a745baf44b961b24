import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { RunRecord } from '../../src/model/record.ts';
import { textFormats, textOf } from '../../src/report/index.ts';
import type { TextFormat } from '../../src/report/index.ts';

/**
 * Every format but the PDF, which no browser prints twice alike, byte for byte. After a wanted change: `UPDATE_GOLDEN=1 npx vitest run --project check tests/golden/report.test.ts`,
 * then look at the difference before committing it.
 */
const folder = new URL('../../fixtures/golden/', import.meta.url);
const update = process.env['UPDATE_GOLDEN'] === '1';

const readArtefact = (path: string): Promise<Uint8Array> => readFile(new URL(path, folder));

/** The record is its own JSON. */
const goldenFile = ({ id, fileName }: TextFormat): URL => new URL(id === 'json' ? 'record.json' : fileName, folder);

async function storedRecord(): Promise<RunRecord> {
  return RunRecord.parse(JSON.parse(await readFile(new URL('record.json', folder), 'utf8')));
}

test('the stored record is the one the generator makes, and keeps the schema', async () => {
  const made = RunRecord.parse(goldenRecord());
  if (update) await writeFile(new URL('record.json', folder), `${JSON.stringify(made, null, 2)}\n`);
  expect(await storedRecord()).toEqual(made);
});

test.each(textFormats.map((format) => [format.id, format] as const))('%s', async (_id, format) => {
  const text = textOf(await format.render(await storedRecord(), { readArtefact }));
  if (update) await writeFile(goldenFile(format), text);
  const golden = await readFile(goldenFile(format), 'utf8');
  // A failing comparison of 800 kB as one text is unreadable; lines are not.
  expect(text.split('\n')).toEqual(golden.split('\n'));
});
