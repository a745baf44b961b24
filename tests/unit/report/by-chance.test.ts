import { expect, test } from 'vitest';
import type { Comparison } from '../../../src/model/record.ts';
import { byChance } from '../../../src/report/by-chance.ts';

const place = { site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home' };
const compared = (method: 'paired' | 'exact', confidence = 0.9): Comparison => ({ metric: 'speed.lcp', ...place, benchmark: { kind: 'site', id: 'rival', label: 'rival' }, observed: null, reference: null, verdict: 'worse', difference: 1, percentile: null, shift: { method, estimate: 1, low: 1, high: 1, confidence, margin: 0, moreSamples: null } });
const of = (count: number, method: 'paired' | 'exact' = 'paired', confidence = 0.9): Comparison[] => Array.from({ length: count }, () => compared(method, confidence));

test('what varies and is judged one by one may be wrong by chance, as often as its confidence allows', () => {
  expect(byChance([...of(30), ...of(10, 'exact')])).toBe('30 comparisons of what varies are judged one by one: by chance alone, up to about 3 of them may be called better or worse where nothing differs by more than matters. Gates allow for that, these comparisons do not.');
  expect(byChance(of(1, 'paired', 0.95))).toContain('1 comparison of what varies is judged one by one: by chance alone, up to about 1 of them');
});

test('what is exact is never wrong by chance', () => {
  expect(byChance(of(10, 'exact'))).toBeNull();
  expect(byChance([])).toBeNull();
});
