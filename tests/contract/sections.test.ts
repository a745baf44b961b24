import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { sections } from '../../src/report/sections/index.ts';
import { sectionContext } from '../../src/report/view-model.ts';

const source = new URL('../../src/report/sections/', import.meta.url);
const templates = new URL('../../templates/sections/', import.meta.url);

/** Files that serve several sections and are none themselves. */
const shared = ['by-area.ts', 'filmstrip.ts', 'findings.ts', 'index.ts', 'loading.ts', 'pictured.ts', 'section.ts', 'three-views.ts'];

const ids = sections.map((section) => section.id).sort();

test('every section has its file, its template and its line in the index', async () => {
  const files = (await readdir(source)).filter((file) => !shared.includes(file)).map((file) => file.replace('.ts', ''));
  const printed = (await readdir(templates)).map((file) => file.replace('.hbs', ''));
  expect(files.sort()).toEqual(ids);
  expect(printed.sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(sections.map((section) => [section.id, section] as const))('%s', (_id, section) => {
  const context = sectionContext(goldenRecord(), (path) => readFile(new URL(path, new URL('../../fixtures/golden/', import.meta.url))));

  test('gives plain data, the same each time', async () => {
    const view = section.view(await context);
    expect(view).not.toBeNull();
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    expect(section.view(await context)).toEqual(view);
    const pieces = [...(section.pieces?.(await context) ?? [])];
    expect(JSON.parse(JSON.stringify(pieces))).toEqual(pieces);
  });

  test('leaves no blank where a value should be', async () => {
    const withoutPictures = await sectionContext(goldenRecord(), null);
    const words = JSON.stringify([section.view(withoutPictures), ...(section.pieces?.(withoutPictures) ?? [])]);
    expect(words.match(/.{30}(undefined|NaN|Infinity|\[object).{30}/)).toBeNull();
  });
});
