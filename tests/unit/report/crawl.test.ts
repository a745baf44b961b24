import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { crawl } from '../../../src/report/sections/crawl.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const whole = goldenRecord();

test('of links that were not followed since they act, those that were kept are named: one may be a page', () => {
  if (whole.crawl === undefined) throw new Error('the golden record has a crawl');
  const skipped = [
    { reason: 'acts' as const, count: 7, examples: ['https://shop.example/logout', 'https://shop.example/delete-help/3'] },
    { reason: 'outside' as const, count: 2, examples: ['https://a.example/', 'https://b.example/'] },
  ];
  expect(crawl.view(contextOf(lookUp({ ...whole, crawl: { ...whole.crawl, skipped } })))).toMatchObject({
    skipped: [
      { text: '7 addresses: act, as to log out, delete or order', examples: ['https://shop.example/logout', 'https://shop.example/delete-help/3'] },
      { text: '2 addresses: lead to other sites', examples: ['https://a.example/'] },
    ],
  });
});
