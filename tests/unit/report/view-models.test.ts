import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { Comparison, LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import { absenceOf } from '../../../src/report/absence.ts';
import { linkable } from '../../../src/report/anchors.ts';
import { changeSentence, changeSentences } from '../../../src/report/changes.ts';
import { rangeBar, stackedBar } from '../../../src/report/charts/bars.ts';
import { journeyChart, markOf } from '../../../src/report/charts/journey-lines.ts';
import { effortImpactMatrix } from '../../../src/report/charts/matrix.ts';
import { embedShots, wantedShots } from '../../../src/report/images.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { adviceParts, withShortPaths } from '../../../src/report/phrases.ts';
import { personas } from '../../../src/report/sections/personas.ts';
import { gapText, positionText, standings, tally } from '../../../src/report/sections/sites.ts';
import { populationText, threeViews } from '../../../src/report/sections/three-views.ts';
import { todo } from '../../../src/report/sections/todo.ts';
import { verdict, withoutOutcome } from '../../../src/report/sections/verdict.ts';
import { sectionContext } from '../../../src/report/view-model.ts';

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
const view = async (changed: Partial<RunRecord>) => verdict.view(await sectionContext({ ...record, ...changed }, null)) as { worst: { title: string; whom: string }[]; headline: string; first: object | null; mark: { word: string; tone: string }; elsewhere: { worst: { title: string }[] } | null; finishes: { text: string; tone: string; partly: string | null }[]; gates: { mark: { word: string } }[]; coverage: { reached: boolean; share: string }; worstTitle: string };

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
  const bars = stackedBar([{ title: 'a', value: 1 }, { title: 'b', value: 3 }], 4, 200);
  expect(bars.map((bar) => [bar.x, bar.width])).toEqual([[0, 50], [50, 150]]);
});

test('addresses of pages become links only if they lead to the web', () => {
  expect(linkable('https://example.com/a')).toBe('https://example.com/a');
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', '', undefined]) expect(linkable(address)).toBeNull();
});

describe('the first screen', () => {
  test('names the worst, for whom, and who finishes', async () => {
    const first = await view({});
    expect(first.worst).toHaveLength(3);
    expect(first.first).toEqual({ advice: 'Make “Pay now” a real button element, so that Tab reaches it and Enter presses it.', effort: 'small' });
    expect(first.worst[0]).toMatchObject({ title: 'The button “Pay now” cannot be reached with the keyboard.', whom: 'Kim, keyboard only' });
    expect(first.finishes.map((finish) => [finish.text, finish.tone])).toEqual([['2 of 3 personas finish the journey', 'poor'], ['3 of 3 personas finish the journey', 'good']]);
    expect(first.gates.map((gate) => gate.mark.word)).toEqual(['Failed', 'Not measured', 'Inconclusive', 'Passed']);
  });

  describe('who finishes, over all samples', () => {
    const at = (persona: string, samples: readonly number[], status: LedgerEntry['status'], touchpoint: string, reason?: string) => (entry: LedgerEntry): LedgerEntry =>
      entry.site === 'campline' && entry.persona === persona && entry.pass === 'experience' && samples.includes(entry.sample) && entry.touchpoint === touchpoint ? { ...entry, status, ...(reason !== undefined && { reason }) } : entry;
    const campline = async (change: (entry: LedgerEntry) => LedgerEntry) => (await view({ ledger: record.ledger.map(change) })).finishes[1];

    test('stopped in two of three samples is not finished, though the first sample got there', async () => {
      const finish = await campline(at('molly-millennial', [2, 3], 'valid', 'confirm', 'TARGET_MISSING: …'));
      expect(finish).toMatchObject({ text: '2 of 3 personas finish the journey', tone: 'poor', partly: 'Molly Millennial finishes in 1 of 3 samples' });
    });

    test('a sample that measured something else says nothing of it', async () => {
      expect(await campline(at('molly-millennial', [2, 3], 'invalid', 'confirm'))).toMatchObject({ text: '3 of 3 personas finish the journey', tone: 'good', partly: null });
    });

    test('a persona without any valid sample is not counted', async () => {
      expect(await campline(at('molly-millennial', [1, 2, 3], 'missing', 'confirm'))).toMatchObject({ text: '2 of 2 personas finish the journey' });
    });

    test('the side by side of personas says the same', async () => {
      const ledger = record.ledger.map(at('molly-millennial', [2, 3], 'not-reached', 'confirm'));
      const side = personas.view(await sectionContext({ ...record, ledger }, null)) as { journeys: { personas: { rows: { siteId: string; mark: { word: string; tone: string }; text: string }[] }[] }[] };
      const row = side.journeys[0]?.personas[0]?.rows.find(({ siteId }) => siteId === 'campline');
      expect(row).toMatchObject({ mark: { word: 'Not always', tone: 'warn' }, text: 'finished in 1 of 3 samples' });
    });
  });

  test('says in one sentence how it went for customers on our site', async () => {
    expect((await view({})).headline).toBe('1 of 3 personas (Kim, keyboard only) does not get to the end of the journey on Fernwood Outdoor, and 20 pain points were found, 1 of them critical.');
    expect((await view({ findings: [], ledger: record.ledger.filter((entry) => entry.persona === 'gerry-gen-x') })).headline).toBe('The customer gets to the end of the journey on Fernwood Outdoor, and no pain point was found.');
    expect((await view({ ledger: [] })).headline).toBe('Nothing could be measured on Fernwood Outdoor.');
  });

  test('a run without gates is not shown as a success', async () => {
    expect((await view({ gates: [], verdict: { outcome: 'pass', exitCode: 0, sentence: 'No gates were declared.' } })).mark).toMatchObject({ word: 'No gates set', tone: 'neutral' });
    expect((await view({ verdict: { outcome: 'pass', exitCode: 0, sentence: 'Passed.' } })).mark).toMatchObject({ word: 'Passed', tone: 'good' });
  });

  test('where our site has no pain points, the worst of the others is told', async () => {
    const first = await view({ findings: record.findings.filter((finding) => finding.places.every((place) => place.site === 'campline')), touchpoints: record.touchpoints.filter((summary) => summary.status === 'reached') });
    expect(first.worst).toEqual([]);
    expect(first.elsewhere?.worst.length).toBeGreaterThan(0);
  });

  test('tells of a persona who is stuck even if no audit found the reason', async () => {
    expect((await view({ findings: [] })).worst[0]?.title).toBe('Kim, keyboard only cannot get past “Checkout”');
  });

  test('a run in which nothing was expected has not reached its coverage', async () => {
    expect((await view({ coverage: { expected: 0, valid: 0, share: 0, required: 0 } })).coverage).toMatchObject({ reached: false, share: 'not available' });
  });

  test('says what changed since the baseline, and nothing where there is none', () => {
    expect(changeSentences(lookup)).toEqual(['Against release-41, 2026-11-14: 3 of 18 numbers are worse, none is better, 14 show no difference, 1 is not available.']);
    expect(changeSentences(lookUp({ ...record, comparisons: [] }))).toEqual([]);
  });

  test('what was measured under other conditions counts neither as worse nor as better', () => {
    const baseline = record.comparisons.filter(({ benchmark }) => benchmark.kind === 'baseline').map((comparison): Comparison => ({ ...comparison, changed: ['the browser'] }));
    expect(changeSentence(baseline)).toBe('Against release-41, 2026-11-14: none of 18 numbers is worse, none is better, 18 were taken under other conditions and tell nothing.');
  });

  test('a site of reference is told like an earlier run, a competitor is not', () => {
    const reference = { ...record.plan.sites['campline'], role: 'reference' as const, origin: 'https://www.campline.example', title: 'Campline' };
    const changed = lookUp({ ...record, plan: { ...record.plan, sites: { ...record.plan.sites, campline: reference } } });
    expect(changeSentences(changed).map((sentence) => sentence.split(':')[0])).toEqual(['Against release-41, 2026-11-14', 'Against Campline']);
  });

  test('does not say the outcome twice', () => {
    expect(withoutOutcome('Failed: the one gate failed.', 'Failed')).toBe('The one gate failed.');
    expect(withoutOutcome('No gates were declared.', 'Passed')).toBe('No gates were declared.');
  });
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

describe('what to do', () => {
  interface Todo {
    lists: { items: { rank: number; impact: string; impactText: string; stops: string | null; firstStep: { touchpoint: string; selector: string | null } | null; found: { href: string } | null }[] }[];
    matrix: { points: { rank: number; x: number; y: number }[]; columns: { x: number; width: number }[] } | null;
  }
  const todoView = async () => todo.view(await sectionContext(record, null)) as Todo;

  test('shows how the impact of an item came about, who is stopped, where to begin and the evidence', async () => {
    const first = (await todoView()).lists[0]?.items[0];
    expect(first).toMatchObject({ rank: 1, impact: '1,080 points', stops: '1 of 3 personas', firstStep: { touchpoint: 'Checkout', selector: 'form.pay > div.button' } });
    expect(first?.impactText).toBe('40 (critical) × 1 persona × 2 (moment of truth) + 1,000 × 1 that cannot go on = 1,080');
    expect(first?.found?.href).toMatch(/^#finding-/);
  });

  test('every item has one place in the matrix, in the column of its effort, and none hides another', async () => {
    const { lists, matrix } = await todoView();
    const ranks = lists.flatMap(({ items }) => items.map(({ rank }) => rank));
    expect(matrix?.points.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(ranks.sort((a, b) => a - b));
    expect(ranks.length).toBeLessThanOrEqual(10);
    expect(new Set(matrix?.points.map(({ x }) => x)).size).toBe(ranks.length);
  });

  test('more impact stands higher, and equal impact equally high', () => {
    const at = (impact: number, rank: number) => ({ rank, title: '', tone: 'poor', direction: 'do' as const, effort: 'small' as const, impact });
    const [a, b, c] = effortImpactMatrix([at(2000, 1), at(50, 2), at(50, 3)]).points;
    expect(a?.y).toBeLessThan(b?.y ?? 0);
    expect(b?.y).toBe(c?.y);
  });
});

test('paths to elements are cut where they would be read by people, and links to rules are taken out of the sentence', () => {
  expect(withShortPaths('Give html > body > header > form > button a name.')).toBe('Give form > button a name.');
  expect(withShortPaths('turn html > body > div:nth-of-type(3) > div:nth-of-type(1) into a button')).toBe('turn div:nth-of-type(3) > div:nth-of-type(1) into a button');
  expect(withShortPaths('5 > 3 and a > b stay')).toBe('5 > 3 and a > b stay');
  expect(adviceParts('Put text in the link. Details: https://example.org/rules/link-name?application=axeAPI')).toEqual({ text: 'Put text in the link.', more: 'https://example.org/rules/link-name?application=axeAPI' });
  expect(adviceParts('Show the total.')).toEqual({ text: 'Show the total.', more: null });
});
