import { expect, test } from 'vitest';
import type { RecordingEvidence, RequestEvidence, StepEvidence, VisitEvidence } from '../../src/model/evidence.ts';
import type { Film } from '../../src/model/filmstrip-evidence.ts';
import { keptOf } from '../../src/model/kept-visit.ts';
import type { TouchpointSummary } from '../../src/model/record.ts';
import { journeyText, personaText, touchpointSummaries } from '../../src/record.ts';
import { persona, touchpoint, unit, visit } from './compare/make.ts';

const sites = { ours: { origin: 'https://shop.example', role: 'own' as const } };

/** They are the same from what is kept of visits in memory. */
function summariesOf(visits: readonly VisitEvidence[]): TouchpointSummary[] {
  const summaries = touchpointSummaries(visits, sites);
  expect(touchpointSummaries(visits.map(keptOf), sites)).toEqual(summaries);
  return summaries;
}

const failed = touchpoint('home', { status: 'failed', arrival: 'not-checked', problem: { code: 'HTTP_STATUS', message: 'The page answered 503.' } });

test('a touchpoint is told as in the first experience visit that measured it', () => {
  const visits = [visit([failed], { unit: unit(1) }), visit([touchpoint('home')], { unit: unit(2) }), visit([failed], { unit: { ...unit(1), pass: 'inspection' } })];
  expect(summariesOf(visits).map(({ touchpoint: at, status }) => [at, status])).toEqual([['home', 'reached']]);
});

test('where its steps are of the inspection, that is told', () => {
  const inspection = visit([touchpoint('home')], { unit: { ...unit(1), pass: 'inspection' } });
  expect(summariesOf([inspection])).toMatchObject([{ pass: 'inspection' }]);
  expect(summariesOf([visit([touchpoint('home')], { unit: unit(1) }), inspection])[0]).not.toHaveProperty('pass');
});

test('where no visit measured it, it is told why', () => {
  expect(summariesOf([visit([failed], { unit: unit(1) })])).toMatchObject([{ status: 'failed', problem: { code: 'HTTP_STATUS' } }]);
});

test('what a persona or a journey is called does not make it another one, what they do does', () => {
  const buy = { goal: 'Buy', touchpoints: { home: { stage: 'awareness' as const, steps: [{ visit: '/' }], on: { rival: { steps: [{ visit: '/start' }] } } } } };
  expect(journeyText({ ...buy, goal: 'Buy a tent', title: 'Tents' }, 'ours')).toBe(journeyText(buy, 'ours'));
  expect(journeyText(buy, 'rival')).not.toBe(journeyText(buy, 'ours'));
  expect(personaText({ ...persona('gerry'), title: 'Gerald', basis: {} })).toBe(personaText(persona('gerry')));
  expect(personaText({ ...persona('gerry'), cpuSlowdown: 4 })).not.toBe(personaText(persona('gerry')));
});

test('how a touchpoint loaded is kept from its first request on, without queries; what was cut is counted', () => {
  const request = (index: number): RequestEvidence => ({ id: String(index), url: index === 1 ? 'https://cdn.example/w.js?token=1' : `https://shop.example/${index}?q=2`, method: 'GET', type: 'script', status: 200, failure: null, fromCache: false, protocol: null, mimeType: null, transferred: 10, start: 5_000 + index, firstByte: 20, duration: 30, thirdParty: index === 1, mainFrame: true, redirectedFrom: null, step: 0 });
  const said = (text: string, level: 'error' | 'warning') => ({ level, text, url: '', step: null });
  const requests = Array.from({ length: 50 }, (_, index) => request(49 - index));
  const seen = touchpoint('home', { collected: { requests, console: [said('no cart', 'error'), said('no cart', 'error'), said('old', 'warning')] } });
  const [summary] = summariesOf([visit([seen], { unit: unit(1) })]);
  expect(summary?.loading).toMatchObject({ visit: unit(1).id, requestCount: 50, errors: ['no cart'], errorCount: 1 });
  expect(summary?.loading?.requests).toHaveLength(40);
  expect(summary?.loading?.requests.slice(0, 2).map(({ address, start, bytes }) => [address, start, bytes])).toEqual([['/0', 0, 10], ['cdn.example/w.js', 1, 10]]);
  expect(summariesOf([visit([touchpoint('home', { collected: {} })], { unit: unit(1) })])[0]?.loading).toBeUndefined();
});

test('failed requests are counted among all, cancelled ones are not failed, and what came from the cache or held up drawing is told', () => {
  const request = (index: number, more: Partial<RequestEvidence>): RequestEvidence => ({ id: String(index), url: `https://shop.example/${index}`, method: 'GET', type: 'script', status: 200, failure: null, fromCache: false, protocol: null, mimeType: null, transferred: 10, start: index, firstByte: 20, duration: 30, thirdParty: false, mainFrame: true, redirectedFrom: null, step: 0, ...more });
  const requests = Array.from({ length: 60 }, (_, index) => request(index, index === 0 ? { fromCache: true, firstByte: 4, duration: 2, renderBlocking: true } : index === 50 ? { status: 503 } : index === 51 ? { status: null, failure: 'net::ERR_FAILED' } : index === 52 ? { failure: 'net::ERR_ABORTED' } : {}));
  const loading = summariesOf([visit([touchpoint('home', { collected: { requests } })], { unit: unit(1) })])[0]?.loading;
  expect([loading?.requestCount, loading?.failedCount]).toEqual([60, 2]);
  expect(loading?.requests[0]).toMatchObject({ cached: true, blocking: true, firstByte: 2, duration: 2 });
  expect(loading?.requests[1]).not.toHaveProperty('cached');
});

test('the way there in pictures is of the inspection; where there are none it is told why', () => {
  const artefact = { path: 'visits/x/y', mediaType: 'image/webp', bytes: 9 };
  const step = (index: number, description: string): StepEvidence => ({ index, action: 'click', description, outcome: 'done', interruption: false, commits: false, target: null, url: '', navigation: 'none', start: 0, untilActionable: 0, untilSettled: null, untilFeedback: null, effort: { presses: 1, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null }, effect: null });
  const recording = (at: number, film?: Film): RecordingEvidence => ({ step: at, mode: 'timespan', trace: artefact, devtoolsLog: artefact, from: '', to: '', ...(film && { film }) });
  const stripOf = (made: Partial<Parameters<typeof touchpoint>[1]>) => summariesOf([visit([touchpoint('home')], { unit: unit(1) }), visit([touchpoint('home', made)], { unit: { ...unit(1), pass: 'inspection', id: 'looked' } })])[0]?.filmstrip;
  const film = { frames: [{ picture: artefact, at: 120 }], drawn: 3 };
  expect(stripOf({ steps: [step(0, 'go home'), step(1, 'close it')], collected: { recordings: [recording(1, film), recording(4, { absent: 'a secret' })] } })).toEqual({ visit: 'looked', steps: [{ description: 'close it', film }, { description: 'step 5', film: { absent: 'a secret' } }] });
  const fields = [step(0, 'open it'), ...['name', 'town', 'size'].map((field, index): StepEvidence => ({ ...step(index + 1, `type ${field}`), action: 'fill' }))];
  const told = (...at: number[]) => stripOf({ steps: fields, collected: { recordings: at.map((index) => recording(index, film)) } });
  expect(told(0, 1)).toMatchObject({ steps: [{ description: 'open it' }, { description: 'type name, and fill in what follows' }] });
  expect(told(1, 2)).toMatchObject({ steps: [{ description: 'type name' }, { description: 'type town, and fill in what follows' }] });
  expect(told(3)).toMatchObject({ steps: [{ description: 'type size' }] });
  expect(stripOf({ collected: { recordings: [] } })).toEqual({ absent: 'no step changed anything to be seen' });
  expect(stripOf({ collected: { recordings: [recording(0)] } })).toEqual({ absent: 'pictures of its steps were not kept' });
  expect(stripOf({ collected: {}, notCollected: [{ collector: 'recordings', reason: 'The disk is full.' }] })).toEqual({ absent: 'The disk is full.' });
  expect(stripOf({ collected: {}, status: 'not-reached' })).toEqual({ absent: 'the inspection did not get here' });
  expect(summariesOf([visit([touchpoint('home')], { unit: unit(1) })])[0]).not.toHaveProperty('filmstrip');
});

test('what a page is made of is told from what is kept of its visits', () => {
  const [label, script] = ['Email', 'https://shop.example/app.js'];
  const census = { fields: [{ label, name: 'email', type: 'email', required: true, visible: true }] } as unknown as NonNullable<VisitEvidence['touchpoints'][number]['collected']['census']>;
  const timed = touchpoint('home', { collected: { requests: [], census, longTasks: [{ start: 0, duration: 80, script, navigationIndex: 0 }], vitals: [{ metric: 'LCP', value: 1_000, navigationIndex: 0, element: 'h1' }] as unknown as NonNullable<VisitEvidence['touchpoints'][number]['collected']['vitals']> } });
  expect(summariesOf([visit([timed], { unit: unit(1) })])[0]?.makeup).toMatchObject({ longTasks: [{ script, duration: 80 }], lcpElement: 'h1', fields: [{ label, required: true }] });
});

test('of a visit that is kept in memory nothing else stays', () => {
  const everything = { ...touchpoint('home', { collected: { reading: {}, axe: {}, requests: [], screenshot: { path: 'a', mediaType: 'image/webp', bytes: 1 } } as unknown as VisitEvidence['touchpoints'][number]['collected'] }), states: [] };
  const [kept] = keptOf(visit([everything])).touchpoints;
  expect(Object.keys(kept?.collected ?? {}).toSorted()).toEqual(['requests', 'screenshot']);
  expect(kept).not.toHaveProperty('states');
});
