import { describe, expect, it } from 'vitest';
import { explainAll, makeupOf } from '../../../src/compare/index.ts';
import type { Makeup } from '../../../src/model/change-evidence.ts';
import type { RequestEvidence } from '../../../src/model/evidence.ts';
import type { Metric } from '../../../src/model/metric.ts';
import { Explained, type Comparison, type TouchpointSummary } from '../../../src/model/record.ts';
import { finding, measurement, metric, plan, record, touchpoint } from './make.ts';

const origin = 'https://ours.example';

const request = (url: string, changes: Partial<RequestEvidence> = {}): RequestEvidence => ({
  id: url, url: new URL(url, origin).href, method: 'GET', type: 'script', status: 200, failure: null, fromCache: false, protocol: 'h2', mimeType: 'text/javascript', transferred: 1000, start: 0, firstByte: 20, duration: 40, thirdParty: !new URL(url, origin).href.startsWith(origin), mainFrame: true, redirectedFrom: null, step: 0, ...changes,
});

const sample = (requests: RequestEvidence[], tasks: [string, number][] = []) => touchpoint('home', { collected: { requests, longTasks: tasks.map(([script, duration]) => ({ start: 0, duration, script, navigationIndex: 0 })) } });

const before = makeupOf([sample([request('/'), request('/app.1a2b3c4d.js')], [['app.js', 80]])], [], origin);

const summary = (makeup: Makeup, steps: TouchpointSummary['steps'] = []): TouchpointSummary => ({ site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', status: 'reached', url: origin, title: '', steps, makeup });

function explained(...asked: Parameters<typeof explainedWhole>): string[] {
  return explainedWhole(...asked).changes.map(({ text }) => text);
}

function explainedWhole(makeup: Makeup, of: Metric = metric(), findings = [finding('old')], then: Makeup = before): Explained {
  const spread = (value: number) => ({ value, low: value, high: value, samples: 3 });
  const { samples: _, value: __, low: ___, high: ____, ...place } = measurement([1]);
  const comparison: Comparison = { ...place, metric: of.id, benchmark: { kind: 'baseline', id: 'main', label: 'main' }, observed: spread(2000), reference: spread(1000), verdict: 'worse', difference: 1000, percentile: null };
  const all = explainAll({ plan: plan(), metrics: [of], comparisons: [comparison], now: { touchpoints: [summary(makeup)], findings }, baseline: record({ touchpoints: [summary(then)], findings: [finding('old')] }), metricsOf: { 'accessibility/axe': ['accessibility.violations'] } });
  expect(all).toHaveLength(1);
  return Explained.parse(all[0]);
}

describe('what a place is made of', () => {
  it('is the same for two builds and two origins', () => {
    const there = makeupOf([sample([request('https://staging.example/', { thirdParty: false }), request('https://staging.example/app.9f8e7d6c.js', { thirdParty: false })], [['app.js', 80]])], [], 'https://staging.example');
    expect(there).toEqual(before);
  });

  it('is what most samples asked for, with medians', () => {
    const { requests } = makeupOf([10, 20, 90].map((duration, index) => sample([request('/', { duration }), ...(index === 0 ? [request('/once.js')] : [])])), [], origin);
    expect(requests).toEqual([{ address: '/', party: null, bytes: 1000, duration: 20, firstByte: 20 }]);
  });
});

describe('what changed', () => {
  it('is nothing, where nothing did', () => {
    expect(explained(before)).toEqual([]);
  });

  it('ranks what costs time first for a time, by how much', () => {
    const now = makeupOf([sample([request('/', { duration: 340, firstByte: 320 }), request('/app.ffff0000.js', { transferred: 5000 }), request('https://ads.example/tag.js', { transferred: 300, duration: 90 })], [['app.js', 280]])], [], origin);
    expect(explained(now)).toEqual([
      '/ takes 300 ms longer, 300 ms of it until the first byte: the server is slower.',
      'app.js keeps the main thread busy for 280 ms in long tasks, 200 ms more.',
      'New request: ads.example/tag.js (ads.example), which takes 90 ms.',
      '/app.*.js grew by 4,000 bytes to 5,000 bytes.',
      'New request: ads.example/tag.js (ads.example), 300 bytes, 90 ms.',
    ]);
  });

  it('ranks bytes first for bytes', () => {
    const now = makeupOf([sample([request('/', { duration: 340 }), request('/app.ffff0000.js', { transferred: 5000 })])], [], origin);
    expect(explained(now, metric({ id: 'speed.bytes', unit: 'bytes', kind: 'exact' }))[0]).toBe('/app.*.js grew by 4,000 bytes to 5,000 bytes.');
  });

  it('is cut after five, and says how many there were beyond', () => {
    const violations = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact' });
    const fresh = Array.from({ length: 7 }, (_, index) => finding(`fresh-${index}`));
    expect(explainedWhole(before, violations, fresh)).toMatchObject({ changes: { length: 5 }, furtherChanges: 2 });
    expect(explainedWhole(before, violations, fresh.slice(0, 5))).toMatchObject({ changes: { length: 5 }, furtherChanges: 0 });
  });

  it('names new violations, and only for a metric they belong to', () => {
    const violations = metric({ id: 'accessibility.violations', unit: 'count', kind: 'exact' });
    expect(explained(before, violations, [finding('old'), finding('fresh')])).toEqual(['New: Trouble fresh']);
    expect(explained(before, metric(), [finding('old'), finding('fresh')])).toEqual([]);
  });

  it('names further fields', () => {
    const fields = metric({ id: 'friction.fields-visible', unit: 'count', kind: 'exact' });
    expect(explained({ ...before, fields: [{ label: 'Phone', required: true }] }, fields, undefined, { ...before, fields: [] })).toEqual(['There is a further required field: Phone.']);
  });

  it('calls nothing new of which the reference measured nothing', () => {
    const nothing = makeupOf([touchpoint('home')], [], origin);
    expect(nothing).toMatchObject({ requestCount: null, longTasks: null, fields: null });
    expect(explained({ ...before, fields: [{ label: 'Phone', required: true }] }, metric(), undefined, nothing)).toEqual([]);
    expect(explained({ ...before, fields: [{ label: 'Phone', required: true }] }, metric({ id: 'friction.fields-visible', unit: 'count', kind: 'exact' }), undefined, nothing)).toEqual([]);
  });

  it('does not call a long task or a field new where the list of the reference was cut', () => {
    const many = makeupOf([sample([], Array.from({ length: 12 }, (_, index) => [`part-${index}.js`, 400]))], [], origin);
    const now = makeupOf([sample([], [['new.js', 300]])], [], origin);
    expect(explained(now, metric(), undefined, many)).toEqual([]);
    const fields = Array.from({ length: 60 }, (_, index) => ({ label: `Field ${index}`, required: false }));
    expect(explained({ ...before, fields: [{ label: 'Phone', required: true }] }, metric({ id: 'friction.fields-visible', unit: 'count', kind: 'exact' }), undefined, { ...before, fields })).toEqual([]);
  });

  it('takes the middle of two samples for their median', () => {
    expect(makeupOf([10, 20].map((duration) => sample([request('/', { duration })])), [], origin).requests[0]?.duration).toBe(15);
  });

  it('does not call a request new where the list of the reference was cut', () => {
    const cut = makeupOf([sample(Array.from({ length: 70 }, (_, index) => request(`/part-${index}`, { transferred: 10_000 })))], [], origin);
    expect(cut).toMatchObject({ requestCount: 70 });
    expect(cut.requests).toHaveLength(60);
    const now = makeupOf([sample([request('/part-0', { transferred: 10_000 }), request('/small.js'), request('https://ads.example/tag.js')])], [], origin);
    const newIn = (then: Makeup): string[] => explained(now, metric(), undefined, then).filter((text) => /new/i.test(text));
    expect(newIn(cut)).toEqual([]);
    expect(newIn(before)).not.toEqual([]);
  });
});
