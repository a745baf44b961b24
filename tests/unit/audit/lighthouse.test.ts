import { describe, expect, test } from 'vitest';
import { benchmarkIndexPageFunction, lighthouseVersion } from '../../../src/audit/lighthouse/index.ts';
import { digest } from '../../../src/audit/lighthouse/digest.ts';
import type { Answer, ProtocolMessage } from '../../../src/audit/lighthouse/internals.ts';
import { judgeRecording, modelledThrottling } from '../../../src/audit/lighthouse/judge-recording.ts';
import { mainDocumentOf } from '../../../src/audit/lighthouse/main-document.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { persona, visitWith } from './evidence.ts';

test('Lighthouse is the pinned one', () => {
  expect(lighthouseVersion).toBe(manifest.dependencies.lighthouse);
});

test('the benchmark is one function that needs nothing around it', () => {
  expect(new Function(`return typeof (${benchmarkIndexPageFunction})`)()).toBe('function');
});

describe('what is modelled', () => {
  const unthrottled = { method: 'none' as const, network: null, cpuRate: 1, cpuShortfall: false };
  const network = { name: 'slow', rtt: 150, down: 1600, up: 750 };

  test.each([
    ['as declared on a host of the reference index', 1750, 4],
    ['more on a faster host', 3500, 8],
    ['less on a slower host', 875, 2],
    ['never faster than the host', 100, 1],
    ['as declared on a host of unknown speed', null, 4],
  ])('the CPU is slowed down %s', (_, hostIndex, cpuSlowdownMultiplier) => {
    expect(modelledThrottling({ network, cpuSlowdown: 4 }, { throttling: unthrottled, hostIndex })).toEqual({ rttMs: 150, throughputKbps: 1600, cpuSlowdownMultiplier });
  });

  test('a persona that is not slowed down is not, however fast the host', () => {
    expect(modelledThrottling({ network, cpuSlowdown: 1 }, { throttling: unthrottled, hostIndex: 3500 })).toMatchObject({ cpuSlowdownMultiplier: 1 });
  });

  test('nothing, where the persona has no limits', () => {
    expect(modelledThrottling({ network: null, cpuSlowdown: 1 }, { throttling: unthrottled, hostIndex: 3500 })).toBeNull();
  });

  test('nothing again, where it was applied while recording', () => {
    expect(modelledThrottling(persona, { throttling: { ...unthrottled, method: 'cdp', cpuRate: 4 }, hostIndex: 1750 })).toBeNull();
  });
});

const asked = (frameId: string, url: string, type = 'Document'): ProtocolMessage => ({ method: 'Network.requestWillBeSent', params: { frameId, type, request: { url } } });
const navigated = (id: string, url: string, parentId?: string): ProtocolMessage => ({ method: 'Page.frameNavigated', params: { frame: { id, url, ...(parentId !== undefined && { parentId }) } } });

describe('the main document', () => {
  test('is the one the main frame arrived at, asked for where its redirects began', () => {
    const log = [asked('ad', 'https://ad.example/'), asked('main', 'https://a.example/old'), asked('main', 'https://a.example/new'), navigated('main', 'https://a.example/new'), navigated('ad', 'https://ad.example/', 'main')];
    expect(mainDocumentOf(log)).toEqual({ requestedUrl: 'https://a.example/old', mainDocumentUrl: 'https://a.example/new' });
  });

  test('is unknown where nothing was loaded', () => {
    expect(mainDocumentOf([asked('main', 'https://a.example/data', 'Fetch'), navigated('main', 'about:blank')])).toBeUndefined();
  });
});

test('a recording whose log was cut off is not judged', async () => {
  const file = { path: 'x', mediaType: 'application/gzip', bytes: 0 };
  const judging = judgeRecording({ recording: { step: 0, mode: 'navigation', trace: file, devtoolsLog: file, cut: true, from: '', to: '' }, persona, conditions: visitWith([]).conditions, readArtefact: async () => new Uint8Array() });
  await expect(judging).rejects.toThrow('its log is not whole');
});

describe('the digest', () => {
  const recording = { version: '1', step: 0, mode: 'navigation', throttling: 'simulate', url: 'https://a.example/' } as const;
  const passed = { title: 'A', score: 1, scoreDisplayMode: 'numeric' };
  const answer: Answer = {
    audits: {
      'largest-contentful-paint': { ...passed, score: 0.3, numericValue: 4000 },
      'speed-index': { ...passed, score: null, scoreDisplayMode: 'error' },
      'interaction-to-next-paint': { ...passed, score: null, scoreDisplayMode: 'notApplicable', numericValue: 0 },
      interactive: { ...passed, score: 0.2, numericValue: 9000 },
      'total-byte-weight': { ...passed, numericValue: 100 },
      'render-blocking-insight': { title: 'Render-blocking requests', score: 0, scoreDisplayMode: 'metricSavings', displayValue: 'Est savings of 150 ms', metricSavings: { LCP: 150, FCP: 100, CLS: 900 } },
      'unused-css-insight': { title: 'CSS', score: 0, scoreDisplayMode: 'metricSavings', metricSavings: { LCP: 9000 } },
      'cache-insight': { title: 'Caching', score: 0.5, scoreDisplayMode: 'metricSavings' },
      'third-parties-insight': { title: 'Third parties', score: null, scoreDisplayMode: 'informative' },
    },
    performance: {
      score: 0.4,
      auditRefs: [
        { id: 'largest-contentful-paint', weight: 25, group: 'metrics' },
        { id: 'speed-index', weight: 10, group: 'metrics' },
        { id: 'interaction-to-next-paint', weight: 0, group: 'metrics' },
        { id: 'render-blocking-insight', weight: 0, group: 'insights' },
      ],
    },
    runWarnings: ['slow', 'slow'],
  };

  test('leaves out what could not be computed', () => {
    expect(digest(answer, recording).metrics).toEqual({ 'largest-contentful-paint': 4000, interactive: 9000, 'total-byte-weight': 100 });
  });

  test('names audits that could not be made, but for metrics', () => {
    expect(digest(answer, recording)).not.toHaveProperty('failed');
    const lost = { ...answer, audits: { ...answer.audits, 'cls-culprits-insight': { title: 'Shifts', score: null, scoreDisplayMode: 'error' } } };
    expect(digest(lost, recording).failed).toEqual(['cls-culprits-insight']);
  });

  test('names what did not pass and is no metric, with its largest saving in ms', () => {
    expect(digest(answer, recording).opportunities).toEqual([
      { id: 'render-blocking-insight', title: 'Render-blocking requests', score: 0, displayValue: 'Est savings of 150 ms', savings: 150, shift: 900 },
      { id: 'unused-css-insight', title: 'CSS', score: 0, displayValue: '', savings: 4000 },
      { id: 'cache-insight', title: 'Caching', score: 0.5, displayValue: '', savings: null },
    ]);
  });

  test('keeps the bytes, and the files wherever the details name them', () => {
    const details = { type: 'list', overallSavingsBytes: 4096, items: [{ type: 'table', items: [{ url: 'https://a.example/1.js', sub: [{ url: 'https://a.example/2.js' }] }, { url: 'https://a.example/1.js' }, { url: 'javascript:x' }] }] };
    const judged = { ...answer, audits: { 'image-delivery-insight': { title: 'Images', score: 0, scoreDisplayMode: 'metricSavings', details } } };
    expect(digest(judged, recording).opportunities).toEqual([{ id: 'image-delivery-insight', title: 'Images', score: 0, displayValue: '', savings: null, bytes: 4096, files: ['https://a.example/1.js', 'https://a.example/2.js'] }]);
  });

  test('gives a performance score only where all its metrics are there', () => {
    expect(digest(answer, recording).performance).toBeNull();
    const complete = { ...answer, audits: { ...answer.audits, 'speed-index': { ...passed, numericValue: 1000 } } };
    expect(digest(complete, recording).performance).toBe(0.4);
    expect(digest(complete, { ...recording, mode: 'timespan' }).performance).toBeNull();
  });

  test('says each warning once', () => {
    expect(digest(answer, recording).warnings).toEqual(['slow']);
  });
});
