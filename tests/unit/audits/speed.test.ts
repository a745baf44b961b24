import { describe, expect, it } from 'vitest';
import { audit as bytes } from '../../../audits/speed/bytes.ts';
import { audit as caching } from '../../../audits/speed/caching.ts';
import { audit as cls } from '../../../audits/speed/cls.ts';
import { audit as fcp } from '../../../audits/speed/fcp.ts';
import { audit as images } from '../../../audits/speed/images.ts';
import { audit as inp } from '../../../audits/speed/inp.ts';
import { audit as kinds } from '../../../audits/speed/kinds.ts';
import { audit as lcp } from '../../../audits/speed/lcp.ts';
import { audit as opportunities } from '../../../audits/speed/lighthouse-opportunities.ts';
import { audit as performance } from '../../../audits/speed/lighthouse-performance.ts';
import { audit as redirects } from '../../../audits/speed/redirects.ts';
import { audit as requests } from '../../../audits/speed/requests.ts';
import { audit as softLcp } from '../../../audits/speed/soft-lcp.ts';
import { audit as tbt } from '../../../audits/speed/tbt.ts';
import { audit as thirdParties } from '../../../audits/speed/third-parties.ts';
import { context, document, documentRequest, lighthouse, persona, request, step, vital } from './evidence.ts';
import { plain, short } from './outcome.ts';

const noPage = { status: 'not-applicable', because: 'no page was loaded here' };
const onlyClick = context({ steps: [step()] });

const longTask = (start: number, duration: number, navigationIndex = 0) => ({ start, duration, script: null, navigationIndex });
const foreignRequest = (host: string, different: Parameters<typeof request>[0] = {}) => request({ url: `https://${host}/x.js`, thirdParty: true, ...different });
const imageOf = (transferred: number | null) => request({ type: 'image', transferred });
const hopTo = (path: string) => ({ url: `https://shop.example${path}`, status: 302 });
const opportunity = (id: string, savings: number | null) => ({ id, title: id, score: 0.5, displayValue: '', savings });

describe.each([
  ['LCP', lcp, 'speed.lcp', 2500, 4000, 'slow'],
  ['FCP', fcp, 'speed.fcp', 1800, 3000, 'blank'],
] as const)('%s', (metric, audit, id, good, poor, key) => {
  it.each([
    [good, []],
    [good + 1, [`moderate ${key}`]],
    [poor, [`moderate ${key}`]],
    [poor + 1, [`serious ${key}`]],
    [0, []],
  ])('%i ms', (value, findings) => {
    expect(short(audit.run({ vitals: [vital(metric, value)], requests: [] }, context()))).toMatchObject({ values: { [id]: value }, findings });
  });

  it('takes the last reading of the last page', () => {
    const vitals = [vital(metric, 900), vital(metric, 950), vital(metric, 100, { navigationIndex: 2 }), vital(metric, 110, { navigationIndex: 2 }), vital(metric, 5000, { navigation: 'soft', navigationIndex: 3 })];
    expect(short(audit.run({ vitals, requests: [] }, context()))).toMatchObject(plain({ [id]: 110 }) as object);
  });

  it('does not apply without a page load, and is not available without a reading', () => {
    expect(audit.run({ vitals: [vital(metric, 100)], requests: [] }, onlyClick)).toEqual(noPage);
    expect(audit.run({ vitals: [], requests: [] }, context()).status).toBe('not-available');
  });

  it('says what the wait beyond the limit costs', () => {
    const outcome = audit.run({ vitals: [vital(metric, good + 1500)], requests: [] }, context());
    expect(outcome.status === 'measured' && outcome.findings[0]?.cost).toBe(1.5);
  });
});

describe('LCP at a moment of truth', () => {
  const truth = context({ touchpoint: { momentOfTruth: true } });

  it.each([
    ['all good', [vital('LCP', 2500), vital('CLS', 0.1), vital('INP', 200)], ['+ vitals-good']],
    ['no interaction', [vital('LCP', 2500), vital('CLS', 0.1)], ['+ vitals-good']],
    ['slow reaction', [vital('LCP', 2500), vital('CLS', 0.1), vital('INP', 201)], []],
    ['jumping', [vital('LCP', 2500), vital('CLS', 0.11)], []],
    ['stability unknown', [vital('LCP', 2500)], []],
  ])('%s', (_name, vitals, findings) => {
    expect(short(lcp.run({ vitals, requests: [] }, truth))).toMatchObject({ values: { 'speed.lcp': 2500 }, findings });
  });
});

describe('INP', () => {
  it.each([
    [200, []],
    [201, ['moderate slow']],
    [501, ['serious slow']],
  ])('%i ms', (value, findings) => {
    expect(short(inp.run({ vitals: [vital('INP', 16), vital('INP', value, { navigationIndex: 1 })] }, context()))).toMatchObject({ values: { 'speed.inp': value }, findings });
  });

  it('takes the worst navigation, each by its last reading', () => {
    const vitals = [vital('INP', 400), vital('INP', 120), vital('INP', 150, { navigation: 'soft', navigationIndex: 1 }), vital('INP', 90, { navigationIndex: 2 })];
    expect(short(inp.run({ vitals }, context()))).toMatchObject(plain({ 'speed.inp': 150 }) as object);
  });

  it('tells the parts and the script to blame', () => {
    const parts = { inputDelay: 20, processingDuration: 400, presentationDelay: 30 };
    const outcome = inp.run({ vitals: [vital('INP', 450, { parts, script: { url: 'https://shop.example/buy.js', invoker: '', duration: 390 } })] }, context());
    expect(outcome).toMatchObject({ values: { 'speed.inp.input-delay': 20, 'speed.inp.processing': 400, 'speed.inp.presentation': 30 } });
    expect(outcome.status === 'measured' && outcome.findings[0]?.quote).toBe('until the page could take the input 20 ms, work on the input 400 ms, until the result was drawn 30 ms, longest script: shop.example/buy.js (390 ms)');
  });

  it('tells nothing pressed from nothing reported', () => {
    expect(inp.run({ vitals: [vital('INP', 24, { incomplete: true })] }, context()).status).toBe('not-available');
    expect(inp.run({ vitals: [] }, context()).status).toBe('not-applicable');
    expect(inp.run({ vitals: [] }, context({ steps: [step({ effort: { presses: 1 } })] })).status).toBe('not-available');
  });
});

describe('CLS', () => {
  it.each([
    [0, []],
    [0.1, []],
    [0.101, ['moderate jumps']],
    [0.251, ['serious jumps']],
  ])('%d', (value, findings) => {
    expect(short(cls.run({ vitals: [vital('CLS', 0), vital('CLS', value, { navigationIndex: 1 })] }, context()))).toEqual({ values: { 'speed.cls': value }, findings });
  });

  it('tells no page from no reading', () => {
    expect(cls.run({ vitals: [] }, onlyClick)).toEqual(noPage);
    expect(cls.run({ vitals: [] }, context({ steps: [step({ effort: { ...step().effort, presses: 1 } })] }))).toEqual({ status: 'measured', values: { 'speed.cls': 0 }, findings: [] });
    expect(cls.run({ vitals: [] }, context()).status).toBe('not-available');
  });
});

describe('LCP of views within the page', () => {
  it('takes the last soft navigation only', () => {
    const vitals = [vital('LCP', 9000), vital('LCP', 300, { navigation: 'soft', navigationIndex: 1 }), vital('LCP', 2600, { navigation: 'soft', navigationIndex: 2 })];
    expect(short(softLcp.run({ vitals }, context()))).toEqual({ values: { 'speed.soft-lcp': 2600 }, findings: ['moderate slow'] });
  });

  it('tells no view from no reading', () => {
    expect(softLcp.run({ vitals: [vital('LCP', 100)] }, context()).status).toBe('not-applicable');
    expect(softLcp.run({ vitals: [] }, context({ steps: [step({ navigation: 'soft' })] })).status).toBe('not-available');
  });
});

describe('TBT', () => {
  const measure = (longTasks: ReturnType<typeof longTask>[]) => short(tbt.run({ longTasks, vitals: [vital('FCP', 1000)] }, context()));

  it.each([
    ['nothing long', [], 0],
    ['120 + 70 ms: 70 + 20', [longTask(1000, 120), longTask(2000, 70)], 90],
    ['before the first paint', [longTask(500, 400)], 0],
    ['across the first paint: 130 ms after it', [longTask(900, 230)], 80],
    ['across it by 50 ms', [longTask(900, 150)], 0],
    ['of another page', [longTask(2000, 500, 1)], 0],
  ])('%s', (_name, tasks, value) => {
    expect(measure(tasks)).toEqual(plain({ 'speed.tbt': value }));
  });

  it.each([
    [250, 200, []],
    [251, 201, ['moderate blocked']],
    [651, 601, ['serious blocked']],
  ])('one task of %i ms', (duration, value, findings) => {
    expect(measure([longTask(1000, duration)])).toEqual({ values: { 'speed.tbt': value }, findings });
  });

  it('needs a first paint to count from', () => {
    expect(tbt.run({ longTasks: [], vitals: [] }, context()).status).toBe('not-available');
    expect(tbt.run({ longTasks: [], vitals: [vital('FCP', 1)] }, onlyClick)).toEqual(noPage);
  });
});

describe('bytes', () => {
  it('counts all on the way, and the last page by itself', () => {
    const list = [documentRequest, request({ transferred: 9000 }), documentRequest, request(), request({ transferred: 0, fromCache: true })];
    expect(short(bytes.run({ requests: list }, context()))).toEqual({ ...(plain({ 'speed.bytes': 20_000, 'speed.page-bytes': 6000 }) as object), missing: [] });
  });

  it.each([
    [2_731_008, []],
    [2_731_009, ['moderate heavy']],
    [4_096_001, ['serious heavy']],
  ])('a page of %i bytes', (transferred, findings) => {
    expect(short(bytes.run({ requests: [{ ...documentRequest, transferred }] }, context()))).toMatchObject({ findings });
  });

  it('has no sum where a size is unknown, unless nothing came or it came from the cache', () => {
    const harmless = [request({ transferred: null, failure: 'net::ERR_FAILED' }), request({ transferred: null, fromCache: true }), request({ transferred: null, status: null, duration: null })];
    expect(short(bytes.run({ requests: [documentRequest, ...harmless] }, context()))).toMatchObject({ values: { 'speed.bytes': 5000 } });
    expect(short(bytes.run({ requests: [documentRequest, request({ transferred: null })] }, context()))).toEqual({ values: {}, findings: [], missing: ['speed.bytes', 'speed.page-bytes'] });
  });

  it.each(['image', 'fetch', 'script'])('are not known while something is still arriving: %s', (type) => {
    const arriving = request({ type, transferred: null, duration: null });
    const because = `1 response had not come to its end (shop.example/app.js, ${type}); without it 5 KB were downloaded`;
    expect(bytes.run({ requests: [documentRequest, arriving] }, context())).toMatchObject({ values: {}, missing: { 'speed.bytes': because, 'speed.page-bytes': because } });
    if (type === 'image') expect(images.run({ requests: [documentRequest, arriving] }, context()).status).toBe('not-available');
  });

  it.each(['eventsource', 'websocket', 'media', 'ping', 'beacon'])('do not wait for what goes on for as long as it likes: %s', (type) => {
    const list = [documentRequest, request({ type, url: type === 'websocket' ? 'wss://shop.example/live' : 'https://shop.example/live', transferred: null, duration: null })];
    expect(short(bytes.run({ requests: list }, context()))).toMatchObject(plain({ 'speed.bytes': 5000, 'speed.page-bytes': 5000 }) as object);
  });

  it('has no page where none was loaded; nothing requested is 0 bytes', () => {
    expect(short(bytes.run({ requests: [] }, onlyClick))).toEqual({ values: { 'speed.bytes': 0 }, findings: [], missing: [], notApplicable: ['speed.page-bytes'] });
  });

  it.each([
    ['bytes', bytes, 'missing'],
    ['requests', requests, 'missing'],
    ['images', images, 'not-available'],
    ['caching', caching, 'not-available'],
    ['kinds', kinds, 'not-available'],
    ['redirects', redirects, 'not-available'],
  ])('of a page whose load was not seen are not available: %s', (name, audit, said) => {
    const outcome = audit.run({ requests: [request()], documents: [] } as never, context());
    expect(said === 'missing' ? outcome : outcome.status).toEqual(said === 'missing' ? expect.objectContaining({ missing: { [`speed.page-${name}`]: expect.stringContaining('not seen') } }) : said);
    expect(outcome).not.toHaveProperty('notApplicable');
  });
});

describe('requests', () => {
  it('leaves out the cache and what is no request', () => {
    const list = [documentRequest, request({ fromCache: true }), request({ url: 'data:text/plain,x' }), documentRequest, request()];
    expect(short(requests.run({ requests: list }, context()))).toEqual(plain({ 'speed.requests': 3, 'speed.page-requests': 2 }));
  });

  it('does not take a frame or a failed page for the page', () => {
    const list = [documentRequest, request({ type: 'document', mainFrame: false }), { ...documentRequest, failure: 'net::ERR_ABORTED' }];
    expect(short(requests.run({ requests: list }, context()))).toEqual(plain({ 'speed.requests': 3, 'speed.page-requests': 3 }));
    expect(short(requests.run({ requests: [request()] }, onlyClick))).toEqual({ values: { 'speed.requests': 1 }, findings: [], notApplicable: ['speed.page-requests'] });
  });
});

describe('third parties', () => {
  it.each([
    ['none', [request()], 0, 0, []],
    ['two hosts', [foreignRequest('a.example'), foreignRequest('a.example'), foreignRequest('b.example')], 3, 2, []],
    ['from the cache', [foreignRequest('a.example', { fromCache: true })], 0, 0, []],
    ['a slow script', [foreignRequest('a.example', { duration: 1001 })], 1, 1, ['moderate a.example']],
    ['just not slow', [foreignRequest('a.example', { duration: 1000 })], 1, 1, []],
    ['a slow picture holds nothing back', [foreignRequest('a.example', { duration: 3000, type: 'image' })], 1, 1, []],
  ])('%s', (_name, list, count, hosts, findings) => {
    expect(short(thirdParties.run({ requests: list }, context()))).toEqual({ values: { 'speed.third-party-requests': count, 'speed.third-party-hosts': hosts }, findings });
  });
});

describe('images', () => {
  const phone = context({ persona: { ...persona, device: { ...persona.device, mobile: true } } });

  it('sums the images of the last page', () => {
    expect(short(images.run({ requests: [imageOf(7), documentRequest, imageOf(10), imageOf(20), request()] }, context()))).toEqual(plain({ 'speed.image-bytes': 30 }));
    expect(images.run({ requests: [] }, onlyClick)).toEqual(noPage);
    expect(images.run({ requests: [documentRequest, imageOf(null)] }, context()).status).toBe('not-available');
  });

  it.each([
    ['a phone', phone, 2617 * 1024, []],
    ['a phone', phone, 2617 * 1024 + 1, ['moderate heavy']],
    ['a phone', phone, 6288 * 1024 + 1, ['serious heavy']],
    ['a desktop', context(), 2617 * 1024 + 1, []],
    ['a desktop', context(), 6856 * 1024, ['moderate heavy']],
  ])('on %s %#', (_name, where, bytes, findings) => {
    expect(short(images.run({ requests: [documentRequest, imageOf(bytes)] }, where))).toEqual({ values: { 'speed.image-bytes': bytes }, findings });
  });
});

describe('redirects', () => {
  it.each([
    ['none', [document()], 0, []],
    ['one', [document({ redirects: [hopTo('/a')] })], 1, []],
    ['two in a chain', [document({ redirects: [hopTo('/a'), hopTo('/b')] })], 2, ['moderate shop.example/a']],
    ['three in a chain', [document({ redirects: [hopTo('/a?x=1'), hopTo('/b'), hopTo('/c')] })], 3, ['serious shop.example/a']],
    ['one each of two pages', [document({ redirects: [hopTo('/a')] }), document({ redirects: [hopTo('/b')] })], 2, []],
  ])('%s', (_name, documents, count, findings) => {
    expect(short(redirects.run({ documents }, context()))).toEqual({ values: { 'speed.redirects': count }, findings });
  });

  it('does not apply without a document', () => {
    expect(redirects.run({ documents: [] }, onlyClick)).toEqual(noPage);
  });
});

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
    expect(performance.run({ lighthouse: [lighthouse({ mode: 'timespan' })] }, context()).status).toBe('not-applicable');
  });

  it.each([
    ['a slow page', 0.89, ['moderate b', 'serious c']],
    ['a fast page', 0.9, ['serious c']],
    ['a page without a score', null, ['serious c']],
  ])('counts opportunities from 100 ms on, and tells those of %s', (_name, score, findings) => {
    const found = [opportunity('a', 99), opportunity('b', 100), opportunity('c', 1001), opportunity('d', null), opportunity('bootup-time', 3000)];
    const report = lighthouse({ performance: score, opportunities: found });
    expect(short(opportunities.run({ lighthouse: [report] }, context()))).toEqual({ values: { 'speed.lighthouse-opportunities': 2 }, findings });
    expect(opportunities.run({ lighthouse: [] }, context()).status).toBe('not-applicable');
    expect(opportunities.run({ lighthouse: [lighthouse({ metrics: {} })] }, context()).status).toBe('not-available');
  });
});
