import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { audits } from '../../audits/index.ts';
import { Collected } from '../../src/model/evidence.ts';
import { collectors, versions } from '../../src/visit/collectors/index.ts';
import { isThirdParty, isThirdPartyDomain } from '../../src/visit/collectors/instruments/party.ts';

const folder = fileURLToPath(new URL('../../src/visit/collectors/', import.meta.url));
const inPage = fileURLToPath(new URL('../../src/visit/in-page/', import.meta.url));
const inKebab = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const installed = (name: string): unknown => (JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: unknown }).version;

test('each collector fills a field of the evidence, no two the same; only the answers to consent and the judging fill the rest', () => {
  const fields = collectors.map(({ field }) => field);
  expect(new Set(fields).size).toBe(fields.length);
  expect(Object.keys(Collected.shape).filter((field) => !fields.some((one) => one === field))).toEqual(['parties', 'consent', 'lighthouse']);
});

test('folder and index are the same, and a file is called what it collects', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !['index.ts', 'collector.ts'].includes(file));
  expect(files.toSorted()).toEqual(collectors.map(({ field }) => `${inKebab(field)}.ts`).toSorted());
});

test('what touches the page comes last and never in the experience pass', () => {
  const walks = collectors.filter(({ walk }) => walk === true);
  expect(walks.map(({ field }) => field)).toContain('tabWalk');
  // Recordings have ended by then: what they wait for is the browser's writing. Where things are in the picture is read among the walks, for they name some of them.
  const looking = collectors.filter(({ field }) => field !== 'recordings' && field !== 'pictured');
  expect(looking.slice(-walks.length)).toEqual(walks);
  expect(walks.filter(({ passes }) => passes.includes('experience'))).toEqual([]);
  const inExperience = collectors.filter((collector) => collector.passes.includes('experience')).map(({ field }) => field);
  expect(inExperience).toEqual(['vitals', 'requests', 'console', 'dialogs', 'documents', 'longTasks', 'longFrames']);
  // The times of an inspection are not read, and what measures them would be in its recordings.
  const timing = ['vitals', 'longTasks', 'longFrames'];
  expect(collectors.filter(({ passes }) => !passes.includes('inspection')).map(({ field }) => field)).toEqual(timing);
  expect(audits.filter(({ pass, needs }) => pass !== 'experience' && needs.some((field) => timing.includes(field))).map(({ id }) => id)).toEqual([]);
});

test('in-page functions know no imports but types', () => {
  const files = readdirSync(inPage).filter((name) => name.startsWith('collect-'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => /^import (?!type )/m.test(readFileSync(inPage + file, 'utf8')))).toEqual([]);
});

/** Caps that hold back nothing a figure is made of, and why. */
const harmless: Record<string, string> = {
  census: 'fields and targets are listed up to a number and counted in full (fieldCount, targetCount)',
  pictured: 'what is not listed has no place in the picture, which no figure is made of',
  overlays: 'its numbers are the least share of the window that counts',
  screenshot: 'its numbers are the size of the picture',
  tabWalk: 'a walk that was given up says so in the evidence (ended: limit)',
};

test('a collector that takes no more than so many of something says so when there were more', () => {
  const silent = collectors.flatMap(({ field }) => {
    const text = readFileSync(`${folder}${inKebab(field)}.ts`, 'utf8');
    return /^const (?:most|least)\b/m.test(text) && !/^\s+partial\b/m.test(text) ? [field] : [];
  });
  expect(silent.toSorted()).toEqual(Object.keys(harmless).toSorted());
});

test('the versions are those installed', () => {
  expect(versions()).toEqual({ axe: installed('axe-core'), webVitals: installed('web-vitals') });
});

describe('parties', () => {
  test.each([
    ['https://www.shop.example/a', 'https://www.shop.example', false],
    ['https://shop.example/a', 'https://www.shop.example', false],
    ['https://cdn.shop.example/a', 'https://www.shop.example', false],
    ['https://cdn.www.shop.example/a', 'https://shop.example', false],
    ['https://notshop.example/a', 'https://shop.example', true],
    ['https://example/a', 'https://shop.example', true],
    ['https://tracker.test/a', 'https://shop.example', true],
    ['http://localhost:3000/a', 'http://localhost:3000', false],
    ['http://localhost:3001/a', 'http://localhost:3000', true],
    ['http://127.0.0.1:3000/a', 'http://localhost:3000', true],
    ['not an address', 'https://shop.example', false],
    ['javascript:void(0)', 'https://shop.example', false],
    ['data:image/gif;base64,R0lG', 'http://localhost:3000', false],
    ['wss://live.tracker.test/', 'https://shop.example', true],
  ])('%s on %s: third party %s', (url, origin, third) => {
    expect(isThirdParty(url, origin)).toBe(third);
  });

  test.each([
    ['.shop.example', 'https://www.shop.example', false],
    ['www.shop.example', 'https://www.shop.example', false],
    ['pay.shop.example', 'https://www.shop.example', false],
    ['.ads.test', 'https://www.shop.example', true],
    ['localhost', 'http://localhost:3000', false],
    ['127.0.0.1', 'http://localhost:3000', true],
  ])('cookie of %s on %s: third party %s', (domain, origin, third) => {
    expect(isThirdPartyDomain(domain, origin)).toBe(third);
  });
});
