import { describe, expect, test } from 'vitest';
import { checkReferences } from '../../../src/config/references.ts';
import { pathText } from '../../../src/config/problem.ts';

const touchpoint = { stage: 'awareness', steps: [{ visit: '/' }] };
const plan = {
  sites: { ours: { origin: 'https://www.example.com', role: 'own' }, rival: { origin: 'https://rival.example', role: 'competitor' } },
  personas: ['molly-millennial', { extends: 'low-vision', id: 'kim' }],
  journeys: { buy: { goal: 'Buy', touchpoints: { home: touchpoint, confirm: touchpoint } }, read: { goal: 'Read', touchpoints: { article: touchpoint } } },
  gates: [] as unknown[],
};
const found = (data: unknown): string[] => checkReferences(data).map(({ path, found: what }) => `${pathText(path)}: ${what}`);

const withConfirm = (confirm: object, sites: object = plan.sites) => ({ ...plan, sites, journeys: { buy: { goal: 'Buy', touchpoints: { confirm: { stage: 'purchase', ...confirm } } } } });
const typing = (text: string) => withConfirm({ steps: [{ fill: { field: 'Email', with: text } }] });
const order = { click: 'Place order', commits: true };

test('a plan whose names all lead somewhere has no problems', () => {
  const gates = [{ metric: 'speed.lcp', site: 'ours', persona: 'kim', journey: 'read', at: 'article', against: 'rival', worseBy: { ms: 1 } }, { metric: 'x.y', against: 'baseline', new: 0 }];
  expect(found({ ...plan, gates })).toEqual([]);
});

describe('names in gates', () => {
  test.each([
    ['site', { site: 'theirs' }],
    ['persona', { persona: 'gerry-gen-x' }],
    ['journey', { journey: 'sell' }],
    ['at', { at: 'checkout' }],
    ['at', { journey: 'read', at: 'home' }],
    ['against', { against: 'production' }],
  ])('%s', (key, gate) => {
    expect(found({ ...plan, gates: [{ metric: 'speed.lcp', max: 1, ...gate }] })).toEqual([expect.stringMatching(new RegExp(`^gates\\[0\\]\\.${key}: the unknown`))]);
  });
});

describe('steps that commit', () => {
  const allowed = { allow: { commits: true } };
  const { ours, rival } = plan.sites;
  test('are refused on each site that does not allow them, by name', () => {
    expect(found(withConfirm({ steps: [order] }))).toEqual(['journeys.buy.touchpoints.confirm.steps[0].commits: a step that commits on ours and rival, where that is not allowed']);
    expect(found(withConfirm({ steps: [order] }, { ours: { ...ours, ...allowed }, rival }))).toEqual([expect.stringContaining('commits on rival,')]);
    expect(found(withConfirm({ steps: [order] }, { ours: { ...ours, ...allowed }, rival: { ...rival, ...allowed } }))).toEqual([]);
  });
  test('are not taken where the site has steps of its own', () => {
    expect(found(withConfirm({ steps: [order], on: { rival: { steps: [] } } }, { ours: { ...ours, ...allowed }, rival }))).toEqual([]);
    expect(found(withConfirm({ steps: [order], on: { rival: { arrived: 'Done' } } }, { ours: { ...ours, ...allowed }, rival }))).toEqual([expect.stringContaining('commits on rival,')]);
    expect(found(withConfirm({ steps: [], on: { rival: { steps: [order] } } }))).toEqual([expect.stringMatching(/^journeys\.buy\.touchpoints\.confirm\.on\.rival\.steps\[0\]\.commits: /)]);
  });
  test('are refused in logins too', () => {
    expect(found({ ...plan, sites: { ours: { ...ours, login: { steps: [order], arrived: 'Hello' } } } })).toEqual([expect.stringMatching(/^sites\.ours\.login\.steps\[0\]\.commits: /)]);
  });
});

describe('templates', () => {
  test('may use what every persona has', () => {
    expect(found(typing('{persona.firstName} {persona.lastName}'))).toEqual([]);
  });
  test('may not use what a persona does not have', () => {
    expect(found({ ...typing('{persona.vatNumber}'), personas: ['molly-millennial', { extends: 'low-vision', id: 'kim', data: { vatNumber: 'GB1' } }] })).toEqual([
      expect.stringContaining('`{persona.vatNumber}`, which molly-millennial does not have'),
    ]);
    expect(found(typing('{persona.}'))).toEqual([expect.stringContaining('`{persona.}`, which no persona of this plan has')]);
    expect(found(typing('{persona.constructor}'))).toEqual([expect.stringContaining('`{persona.constructor}`, which no persona of this plan has')]);
  });
});

describe('personas', () => {
  test('extend only what stands above them, never themselves', () => {
    expect(found({ ...plan, personas: [{ extends: 'kim', id: 'ann' }, { extends: 'low-vision', id: 'kim' }] })).toEqual(['personas[0].extends: the unknown persona "kim"']);
    expect(found({ ...plan, personas: [{ extends: 'kim', id: 'kim' }] })).toEqual(['personas[0].extends: the unknown persona "kim"']);
  });
  test('are not blamed for the faults of the one they extend', () => {
    expect(found({ ...plan, personas: [{ extends: 'low-vision', id: 'kim', device: 'phon' }, { extends: 'kim', id: 'ann' }] })).toEqual([]);
    expect(found({ ...plan, personas: [{ extends: 'nobody', id: 'kim' }, { extends: 'kim', id: 'ann' }] })).toEqual(['personas[0].extends: the unknown persona "nobody"']);
  });
  test('take the id of what they extend only once', () => {
    expect(found({ ...plan, personas: ['low-vision', { extends: 'low-vision', locale: 'de-DE' }] })).toEqual(['personas[1]: a second persona with the id `low-vision`']);
  });
});

describe('addresses', () => {
  test.each(['https://www.example.com/shop', 'https://www.example.com?x=1', 'https://www.example.com/#top', 'https://kim:tr4il@www.example.com'])('%s is more than an origin', (origin) => {
    const [problem] = checkReferences({ ...plan, sites: { ours: { origin, role: 'own' } } });
    expect(problem).toMatchObject({ path: ['sites', 'ours', 'origin'], suggestion: 'https://www.example.com' });
    expect(JSON.stringify(problem)).not.toContain('tr4il');
  });
  test('also where other origins are allowed', () => {
    expect(found({ ...plan, sites: { ours: { ...plan.sites.ours, allow: { origins: ['https://pay.example/now'] } } } })).toEqual(['sites.ours.allow.origins[0]: "https://pay.example/now"']);
  });
});

test('what is no plan at all has no references', () => {
  expect([null, 5, [], { sites: [], personas: {}, journeys: 'x', gates: [5] }].flatMap(found)).toEqual([]);
});
