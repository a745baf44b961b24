import { expect, test } from 'vitest';
import type { Opened } from '../../../src/crawl/options.ts';
import { siteFindings } from '../../../src/crawl/site-findings.ts';

const page = (path: string, more: Partial<Opened>): Opened => ({ url: `https://shop.example${path}`, identity: `https://shop.example${path}`, status: 200, problem: null, location: null, isPage: false, title: '', digest: '', canonical: null, wishes: [], languages: [], from: null, ...more });
const kinds = (...opened: Opened[]): string[] => siteFindings({ opened, links: { of: () => ({ places: ['https://shop.example/'], inAll: 1 }) }, listed: new Set(), followedLinks: true, ended: 'complete' }).findings.map(({ kind, url }) => `${kind} ${new URL(url).pathname}`);

test('a page that is gone is a broken link, a server that wants to be asked less often is none', () => {
  expect(kinds(page('/gone', { status: 410 }), page('/failed', { status: 503 }), page('/often', { status: 429 }), page('/down', { status: null, problem: 'nothing listens at this address' }))).toEqual(['broken-link /down', 'broken-link /failed', 'broken-link /gone']);
});
