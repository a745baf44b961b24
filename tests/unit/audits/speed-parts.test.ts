import { describe, expect, it } from 'vitest';
import { audit as lcp } from '../../../audits/speed/lcp.ts';
import { audit as frames } from '../../../audits/speed/long-frames.ts';
import { audit as ttfb } from '../../../audits/speed/ttfb.ts';
import { context, documentRequest, onlyClick, persona, vital } from './evidence.ts';
import { noPage, short } from './outcome.ts';

describe('the parts of LCP', () => {
  const told = { timeToFirstByte: 300, resourceLoadDelay: 700, resourceLoadDuration: 1500, elementRenderDelay: 100 };
  const redirected = [
    { ...documentRequest, id: '7', start: 100, status: 302 },
    { ...documentRequest, id: '7:1', start: 400, firstByte: 260, redirectedFrom: documentRequest.url },
  ];
  const partsOf = (parts: Record<string, number>, firstByte: number | string) => {
    const requests = typeof firstByte === 'number' ? [{ ...documentRequest, firstByte }] : redirected;
    const outcome = lcp.run({ vitals: [vital('LCP', 2600, { parts })], requests }, context());
    return outcome.status === 'measured' ? [Object.values(outcome.values), Object.keys(outcome.missing ?? {}).length, outcome.findings[0]?.advice] : [];
  };

  it.each([
    ['as told, where the line adds nothing', 300, [2600, 300, 700, 1500, 100]],
    ['the latency of the line is wait for the first byte', 860, [2600, 860, 140, 1500, 100]],
    ['more than the delay of the file goes on to the drawing', 1050, [2600, 1050, 0, 1500, 50]],
    ['never more than there is', 9000, [2600, 1100, 0, 1500, 0]],
    ['and from the first hop of a redirect', 'redirect', [2600, 560, 440, 1500, 100]],
  ])('%s', (_name, firstByte, values) => {
    expect(partsOf(told, firstByte).slice(0, 2)).toEqual([values, 0]);
  });

  it('advise on the largest, and are missing where they were not told', () => {
    expect(partsOf(told, 300)[2]).toContain('compress and resize it');
    expect(partsOf({}, 300).slice(0, 2)).toEqual([[2600], 4]);
  });
});

describe('TTFB', () => {
  const slowLine = context({ persona: { ...persona, network: { name: 'slow', rtt: 150, down: 1600, up: 750 } } });
  const both = (server: number, where = context(), parts = {}) => short(ttfb.run({ vitals: [vital('TTFB', server, { parts })], requests: [documentRequest] }, where));

  it.each([
    [800, []],
    [801, ['moderate slow']],
    [1800, ['moderate slow']],
    [1801, ['serious slow']],
  ])('%i ms', (value, findings) => {
    expect(both(value)).toEqual({ values: { 'speed.ttfb': value, 'speed.first-byte': value }, findings });
  });

  it('adds the line that the browser leaves out: a round trip, or 3.75 in place of connecting from here', () => {
    expect(both(700, slowLine)).toEqual({ values: { 'speed.ttfb': 700, 'speed.first-byte': 850 }, findings: ['moderate slow'] });
    for (const from of [{ fromCache: true }, { byWorker: true as const }]) {
      const outcome = ttfb.run({ vitals: [vital('TTFB', 700)], requests: [{ ...documentRequest, ...from }] }, slowLine);
      expect(short(outcome)).toMatchObject({ values: { 'speed.ttfb': 700, 'speed.first-byte': 700 } });
    }
    expect(both(700, slowLine, { dnsDuration: 10, connectionDuration: 30 })).toEqual({ values: { 'speed.ttfb': 700, 'speed.first-byte': 1222.5 }, findings: ['moderate slow'] });
  });

  it('leaves to the line what is mostly its doing', () => {
    expect(both(400, slowLine, { connectionDuration: 1 })).toEqual({ values: { 'speed.ttfb': 400, 'speed.first-byte': 961.5 }, findings: [] });
  });

  it('is not judged by the figure that leaves the line out', () => {
    expect(ttfb.metrics.filter(({ threshold, references }) => threshold !== undefined || references !== undefined).map(({ id }) => id)).toEqual(['speed.first-byte']);
  });

  it('does not apply without a page load, and is not available without a reading', () => {
    expect(ttfb.run({ vitals: [vital('TTFB', 100)], requests: [] }, onlyClick)).toEqual(noPage);
    expect(ttfb.run({ vitals: [], requests: [] }, context()).status).toBe('not-available');
  });
});

describe('long frames', () => {
  const frame = (length: number, url: string, different = {}) => ({ start: 0, duration: length, blocking: length - 50, scripts: [{ url, invoker: 'BUTTON#buy.onclick', duration: length - 10 }], navigationIndex: 0, ...different });
  const values = (count: number, sum: number, longest: number) => ({ 'speed.long-frames': count, 'speed.long-frames.blocking': sum, 'speed.long-frames.longest': longest });

  it.each([
    ['none', [], values(0, 0, 0), []],
    ['200 ms blocked', [frame(150, ''), frame(150, '')], values(2, 200, 150), []],
    ['201 ms blocked', [frame(251, '')], values(1, 201, 251), ['moderate blocked']],
    ['601 ms blocked', [frame(651, '')], values(1, 601, 651), ['serious blocked']],
  ])('%s', (_name, longFrames, expected, findings) => {
    expect(short(frames.run({ longFrames }, onlyClick))).toEqual({ values: expected, findings });
    expect(short(frames.run({ longFrames }, context()))).toEqual({ values: expected, findings: [] });
  });

  it('names the scripts, the one that worked most first', () => {
    const outcome = frames.run({ longFrames: [frame(300, 'https://a.example/a.js?1'), frame(200, 'https://b.example/b.js'), frame(210, 'https://b.example/b.js'), frame(60, '')] }, onlyClick);
    expect(outcome.status === 'measured' && outcome.findings[0]?.quote).toBe('b.example/b.js (390 ms), a.example/a.js (290 ms), BUTTON#buy.onclick (50 ms)');
  });
});
