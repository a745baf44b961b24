import { describe, expect, test } from 'vitest';
import type { FindingDraft } from '../../../src/model/results.ts';
import { Finding } from '../../../src/model/results.ts';
import { collated, visitSaying } from './collated.ts';
import { consoleAudit, ledgerFor, touchpoint, visitWith } from './evidence.ts';

describe('findings', () => {
  const draft: FindingDraft = { kind: 'pain-point', severity: 'minor', title: 'It talks', advice: 'Silence it', direction: 'stop', key: 'div > a[href="/x"]', confidence: 'B', effort: 'small' };
  const finding = (changes: (count: number) => Partial<FindingDraft> = () => ({})) =>
    consoleAudit({ run: ({ console }) => ({ status: 'measured', values: {}, findings: console.length === 0 ? [] : [{ ...draft, ...changes(console.length) }] }) });
  const visits = [1, 2, 3].map((sample) => visitSaying({ home: sample, basket: 0 }, { sample }));

  test('one finding for what was seen in several visits, with its places', () => {
    const { findings } = collated([...visits, visitSaying({ home: 0, basket: 1 }, { pass: 'inspection' })], { audit: finding() });
    expect(findings).toEqual([
      {
        ...draft,
        id: 'friction/console:div-a-href-x~2b878b45@ours',
        confidence: 'A',
        audit: 'friction/console',
        area: 'friction',
        why: 'Because',
        source: { title: 'A source', year: 2024 },
        places: [
          { site: 'ours', persona: 'kim', journey: 'buy', touchpoint: 'home', url: 'https://ours.example/home', visits: [1, 2, 3].map((sample) => `ours~kim~buy~experience~${sample}`) },
          { site: 'ours', persona: 'kim', journey: 'buy', touchpoint: 'basket', url: 'https://ours.example/basket', visits: ['ours~kim~buy~inspection~1'] },
        ],
      },
    ]);
    for (const one of findings) expect(Finding.parse(one)).toEqual(one);
  });

  test.each([
    ['B', 3, 'A'],
    ['B', 2, 'B'],
    ['A', 2, 'B'],
    ['C', 3, 'C'],
    ['D', 3, 'D'],
  ] as const)('confidence %s in %d visits is %s', (claimed, count, expected) => {
    expect(collated(visits.slice(0, count), { audit: finding(() => ({ confidence: claimed })) }).findings[0]?.confidence).toBe(expected);
  });

  test('the middle sample speaks for its place, and the worst place for all; the cost is the median', () => {
    const audit = finding((count) => ({ severity: count > 1 ? 'critical' : 'minor', title: `${count}`, cost: count * count }));
    expect(collated(visits, { audit }).findings).toMatchObject([{ severity: 'critical', title: '2', cost: 4 }]);
    const worseElsewhere = [1, 2, 3].map((sample) => visitSaying({ home: sample, basket: 5 }, { sample }));
    expect(collated(worseElsewhere, { audit }).findings).toMatchObject([{ severity: 'critical', title: '5' }]);
  });

  test.each([
    ['timing', {}, 1, []],
    ['timing', {}, 2, ['home']],
    ['exact', {}, 1, ['home']],
    ['exact', { timed: true }, 1, []],
    ['exact', { timed: true }, 2, ['home']],
  ] as const)('a finding of a %s metric (%j) in %d of 3 samples is told at %j', (kind, changes, seen, expected) => {
    const audit = { ...finding(() => changes), metrics: finding().metrics.map((metric) => ({ ...metric, kind })) };
    const some = [1, 2, 3].map((sample) => visitSaying({ home: sample <= seen ? 1 : 0, basket: 0 }, { sample }));
    expect(collated(some, { audit }).findings.flatMap(({ places }) => places.map(({ touchpoint }) => touchpoint))).toEqual(expected);
  });

  test('a pain point and a delight with one key stay apart', () => {
    const { findings } = collated(visits, { audit: finding((count) => ({ kind: count === 2 ? 'delight' : 'pain-point' })) });
    expect(findings.map(({ id }) => id)).toEqual(['friction/console:div-a-href-x~2b878b45@ours', 'friction/console:div-a-href-x~2b878b45:delight@ours']);
  });

  test('keys that read alike once they are an id stay apart', () => {
    const keys = ['GET a/b', 'GET a b', `${'x'.repeat(90)}1${'x'.repeat(90)}`, `${'x'.repeat(90)}2${'x'.repeat(90)}`];
    const ids = keys.flatMap((key) => collated(visits, { audit: finding(() => ({ key })) }).findings.map(({ id }) => id));
    expect(new Set(ids).size).toBe(keys.length);
    const { findings } = collated(visits, { audit: finding((count) => ({ key: count === 2 ? 'a/b' : 'a b' })) });
    expect(findings.map(({ key }) => key).sort()).toEqual(['a b', 'a/b']);
  });

  test('ids are bounded', () => {
    const { findings } = collated(visits, { audit: finding(() => ({ key: 'a'.repeat(10_000) })) });
    expect(findings[0]?.id.length).toBeLessThan(160);
  });

  test('samples that do not count find nothing', () => {
    const ledger = ledgerFor(visits, ({ unit }) => (unit.sample === 1 ? 'valid' : 'invalid'));
    expect(collated(visits, { audit: finding(), ledger }).findings[0]?.places[0]?.visits).toEqual(['ours~kim~buy~experience~1']);
    expect(collated(visits, { audit: finding(), ledger: [] }).findings).toEqual([]);
  });

  test('what says why a sample does not count is told of it', () => {
    const ledger = ledgerFor(visits, () => 'invalid');
    expect(collated(visits, { audit: { ...finding(), alsoInvalid: true }, ledger }).findings).not.toEqual([]);
  });

  test('the screenshot is that of the inspection where the visit itself has none', () => {
    const screenshot = { path: 'a.jpg', mediaType: 'image/jpeg', bytes: 10 };
    const inspected = visitWith([touchpoint('home', { collected: { screenshot } }), touchpoint('basket')], { pass: 'inspection' });
    const { findings } = collated([...visits, inspected], { audit: finding() });
    expect(findings[0]?.places).toMatchObject([{ touchpoint: 'home', screenshot }]);
  });

  test('a place has the box of the element that was met there, unless it was met on the way', () => {
    const screenshot = { path: 'a.jpg', mediaType: 'image/jpeg', bytes: 10 };
    const box = { x: 1, y: 2, width: 30, height: 40 };
    const pictured = { path: 'a.jpg', width: 412, height: 823, elements: [{ selector: '#here', box, component: 'link named main' }, { selector: '#worst', box: { ...box, x: 9 }, component: 'button' }] };
    const inspected = visitWith([touchpoint('home', { collected: { screenshot, pictured } }), touchpoint('basket')], { pass: 'inspection' });
    const placed = (changes: (count: number) => Partial<FindingDraft>) => collated([...visits, inspected], { audit: finding(changes) }).findings;
    expect(placed(() => ({ selector: '#here' }))).toMatchObject([{ selector: '#here', component: 'link named main', places: [{ touchpoint: 'home', box }] }]);
    expect(placed(() => ({ selector: '#here' }))[0]?.places[0]).not.toHaveProperty('selector');
    expect(placed((count) => (count === 2 ? { selector: '#elsewhere' } : { selector: '#here', cost: count }))[0]?.places[0]).toMatchObject({ box });
    for (const changes of [{ selector: '#nowhere' }, { selector: '#here', state: 'click “Menu”' }]) expect(placed(() => changes)[0]?.places[0]).not.toHaveProperty('box');
  });
});
