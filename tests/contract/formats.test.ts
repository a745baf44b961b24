import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { hostileName } from '../../fixtures/golden/findings.ts';
import { RunRecord } from '../../src/model/record.ts';
import { formatNamed, formats, recordJsonSchema, textFormats, textOf } from '../../src/report/index.ts';

const source = new URL('../../src/report/formats/', import.meta.url);
const readArtefact = (path: string): Promise<Uint8Array> => readFile(new URL(path, new URL('../../fixtures/golden/', import.meta.url)));

/** The least a record can hold: a run in which nothing could be measured. */
function emptyRecord(): RunRecord {
  const record = goldenRecord();
  return RunRecord.parse({
    ...record,
    metrics: [],
    ledger: [],
    coverage: { expected: 0, valid: 0, share: 0, required: 1 },
    touchpoints: [],
    measurements: [],
    findings: [],
    comparisons: [],
    gates: [],
    conditions: { ...record.conditions, hostIndex: [], throttling: {}, notes: [] },
    verdict: { outcome: 'incomplete', exitCode: 3, sentence: 'Incomplete: nothing could be measured, so nothing can be said.' },
  });
}

test('every file of the folder is in the index, once', async () => {
  const files = (await readdir(source)).filter((file) => !['index.ts', 'format.ts'].includes(file)).map((file) => file.replace('.ts', ''));
  expect(formats.map((format) => format.id).sort()).toEqual(files.sort());
  expect(new Set(formats.map((format) => format.fileName)).size).toBe(formats.length);
});

test('formats are found by name, and only those that are there', () => {
  for (const format of formats) expect(formatNamed(format.id)).toBe(format);
  expect(formatNamed('docx')).toBeUndefined();
});

test('a PDF is refused where there is no browser to print it, and says how to get one', async () => {
  await expect(formatNamed('pdf')?.render(goldenRecord(), { readArtefact })).rejects.toMatchObject({ code: 'BROWSER_MISSING', hint: expect.stringContaining('playwright-core install chromium') });
});

describe.each(textFormats.map((format) => [format.id, format] as const))('%s', (_id, format) => {
  test('gives the same text twice', async () => {
    const [first, second] = [textOf(await format.render(goldenRecord(), { readArtefact })), textOf(await format.render(goldenRecord(), { readArtefact }))];
    expect(first === second).toBe(true);
  });

  test('survives a run in which nothing was measured', async () => {
    const text = textOf(await format.render(emptyRecord(), { readArtefact }));
    // A table of no numbers is its head.
    if (format.id === 'csv') expect(text.trimEnd().split('\r\n')).toHaveLength(1);
    else expect(text.toLowerCase().includes('nothing could be measured, so nothing can be said')).toBe(true);
    expect(text.match(/.{30}(undefined|NaN|\[object).{30}/)).toBeNull();
  });

  test('survives pictures that cannot be read', async () => {
    const text = textOf(await format.render(goldenRecord(), { readArtefact: () => Promise.reject(new Error('gone')) }));
    expect(text.includes('Fernwood against Campline')).toBe(true);
  });

  test('is text that can be written down, with a line feed at its end', async () => {
    const text = textOf(await format.render(goldenRecord(), { readArtefact }));
    expect(text.isWellFormed()).toBe(true);
    expect(text.endsWith('\n')).toBe(true);
  });
});

test('json holds the whole record', async () => {
  const text = await formatNamed('json')?.render(goldenRecord(), { readArtefact });
  expect(JSON.parse(textOf(text ?? ''))).toEqual(JSON.parse(JSON.stringify(goldenRecord())));
});

test('the published schema accepts a record and refuses what is not one', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(recordJsonSchema());
  const record: unknown = JSON.parse(JSON.stringify(goldenRecord()));
  validate(record);
  expect(validate.errors).toBeNull();
  expect(validate({ ...goldenRecord(), verdict: { outcome: 'splendid', exitCode: 0, sentence: '' } })).toBe(false);
});

const page = async (): Promise<string> => textOf((await formatNamed('html')?.render(goldenRecord(), { readArtefact })) ?? '');

/** Drawn pictures have their address in href; those of this page are its own. */
const withoutPictures = (text: string): string => text.replaceAll(/<image id="[^"]+" href="data:image\/[a-z]+;base64,[^"]+"/g, '<image');

describe('the page', () => {
  test('shows what a hostile page says as text', async () => {
    const text = await page();
    expect(hostileName.length).toBeGreaterThan(10_000);
    expect(text.includes('&lt;/script&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;\ufffdevil␀␛[31m')).toBe(true);
    expect(text.match(/<script>/g)).toHaveLength(1);
    expect(text.match(/<img src=x/)).toBeNull();
    expect(withoutPictures(text).match(/href="(?!#|https?:).{20}/)).toBeNull();
    expect(['\u0000', '\u001b', '\u202e'].filter((character) => text.includes(character))).toEqual([]);
  });

  test('allows itself nothing but its own script, style and pictures', async () => {
    const text = await page();
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1]?.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=') ?? '';
    const hashOf = (element: 'style' | 'script'): string[] => [...text.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))].map(([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`);
    expect([hashOf('style').length, hashOf('script').length]).toEqual([1, 1]);
    expect(policy).toBe(`default-src 'none'; img-src data:; style-src ${hashOf('style').join()}; script-src ${hashOf('script').join()}; base-uri 'none'; form-action 'none'`);
    expect(text.match(/ style="| on[a-z]+="/)).toBeNull();
  });

  test('every link within it lands, and no id stands twice', async () => {
    const text = await page();
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.length).toBe(new Set(ids).size);
    const targets = [...withoutPictures(text).matchAll(/ (?:href|data-from)="#?([^"]+)"/g)].map((match) => match[1] ?? '').filter((target) => !/^https?:/.test(target));
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });
});

test('templates print nothing unescaped but the style and the script of the page', async () => {
  const folder = new URL('../../templates/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.hbs'));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const raw = (await readFile(new URL(file, folder), 'utf8')).match(/\{\{\{[^}]*\}\}\}|\{\{&[^}]*\}\}/g) ?? [];
    expect({ file, raw }).toEqual({ file, raw: file === 'frame/start.hbs' ? ['{{{css}}}'] : file === 'frame/end.hbs' ? ['{{{script}}}'] : [] });
  }
});
