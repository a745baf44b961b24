import { expect, test } from 'vitest';
import type { LoadedRequest } from '../../../src/model/loading-evidence.ts';
import { waterfall } from '../../../src/report/charts/waterfall.ts';

const request = (more: Partial<LoadedRequest>): LoadedRequest => ({ address: '/a', type: 'script', start: 0, firstByte: 100, duration: 300, bytes: 1, status: 200, failure: null, thirdParty: false, ...more });

test('waiting and receiving follow each other on one scale', () => {
  const { rows, ticks } = waterfall([request({}), request({ start: 200, firstByte: 100, duration: 200 })]);
  const [first, second] = rows;
  const perMs = ((first?.receiveX ?? 0) - (first?.waitX ?? 0)) / 100;
  expect(perMs).toBeGreaterThan(0);
  expect(first?.receiveWidth).toBeCloseTo(200 * perMs, 0);
  expect((second?.waitX ?? 0) - (first?.waitX ?? 0)).toBeCloseTo(200 * perMs, 0);
  expect((second?.receiveX ?? 0) + (second?.receiveWidth ?? 0)).toBeCloseTo((first?.waitX ?? 0) + 400 * perMs, 0);
  expect(ticks[0]?.text).toBe('0');
});

test('what never ended is open up to the edge, what failed or was cancelled is marked, and a long address shows both ends', () => {
  const { rows, width } = waterfall([
    request({ duration: null }),
    request({ firstByte: null, duration: null, status: null, failure: 'net::ERR_CONNECTION_RESET' }),
    request({ failure: 'net::ERR_ABORTED' }),
    request({ status: 404, address: `cdn.example/${'x'.repeat(100)}/end.js` }),
  ]);
  expect(rows.map(({ failed, cancelled, openX, openWidth }) => [failed, cancelled, openX === null ? null : openX + (openWidth ?? 0)])).toEqual([[false, false, width], [true, false, null], [false, true, null], [true, false, null]]);
  expect(rows[3]?.label).toBe(`cdn.example/x…${'x'.repeat(10)}/end.js`);
  expect(rows.every(({ waitWidth, receiveWidth }) => waitWidth + receiveWidth >= 3)).toBe(true);
});

test('what began last is within the drawing, however short it was', () => {
  const { rows, width } = waterfall([request({}), request({ start: 300, firstByte: 0, duration: 0 })]);
  expect((rows[1]?.waitX ?? Infinity) + (rows[1]?.waitWidth ?? 0)).toBeLessThanOrEqual(width);
});

test('no requests make no drawing that is not a number', () => {
  expect(JSON.stringify(waterfall([]))).not.toMatch(/null|NaN/);
  expect(waterfall([]).rows).toEqual([]);
});
