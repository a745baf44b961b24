import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';
import { beforeAll, describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { LongRecord, RunRecord } from '../../../src/model/record.ts';
import { formatNamed, textOf } from '../../../src/report/index.ts';
import { openRun, withRecord } from '../../../src/store/index.ts';
import { temporaryDirectory } from '../store/temporary-directory.ts';

const golden = new URL('../../../fixtures/golden/', import.meta.url);

/** Some bytes of every picture, so that several are larger than one file may be. */
const picture = Buffer.alloc(900_000, 7);

/** The golden run walked as so many journeys, with pictures that are too large for one page. */
function largeRecord(journeys: number): RunRecord {
  const record = goldenRecord();
  const [walked] = Object.values(record.plan.journeys);
  const ids = Array.from({ length: journeys }, (_, index) => (index === 0 ? 'map' : `journey-${index}`));
  const everywhere = <T extends { journey: string }>(items: readonly T[]): T[] => ids.flatMap((journey) => items.map((item) => ({ ...item, journey })));
  if (walked === undefined) throw new Error('the golden record has no journey');
  return {
    ...record,
    plan: { ...record.plan, journeys: Object.fromEntries(ids.map((id) => [id, { ...walked, title: `Journey ${id}` }])) },
    ledger: everywhere(record.ledger),
    touchpoints: everywhere(record.touchpoints.map((summary) => ({ ...summary, ...(summary.screenshot !== undefined && { screenshot: { ...summary.screenshot, bytes: picture.length } }) }))),
    measurements: everywhere(record.measurements),
    comparisons: everywhere(record.comparisons),
    findings: record.findings.map((finding) => ({ ...finding, places: everywhere(finding.places) })),
  };
}

async function render(record: LongRecord, read: (path: string) => Promise<Uint8Array> = async () => picture): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const first = await formatNamed('html')?.render(record, { readArtefact: read, keep: async (path, content) => void files.set(path, String(content)) });
  return files.set('report.html', textOf(first ?? ''));
}

const idsIn = (text: string): string[] => [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');

/** Links that lead nowhere, as in: report/a.html → #b */
function dangling(files: ReadonlyMap<string, string>): string[] {
  const pages = [...files].filter(([path]) => path.endsWith('.html'));
  const ids = new Map(pages.map(([path, text]) => [path, new Set(idsIn(text))]));
  return pages.flatMap(([path, text]) =>
    [...text.matchAll(/ (?:href|src)="([^"]+)"/g)].flatMap(([, address = '']) => {
      if (/^(?:https?|data):/.test(address)) return [];
      const [file = '', anchor] = address.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      const lands = files.has(target) && (anchor === undefined || ids.get(target)?.has(anchor) === true);
      return lands ? [] : [`${path} → ${address}`];
    }),
  );
}

describe('a small run', () => {
  test('is one file, the same with and without a folder to write to', async () => {
    const read = (path: string): Promise<Uint8Array> => readFile(new URL(path, golden));
    const files = await render(goldenRecord(), read);
    expect([...files.keys()]).toEqual(['report.html']);
    expect(files.get('report.html') === textOf((await formatNamed('html')?.render(goldenRecord(), { readArtefact: read })) ?? '')).toBe(true);
  });

  test('stays one file where only the pictures of the ways to its touchpoints would be too much', async () => {
    const files = await render(goldenRecord(), async (path) => (path.includes('-film-') ? picture : picture.subarray(0, 100)));
    expect([...files.keys()]).toEqual(['report.html']);
    expect(files.get('report.html')).toContain('4 pictures were left out here');
  });

  test('has as many pictures of the ways as there is room for, those first that tell most', async () => {
    const shots = picture.subarray(0, 100);
    const filmed = goldenRecord();
    const large = { ...filmed, touchpoints: filmed.touchpoints.map((summary) => ({ ...summary, ...(summary.filmstrip !== undefined && 'steps' in summary.filmstrip && { filmstrip: { ...summary.filmstrip, steps: summary.filmstrip.steps.map((step) => ('frames' in step.film ? { ...step, film: { ...step.film, frames: step.film.frames.map((frame) => ({ ...frame, picture: { ...frame.picture, bytes: picture.length } })) } } : step)) } }) })) };
    const files = await render(large, async (path) => (path.includes('-film-') ? picture : shots));
    expect([...files.keys()]).toEqual(['report.html']);
    const page = files.get('report.html') ?? '';
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(5_000_000);
    const shown = [...page.matchAll(/<img src="data:image\/webp;base64,[^"]*" alt="([^"]+)"/g)].map(([, alt = '']) => alt.replaceAll('\u00A0', ' '));
    expect(shown).toEqual(['The page 412 ms after it: first content', 'The page 2.2 s after it', 'The page 2.2 s after it']);
    expect([...page.matchAll(/(one picture was|\d+ pictures were) left out here/g)].map(([text]) => text)).toEqual(['2 pictures were left out here', '3 pictures were left out here']);
  });

  test('is printed without what is looked up rather than read, and says where that is', async () => {
    let printed = '';
    await formatNamed('pdf')?.render(goldenRecord(), { readArtefact: async () => picture.subarray(0, 100), print: async (html) => { printed = html; return new Uint8Array(); } });
    const whole = (await render(goldenRecord(), async () => picture.subarray(0, 100))).get('report.html') ?? '';
    const tables = ['<table class="numbers">', '<table class="requests">', 'The table has the same'];
    expect(tables.map((table) => [whole.includes(table), printed.includes(table)])).toEqual(tables.map(() => [true, false]));
    expect(printed).toContain('The tables of all numbers and of all requests are left out here');
    for (const kept of ['class="waterfall"', 'class="picture"', '<table class="glance">', 'class="definition"']) expect(printed).toContain(kept);
    expect(dangling(new Map([['report.html', printed]]))).toEqual([]);
  });
});

test('a record that stays in its file gives the same report, byte for byte, as one in memory', async () => {
  const directory = await temporaryDirectory();
  const store = await openRun(directory);
  for (const record of [largeRecord(3), goldenRecord()]) {
    await store.saveRecord(record);
    const [inMemory, inFile] = [await render(record), await withRecord(directory, render, { inMemory: 0 })];
    expect([...inFile.keys()]).toEqual([...inMemory.keys()]);
    expect([...inFile].filter(([path, text]) => inMemory.get(path) !== text).map(([path]) => path)).toEqual([]);
    const json = formatNamed('json');
    const text = await withRecord(directory, async (opened) => textOf((await json?.render(opened, { readArtefact: async () => picture })) ?? ''), { inMemory: 0 });
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(record)));
  }
});

describe.each([1, 3])('a run that is too large for one file, of %d journeys', (journeys) => {
  let files: Map<string, string>;

  beforeAll(async () => {
    files = await render(largeRecord(journeys));
  });

  test('has a page for every touchpoint, and pictures once', () => {
    const names = [...files.keys()];
    expect(names.filter((name) => name.startsWith('report/touchpoint-'))).toHaveLength(journeys * 6);
    expect(names.filter((name) => name.startsWith('report/journey~'))).toHaveLength(journeys === 1 ? 0 : journeys);
    const pictures = names.filter((name) => /\.(?:jpg|png|webp)$/.test(name));
    // All have the same content; screenshots and filmstrips are of two types.
    expect(new Set(pictures.map((name) => name.replace(/\.\w+$/, ''))).size).toBe(1);
    expect(pictures.length).toBeLessThanOrEqual(2);
  });

  test('every link and picture lands, on whatever page, and no id stands twice', () => {
    expect(dangling(files)).toEqual([]);
    for (const [path, text] of files) expect({ path, twice: idsIn(text).filter((id, index, all) => all.indexOf(id) !== index) }).toEqual({ path, twice: [] });
  });

  test('shows every finding once', () => {
    const cards = [...files.values()].flatMap((text) => idsIn(text).filter((id) => id.startsWith('finding-')));
    expect(cards).toHaveLength(goldenRecord().findings.length);
    expect(new Set(cards).size).toBe(cards.length);
  });

  test('runs nothing but the one script that stands in the page, and asks nobody for anything', () => {
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue;
      const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1]?.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=');
      const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
      expect(scripts).toHaveLength(1);
      expect(policy).toBe(`default-src 'none'; img-src 'self' file:; style-src 'self' file:; script-src ${scripts[0] ?? ''}; base-uri 'none'; form-action 'none'`);
    }
  });

  test('is one file where one is asked for', async () => {
    const text = textOf((await formatNamed('html')?.render(largeRecord(journeys), { readArtefact: async () => picture })) ?? '');
    expect(dangling(new Map([['report.html', text]]))).toEqual([]);
    expect(text).toContain('It was left out to keep this file small');
  });
});

describe('chapters on pages of their own', () => {
  const large = largeRecord(1);
  const pageOf = (files: ReadonlyMap<string, string>, name: string): string => files.get(`report/${name}.html`) ?? '';
  const fernwood = (page: string): string => /<h3 class="site-heading" data-sites="fernwood">[^]*?(?=<h3|<\/section>)/.exec(page)?.[0] ?? '';

  test('a chapter that has nothing to say has no page, and nothing leads there', async () => {
    const folded = ['accessibility', 'trust'];
    const files = await render({ ...large, metrics: large.metrics.filter(({ id }) => !folded.includes(id.split('.')[0] ?? '')), measurements: [], comparisons: [], findings: large.findings.filter(({ area }) => !folded.includes(area)) });
    expect([...files.keys()].filter((path) => folded.some((id) => path.includes(id)))).toEqual([]);
    expect(dangling(files)).toEqual([]);
    expect(files.get('report.html')).not.toMatch(/<li><a href="[^"]*#(?:trust|accessibility)"/);
  });

  test('what was met at one touchpoint only is counted, and where it is told is said', async () => {
    const findings = large.findings.filter(({ area, kind }) => area === 'accessibility' && kind === 'pain-point').slice(0, 1).map((finding) => ({ ...finding, places: finding.places.slice(0, 1).map((place) => ({ ...place, site: 'fernwood', touchpoint: 'home' })) }));
    const files = await render({ ...large, findings });
    expect(fernwood(pageOf(files, 'accessibility'))).toMatch(/1 pain point<\/span>[^]*1 finding that was met at one touchpoint only is told on the page of that touchpoint\./);
    expect(pageOf(files, 'touchpoint-map~home').match(/ id="finding-/g)).toHaveLength(1);
    expect(fernwood(pageOf(files, 'trust'))).toMatch(/no pain points found<\/span>/);
  });
});
