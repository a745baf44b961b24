import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { goldenRecord } from '../../fixtures/golden/make-record.ts';
import { serve } from '../../fixtures/serving/loopback.ts';
import { formatNamed } from '../../src/report/index.ts';
import { findBrowser, printPage } from '../../src/visit/index.ts';

const golden = new URL('../../fixtures/golden/', import.meta.url);
const readArtefact = (path: string): Promise<Uint8Array> => readFile(new URL(path, golden));

interface Read {
  pages: number;
  /** Bookmarks, which are the headings that are printed. */
  bookmarks: string[];
}

/** Chromium writes the objects of a PDF as text and packs only what is drawn. */
function readPdf(content: Uint8Array): Read {
  const text = Buffer.from(content).toString('latin1');
  expect(text.startsWith('%PDF-1.')).toBe(true);
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
  return { pages: [...text.matchAll(/\/Type \/Page\b/gu)].length, bookmarks: [...text.matchAll(/\/Title \(((?:\\.|[^)\\])*)\)/gu)].map((match) => match[1] ?? '') };
}

test('a report is printed on pages, with its headings and everything that is folded', async () => {
  const browser = await findBrowser({ choice: null, environment: process.env });
  const printed = await formatNamed('pdf')?.render(goldenRecord(), { readArtefact, print: (html) => printPage(browser, html) });
  const { pages, bookmarks } = readPdf(printed as Uint8Array);
  expect(pages).toBeGreaterThan(10);
  expect(bookmarks).toEqual(expect.arrayContaining(['Touchpoints', 'Coverage']));
  // Stands in a part that is folded on the screen.
  expect(bookmarks).toContain('The browser fills in the whole address.');
});

test('a page may ask nobody for anything while it is printed', async () => {
  const browser = await findBrowser({ choice: null, environment: process.env });
  const asked: string[] = [];
  const { origin, close } = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  try {
    const { pages } = readPdf(await printPage(browser, `<!doctype html><title>A</title><h1>A</h1><img src="${origin}/a.png"><script src="${origin}/b.js"></script>`));
    expect(pages).toBe(1);
    expect(asked).toEqual([]);
  } finally {
    await close();
  }
});
