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

test('what never ended is only waited for, what failed is marked, and a long address shows its end', () => {
  const { rows } = waterfall([request({ duration: null }), request({ firstByte: null, duration: null, status: null, failure: 'reset' }), request({ status: 404, address: `/${'x'.repeat(100)}/end.js` })]);
  expect(rows.map(({ failed, receiveWidth }) => [failed, receiveWidth === 0])).toEqual([[false, true], [true, true], [true, false]]);
  expect(rows[2]?.label).toMatch(/^….{33}$/u);
  expect(rows[2]?.label.endsWith('/end.js')).toBe(true);
  expect(JSON.stringify(rows)).not.toContain('null');
});

test('no requests make no drawing that is not a number', () => {
  expect(JSON.stringify(waterfall([]))).not.toMatch(/null|NaN/);
});
