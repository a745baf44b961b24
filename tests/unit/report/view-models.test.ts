import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { Comparison } from '../../../src/model/record.ts';
import { absenceOf } from '../../../src/report/absence.ts';
import { linkable } from '../../../src/report/anchors.ts';
import { rangeBar, stackedBar } from '../../../src/report/charts/bars.ts';
import { journeyChart, markOf } from '../../../src/report/charts/journey-lines.ts';
import { embedShots, wantedShots } from '../../../src/report/images.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { adviceParts, withShortPaths } from '../../../src/report/phrases.ts';
import { ratedValue } from '../../../src/report/words.ts';
import { gapText, positionText, standings, tally } from '../../../src/report/sections/sites.ts';
import { populationText, threeViews } from '../../../src/report/sections/three-views.ts';

const record = goldenRecord();
const lookup = lookUp(record);
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
const metric = (id: string) => {
  const found = lookup.metric(id);
  if (found === undefined) throw new Error(`the golden record has no ${id}`);
  return found;
};
const at = (touchpoint: string, persona = 'molly-millennial') => ({ persona, journey: 'buy-a-tent', touchpoint });

const standing = (id: string, touchpoint: string) => Object.fromEntries(standings(lookup, metric(id), at(touchpoint)).of);
const reached = (seconds: number | null) => ({ seconds, stopped: null, reached: true, label: '' });

describe('three views of a number', () => {
  test('observed with its spread, against a threshold, a population, another site and a baseline', () => {
    const views = threeViews(lookup, metric('speed.lcp'), { site: 'fernwood', ...at('home') });
    expect(plain(views?.value)).toBe('4.3 s');
    expect(plain(views?.spread)).toBe('4.1–4.6 s in 3 samples');
    expect(views?.threshold?.word).toBe('Poor');
    expect(views?.population).toBe('60% to 70% do better: Largest Contentful Paint of sites, mobile (HTTP Archive) (2025)');
    expect(views?.others.map((other) => [other.mark.word, plain(other.text)])).toEqual([
      ['Worse', 'Campline: 3.2 s, +1.1 s'],
      ['Worse', 'release-41, 2026-11-14: 3.4 s, +861 ms'],
    ]);
    expect(views?.unheld).toBe(false);
  });

  test.each([
    ['speed.lcp', 2500, '2.5 s'],
    ['speed.lcp', 2540, '2.54 s'],
    ['speed.lcp', 2500.4, '2.5004 s'],
    ['speed.lcp', 4049, '4.05 s'],
    ['speed.lcp', 2610, '2.6 s'],
    ['speed.cls', 0.1004, '0.1004'],
    ['speed.cls', 0.1, '0.10'],
    ['speed.inp', 200.4, '200.4 ms'],
  ])('what lies beyond a limit does not read like it: %s of %d', (id, value, text) => {
    expect(plain(ratedValue(value, { unit: metric(id).unit, threshold: { good: { 'speed.lcp': 2500, 'speed.inp': 200 }[id] ?? 0.1, poor: { 'speed.lcp': 4000, 'speed.inp': 500 }[id] ?? 0.25, source: metric(id).source } }))).toBe(text);
    expect(plain(threeViews(lookUp({ ...record, measurements: record.measurements.map((one) => (one.metric === id ? { ...one, value } : one)) }), { ...metric('speed.lcp') }, { site: 'fernwood', ...at('home') })?.value)).toBe(id === 'speed.lcp' ? text : '4.3 s');
  });

  test('a number that is missing says why and shows nothing else', () => {
    expect(threeViews(lookup, metric('speed.inp'), { site: 'fernwood', ...at('confirm') })).toMatchObject({ value: null, absent: { word: 'not available', reason: 'the customer did nothing here that could be timed' }, threshold: null, unheld: false });
  });

  test('where there is nothing to measure, nothing is said to be missing', () => {
    expect(absenceOf({ applicable: false, unavailable: 'not applicable: no page was loaded here' }, 'no reason')).toEqual({ word: 'not applicable', reason: 'no page was loaded here' });
    expect(absenceOf({ applicable: false, unavailable: 'not applicable at any touchpoint' }, 'no reason')).toEqual({ word: 'not applicable', reason: 'at any touchpoint' });
    expect(absenceOf({ applicable: false }, 'no reason')).toEqual({ word: 'not applicable', reason: null });
    expect(absenceOf({ unavailable: 'the browser told no size' }, 'no reason')).toEqual({ word: 'not available', reason: 'the browser told no size' });
    expect(absenceOf(undefined, 'It was not measured.')).toEqual({ word: 'not available', reason: 'It was not measured.' });
  });

  test('a number without any benchmark says so', () => {
    expect(threeViews(lookup, metric('friction.effort.typing'), { site: 'campline', ...at('checkout') })?.unheld).toBe(true);
  });

  test('a metric nobody measured has no views', () => {
    expect(threeViews(lookup, { ...metric('speed.lcp'), id: 'speed.unknown' }, { site: 'fernwood', ...at('home') })).toBeNull();
  });

  test.each([
    [0, 10, 'fewer than 10% do better'],
    [90, 100, 'more than 90% do better'],
    [50, 50, 'about 50% do better'],
  ])('percentiles %d to %d read as %s', (from, to, text) => {
    const comparison = record.comparisons.find((candidate) => candidate.percentile !== null);
    expect(populationText({ ...(comparison as Comparison), percentile: { from, to } })).toContain(text);
  });
});

describe('site against site', () => {
  test('samples that lie apart make one best', () => {
    expect(standing('speed.lcp', 'home')).toEqual({ fernwood: 'behind', campline: 'best' });
  });

  test('with three sites each has its place, and those that are level share one', () => {
    const [first, second] = [2000, 3000].map((value) => ({ value, low: value, high: value }));
    const measured = (site: string, of: typeof first) => ({ metric: 'trust.header-points', site, ...at('home'), samples: [{ visit: 'v~1', value: of?.value ?? 0 }], ...(of ?? { value: 0, low: 0, high: 0 }) });
    const third = { ...record.plan.sites['campline'], role: 'competitor' as const, origin: 'https://third.example' };
    const three = lookUp({ ...record, comparisons: [], plan: { ...record.plan, sites: { ...record.plan.sites, third } }, measurements: [measured('fernwood', first), measured('campline', second), measured('third', second)] });
    expect(['fernwood', 'campline', 'third'].map((site) => positionText(three, metric('trust.header-points'), { site, ...at('home') }))).toEqual(['place 3 of 3', 'place 1 of 3', 'place 1 of 3']);
    expect(positionText(lookup, metric('speed.lcp'), { site: 'campline', ...at('home') })).toBeNull();
  });

  test('says at how many touchpoints a site leads', () => {
    const leadsAt = (id: string): string => tally(lookup, [metric('speed.lcp'), metric('trust.header-points')], lookup.site(id)).led ?? '';
    expect(leadsAt('campline')).toMatch(/^Leads at [1-9]\d* of \d+ touchpoints \(\d+.%\)/);
    expect(leadsAt('fernwood')).toMatch(/^Leads at 0 of /);
  });

  test('samples that overlap are a tie', () => {
    expect(standing('speed.inp', 'home')).toEqual({ fernwood: 'tie', campline: 'tie' });
  });

  test('where one site has no number, nobody is best', () => {
    expect(standing('speed.inp', 'confirm')).toEqual({});
    const alone = lookUp({ ...record, measurements: record.measurements.filter((measurement) => measurement.site === 'fernwood') });
    expect(standings(alone, metric('speed.lcp'), at('home')).of.size).toBe(0);
  });

  test('what the run says about a pair counts more than the look of the samples', () => {
    const comparisons = record.comparisons.map((comparison): Comparison => (comparison.benchmark.kind === 'site' ? { ...comparison, verdict: 'no-difference' } : comparison));
    expect(Object.fromEntries(standings(lookUp({ ...record, comparisons }), metric('speed.lcp'), at('home')).of)).toEqual({ fernwood: 'tie', campline: 'tie' });
  });

  test('where more is better, the highest is best', () => {
    expect(standing('trust.header-points', 'home')).toEqual({ fernwood: 'behind', campline: 'best' });
  });

  test('the gap is told in the unit, and as a multiple where that is much', () => {
    expect(plain(gapText(14, 2, metric('accessibility.violations')))).toBe('12 more, 7.0 times as much');
    expect(plain(gapText(2300, 2000, metric('speed.lcp')))).toBe('300 ms more');
    expect(plain(gapText(45, 95, metric('trust.header-points')))).toBe('50 points less');
  });
});

describe('the journey map', () => {
  test('more seconds stand higher, and the scale is that of all sites', () => {
    const [line] = journeyChart([{ series: 0, title: 'a', points: [reached(10), reached(40)] }], 2, 80).lines;
    const [low, high] = line?.points ?? [];
    expect(low?.y).toBeGreaterThan(high?.y ?? Infinity);
    expect(high?.y).toBeGreaterThan(50);
  });

  test('the line ends where the persona is blocked', () => {
    const blocked = { seconds: null, stopped: 'blocked' as const, reached: false, label: 'blocked' };
    const [line] = journeyChart([{ series: 0, title: 'a', points: [reached(10), blocked, { ...reached(null), reached: false }] }], 3, 10).lines;
    expect(line?.points).toHaveLength(1);
    expect(line?.end).toMatchObject({ word: 'blocked', y: line?.points[0]?.y });
  });

  test('a number that is missing leaves a gap and is not drawn as 0', () => {
    const [line] = journeyChart([{ series: 0, title: 'a', points: [reached(10), reached(10), reached(null), reached(10), reached(10)] }], 5, 10).lines;
    expect(line?.points).toHaveLength(4);
    expect(line?.paths).toHaveLength(2);
  });

  test('ten personas are told apart by shape, colour or dash', () => {
    const looks = Array.from({ length: 10 }, (_, series) => JSON.stringify(markOf(series)));
    expect(new Set(looks).size).toBe(10);
  });
});

test('bars stay inside their drawing and add up', () => {
  expect(rangeBar(5, 4, 99, 10, 130)).toMatchObject({ at: 65 });
  expect(rangeBar(5, 4, 99, 10, 130).from + rangeBar(5, 4, 99, 10, 130).width).toBeLessThanOrEqual(130);
  const bars = stackedBar([{ title: 'a', series: 0, value: 1 }, { title: 'b', series: 4, value: 3 }], 4, 200);
  expect(bars.map((bar) => [bar.x, bar.width])).toEqual([[0, 50], [50, 150]]);
});

test('addresses of pages become links only if they lead to the web', () => {
  expect(linkable('https://example.com/a')).toBe('https://example.com/a');
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', '', undefined]) expect(linkable(address)).toBeNull();
});

describe('screenshots', () => {
  test('one per site, touchpoint and device class, read once', async () => {
    const read: string[] = [];
    const shots = await embedShots(wantedShots(lookup), async (path) => {
      read.push(path);
      return new Uint8Array([1]);
    }, 4_000_000);
    expect(new Set(read).size).toBe(read.length);
    expect(shots.get('fernwood~buy-a-tent~home')?.map((shot) => [shot.device, shot.data])).toEqual([['phone', 'data:image/jpeg;base64,AQ=='], ['desktop', 'data:image/jpeg;base64,AQ==']]);
    expect(shots.get('campline~buy-a-tent~product')?.find((shot) => shot.device === 'desktop')).toMatchObject({ data: null, absent: 'It is not a picture (text/html).' });
  });

  test('a picture that is gone or too large is told, not thrown', async () => {
    const gone = await embedShots(wantedShots(lookup), () => Promise.reject(new Error('gone')), 4_000_000);
    expect(gone.get('fernwood~buy-a-tent~home')?.[0]?.absent).toMatch(/could not be read/);
    const large = { ...record, touchpoints: record.touchpoints.map((summary) => (summary.screenshot === undefined ? summary : { ...summary, screenshot: { ...summary.screenshot, bytes: 4_000_000 } })) };
    const left = await embedShots(wantedShots(lookUp(large)), async () => new Uint8Array([1]), 4_000_000);
    expect(left.get('fernwood~buy-a-tent~home')?.[0]?.absent).toMatch(/left out to keep this file small/);
  });
});

test('paths to elements are cut where they would be read by people, and links to rules are taken out of the sentence', () => {
  expect(withShortPaths('Give html > body > header > form > button a name.')).toBe('Give form > button a name.');
  expect(withShortPaths('turn html > body > div:nth-of-type(3) > div:nth-of-type(1) into a button')).toBe('turn div:nth-of-type(3) > div:nth-of-type(1) into a button');
  expect(withShortPaths('5 > 3 and a > b stay')).toBe('5 > 3 and a > b stay');
  expect(adviceParts('Put text in the link. Details: https://example.org/rules/link-name?application=axeAPI')).toEqual({ text: 'Put text in the link.', more: 'https://example.org/rules/link-name?application=axeAPI' });
  expect(adviceParts('Show the total.')).toEqual({ text: 'Show the total.', more: null });
});
