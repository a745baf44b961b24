import { describe, expect, it } from 'vitest';
import { conditionsOf, nameAt, unreadNotes } from '../../src/conditions.ts';
import { CrawlPlan } from '../../src/model/crawl-plan.ts';
import { plan } from './compare/make.ts';

describe('what is not known of the machine', () => {
  it.each([
    [[], false, []],
    [[2], false, ['The speed of this machine could not be read after round 2 of the timed visits: whether it was too busy then is not known.']],
    [[1, 3], true, ['The speed of this machine could not be read after the rounds 1, 3 of the timed visits: whether it was too busy then is not known.', 'The speed of this machine could not be read after the timed visits: whether it stayed the same is not known.']],
  ])('is told: rounds %j, afterwards %s', (rounds, afterwards, notes) => {
    expect(unreadNotes(new Set(rounds), afterwards)).toEqual(notes);
  });
});

describe('the name that a crawl gives itself', () => {
  const { ours } = plan().sites;
  if (ours === undefined) throw new Error('the plan has that site');
  const crawled = plan({ crawl: CrawlPlan.parse({ site: 'ours', userAgent: 'Shopper (a@example.com)' }) });
  const of = (what: typeof crawled) => conditionsOf({ plan: what, visits: [], hostIndex: { before: [], after: [] }, notes: [] });

  it('stands in all visits to that site, and in none to another', () => {
    expect([nameAt(crawled, 'ours'), nameAt(crawled, 'rival'), nameAt(plan(), 'ours')]).toEqual(['Shopper (a@example.com)', undefined, undefined]);
  });

  it('is a condition of the run, and told', () => {
    expect(of(crawled)).toMatchObject({ names: { ours: 'Shopper (a@example.com)' }, notes: ['In visits to ours the browser sent "Shopper (a@example.com)" behind its own user agent, but for the scripts of service workers and what shared workers ask for: these belong to no page, and other sites were visited in the same browser.'] });
    expect(of({ ...crawled, sites: { ours } }).notes).toEqual(['In visits to ours the browser sent "Shopper (a@example.com)" behind its own user agent.']);
    expect(of(plan())).not.toHaveProperty('names');
  });
});
