import { expect, it } from 'vitest';
import { differentConditions } from '../../../src/compare/conditions.ts';
import { conditions, metric } from './make.ts';

it('what was sent behind the user agent is that of the site that stood for this one', () => {
  const place = { metric: metric(), site: 'ours', siteThen: 'live', persona: 'gerry', journey: 'buy' };
  const [now, then] = [conditions({ names: { ours: 'Shopper' } }), conditions({ names: { live: 'Shopper' } })];
  expect(differentConditions(now, then, place)).toEqual([]);
  expect(differentConditions(now, then, { ...place, siteThen: 'ours' })).toEqual([expect.stringContaining('(nothing then, Shopper now)')]);
});
