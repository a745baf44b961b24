import { expect, test } from 'vitest';
import { fromHeaders } from '../../../src/visit/collectors/instruments/answer-headers.ts';

const date = 'Sun, 22 Nov 2026 10:00:00 GMT';

test.each([
  ['nothing said', {}, undefined],
  ['a lifetime', { 'Cache-Control': 'public, max-age=600' }, 600],
  ['less what it spent in other caches', { 'cache-control': 'max-age=600', age: '100' }, 500],
  ['older than its lifetime', { 'cache-control': 'max-age=600', age: '700' }, 0],
  ['never', { 'cache-control': 'no-store, max-age=600' }, 0],
  ['only after asking', { 'cache-control': 'no-cache' }, 0],
  ['a cache for many does not count', { 'cache-control': 's-maxage=600' }, undefined],
  ['a date', { expires: 'Sun, 22 Nov 2026 11:00:00 GMT', date }, 3600],
  ['a date that is none', { expires: '0', date }, 0],
  ['a date without one to count from', { expires: 'Sun, 22 Nov 2026 11:00:00 GMT' }, undefined],
  ['max-age before a date', { 'cache-control': 'max-age=60', expires: 'Sun, 22 Nov 2026 11:00:00 GMT', date }, 60],
])('how long an answer stays fresh: %s', (_name, headers: Record<string, string>, seconds) => {
  expect(fromHeaders(headers).freshFor).toBe(seconds);
});

test('the source map that an answer names, by its new and its old header', () => {
  expect(fromHeaders({ SourceMap: '/app.js.map' }).sourceMap).toBe('/app.js.map');
  expect(fromHeaders({ 'X-SourceMap': '/app.js.map' }).sourceMap).toBe('/app.js.map');
  expect(fromHeaders({ 'x-sourcemap': '' })).toEqual({});
});
