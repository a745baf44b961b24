import { describe, expect, it } from 'vitest';
import { audit as opportunities } from '../../../audits/speed/lighthouse-opportunities.ts';
import { audit as performance } from '../../../audits/speed/lighthouse-performance.ts';
import { at, context, lighthouse, onlyClick, pageLoad, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

const opportunity = (id: string, savings: number | null) => ({ id, title: id, score: 0.5, displayValue: '', savings });

describe('Lighthouse', () => {
  it('gives the score of the last page load as points', () => {
    const reports = [lighthouse({ performance: 0.2 }), lighthouse({ performance: 0.87 }), lighthouse({ mode: 'timespan', performance: null })];
    expect(short(performance.run({ lighthouse: reports }, context()))).toEqual({ values: { 'speed.lighthouse-performance': 87 }, findings: [], missing: ['speed.speed-index'] });
    expect(performance.run({ lighthouse: [lighthouse({ metrics: {}, warnings: ['the pictures are missing'] })] }, context())).toMatchObject({ missing: { 'speed.speed-index': 'Lighthouse could not tell it from what was recorded: the pictures are missing' } });
    expect(short(performance.run({ lighthouse: [lighthouse({ metrics: { 'speed-index': 1200 } })] }, context()))).toEqual(plain({ 'speed.lighthouse-performance': 95, 'speed.speed-index': 1200 }));
  });

  it('does not promise the first visit what a cache gives to the next', () => {
    const found = [{ id: 'cache-insight', title: 'Use efficient cache lifetimes', score: 0, displayValue: '', savings: 1900 }];
    const outcome = opportunities.run({ lighthouse: [lighthouse({ opportunities: found, performance: 0.5 })] }, context());
    expect(outcome.status === 'measured' ? outcome.findings.map(({ title }) => title) : []).toEqual(['Customers who come back could wait about 1.9 s less: Use efficient cache lifetimes.']);
  });

  it('names the files, and tells of shifts that could be spared', () => {
    const found = [
      { ...opportunity('image-delivery-insight', 1500), bytes: 250_000, files: ['https://shop.example/a.jpg?1', 'https://shop.example/b.jpg'] },
      { ...opportunity('cls-culprits-insight', null), shift: 0.3 },
      { ...opportunity('unsized-images', null), shift: 0.1 },
    ];
    const outcome = opportunities.run({ lighthouse: [lighthouse({ opportunities: found })] }, context());
    expect(short(outcome)).toEqual({ values: { 'speed.lighthouse-opportunities': 1 }, findings: ['serious image-delivery-insight', 'serious cls-culprits-insight'] });
    expect(outcome.status === 'measured' && outcome.findings[0]?.quote).toBe('about 250 KB less; shop.example/a.jpg, shop.example/b.jpg');
  });

  it('has no score where Lighthouse gave none', () => {
    const because = 'Lighthouse gave no score, as it could not tell total-blocking-time from what was recorded: no paint';
    const metrics = { 'first-contentful-paint': 900, 'largest-contentful-paint': 900, 'cumulative-layout-shift': 0 };
    const scoreless = (more: Record<string, number>) => performance.run({ lighthouse: [lighthouse({ performance: null, warnings: ['no paint'], metrics: { ...metrics, ...more } })] }, context());
    expect(scoreless({ 'speed-index': 900 })).toEqual({ status: 'measured', values: { 'speed.speed-index': 900 }, missing: { 'speed.lighthouse-performance': because }, findings: [] });
    expect(scoreless({})).toMatchObject({ status: 'not-available' });
    expect(performance.run({ lighthouse: [lighthouse({ mode: 'timespan' })] }, onlyClick).status).toBe('not-applicable');
  });

  const typing = step({ action: 'fill', description: 'type their email', index: 0 });
  const sending = step({ action: 'choose', description: 'choose “UK”', index: 1, navigation: 'hard' });

  it.each([
    ['no load was judged', [lighthouse({ mode: 'timespan' })], at(pageLoad)],
    ['nothing was judged', [], at(pageLoad)],
    ['only the load before was judged', [lighthouse()], at(pageLoad, step({ description: 'click “Pay”', index: 1, navigation: 'hard' }))],
  ])('says nothing of a page load where %s', (_name, judged, where) => {
    for (const audit of [performance, opportunities]) expect(audit.run({ lighthouse: judged }, where)).toEqual({ status: 'not-available', because: expect.stringMatching(/^the page load of this step was not recorded, or Lighthouse could not judge it: (?:visit \/|click “Pay”)$/) });
  });

  it('knows a load that came while a form was filled in by the first of its fields', () => {
    expect(short(performance.run({ lighthouse: [lighthouse({ metrics: { 'speed-index': 1200 } })] }, at(typing, sending)))).toEqual(plain({ 'speed.lighthouse-performance': 95, 'speed.speed-index': 1200 }));
  });

  it('counts no opportunities where an audit that may see one could not be made', () => {
    const found = [opportunity('c', 1001)];
    expect(opportunities.run({ lighthouse: [lighthouse({ opportunities: found, failed: ['lcp-discovery-insight', 'bootup-time'] })] }, context())).toMatchObject({ values: {}, missing: { 'speed.lighthouse-opportunities': '1 audit of Lighthouse could not be made: lcp-discovery-insight' }, findings: [{ key: 'c' }] });
    expect(short(opportunities.run({ lighthouse: [lighthouse({ opportunities: found, failed: ['bootup-time'] })] }, context()))).toMatchObject({ values: { 'speed.lighthouse-opportunities': 1 } });
  });

  it.each([
    ['a slow page', 0.89, ['moderate b', 'serious c']],
    ['a fast page', 0.9, ['serious c']],
    ['a page without a score', null, ['serious c']],
  ])('counts opportunities from 100 ms on, and tells those of %s', (_name, score, findings) => {
    const found = [opportunity('a', 99), opportunity('b', 100), opportunity('c', 1001), opportunity('d', null), opportunity('bootup-time', 3000)];
    const report = lighthouse({ performance: score, opportunities: found });
    expect(short(opportunities.run({ lighthouse: [report] }, context()))).toEqual({ values: { 'speed.lighthouse-opportunities': 2 }, findings });
    expect(opportunities.run({ lighthouse: [] }, onlyClick).status).toBe('not-applicable');
    expect(opportunities.run({ lighthouse: [lighthouse({ metrics: {} })] }, context()).status).toBe('not-available');
  });
});
