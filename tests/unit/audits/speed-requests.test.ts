import { describe, expect, it } from 'vitest';
import { audit as bytes } from '../../../audits/speed/bytes.ts';
import { audit as caching } from '../../../audits/speed/caching.ts';
import { audit as images } from '../../../audits/speed/images.ts';
import { audit as kinds } from '../../../audits/speed/kinds.ts';
import { audit as redirects } from '../../../audits/speed/redirects.ts';
import { audit as requests } from '../../../audits/speed/requests.ts';
import { audit as thirdParties } from '../../../audits/speed/third-parties.ts';
import { audit as unusedCode } from '../../../audits/speed/unused-code.ts';
import { context, document, documentRequest, onlyClick, persona, request } from './evidence.ts';
import { noPage, plain, short } from './outcome.ts';

const foreignRequest = (host: string, different: Parameters<typeof request>[0] = {}) => request({ url: `https://${host}/x.js`, thirdParty: true, ...different });
const imageOf = (transferred: number | null) => request({ type: 'image', transferred });
const hopTo = (path: string) => ({ url: `https://shop.example${path}`, status: 302 });

describe('unused styles', () => {
  const sheet = (different: Parameters<typeof request>[0] = {}) => request({ type: 'stylesheet', url: 'https://shop.example/a.css', transferred: 40_000, ...different });
  const judged = (own: ReturnType<typeof request>) => unusedCode.run({ styleUse: [{ url: 'https://shop.example/a.css', characters: 100, used: 25 }], requests: [documentRequest, own] }, context());

  it('are counted by the share of the text', () => {
    expect(short(judged(sheet()))).toEqual({ values: { 'speed.unused-css': 30_000 }, findings: ['minor shop.example/a.css'], missing: ['speed.unused-javascript'] });
  });

  it.each([
    ['a service worker has fetched the file', { transferred: null, byWorker: true as const }],
    ['the file is still arriving', { transferred: null, duration: null }],
  ])('are not known where %s', (_name, different) => {
    expect(short(judged(sheet(different)))).toEqual({ values: {}, findings: [], missing: ['speed.unused-javascript', 'speed.unused-css'] });
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

it('a slow script of a third party rests on a time, though requests are counted', () => {
  expect(thirdParties.run({ requests: [foreignRequest('a.example', { duration: 1001 })] }, context())).toMatchObject({ findings: [{ timed: true }] });
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
