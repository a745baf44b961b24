import { expect, test } from 'vitest';
import { footageIn, mostTelling, shownSince, type Shown } from '../../../src/visit/collectors/instruments/film.ts';

const event = (fields: Record<string, unknown>): string => JSON.stringify({ args: {}, cat: 'x', name: 'x', ts: 0, ...fields });
const drawn = (ts: number, picture: string): string => event({ name: 'Screenshot', cat: 'disabled-by-default-devtools.screenshot', ts, args: { snapshot: picture, frame_sequence: 1 } });
const paint = (name: string, ts: number, { frame = 'main', navigationId = 'a', cat = 'loading,rail,devtools.timeline' } = {}): string => event({ name, ts, cat, args: { frame, data: { navigationId } } });
const traceOf = (...lines: string[]): string => `{"traceEvents":[\n${lines.join(',\n')}],"metadata":{"version":"1"}}`;

test('pictures, paints of the last document of the main frame and the marker are found in a trace', () => {
  const trace = traceOf(
    event({ name: 'clock_sync', cat: '__metadata', ts: 1_000, args: { sync_id: '__lighthouseTimespanStart__' } }),
    drawn(5_000, 'two'),
    drawn(2_000, 'one'),
    paint('firstContentfulPaint', 3_000, { navigationId: 'before' }),
    paint('largestContentfulPaint::Candidate', 9_000, { navigationId: 'before' }),
    paint('firstContentfulPaint', 4_000),
    paint('firstContentfulPaint', 8_000, { frame: 'advertisement' }),
    event({ name: 'firstContentfulPaint', cat: 'blink.user_timing', ts: 9_500, args: { frame: 'main' } }),
    event({ name: 'ParseHTML', args: { data: { text: 'says "snapshot":"three" and "name":"firstContentfulPaint"' } } }),
    paint('largestContentfulPaint::Candidate', 4_000),
    paint('largestContentfulPaint::Candidate', 6_000),
  );
  expect(footageIn(trace, 'main')).toEqual({ pictures: [{ ts: 2_000, picture: 'one' }, { ts: 5_000, picture: 'two' }], firstContentful: 4_000, largestContentful: 6_000, began: 1_000 });
  expect(footageIn(trace, null)).toMatchObject({ firstContentful: null, largestContentful: null });
  expect(footageIn(traceOf(event({})), 'main')).toEqual({ pictures: [], firstContentful: null, largestContentful: null, began: null });
  expect(footageIn(traceOf(drawn(7, 'the last line')), 'main').pictures).toHaveLength(1);
});

const footage = (pictures: [ms: number, picture: string][], more: { firstContentful?: number; largestContentful?: number } = {}) => ({ began: 0, firstContentful: null, largestContentful: null, pictures: pictures.map(([ms, picture]) => ({ ts: ms * 1_000, picture })), ...more });

test('the film begins with what was there at the input, and leaves out what did not change', () => {
  const shown = shownSince(100_000, footage([[20, 'older'], [80, 'old'], [150, 'old'], [200, 'new'], [260, 'new'], [400, 'last']]));
  expect(shown).toEqual([{ at: 0, picture: 'old' }, { at: 100, picture: 'new' }, { at: 300, picture: 'last' }]);
  expect(shownSince(100_000, footage([[150, 'first']]))).toEqual([{ at: 50, picture: 'first' }]);
  expect(shownSince(100_000, footage([]))).toEqual([]);
});

test('a paint is on the picture that was drawn with it, even where that is stamped a moment before or looks the same', () => {
  const pictures: [number, string][] = [[50, 'blank'], [200, 'text'], [216, 'text'], [300, 'photo']];
  expect(shownSince(100_000, footage(pictures, { firstContentful: 201_200, largestContentful: 299_800 }))).toEqual([
    { at: 0, picture: 'blank' },
    { at: 100, picture: 'text', paints: ['first-contentful'] },
    { at: 200, picture: 'photo', paints: ['largest-contentful'] },
  ]);
  expect(shownSince(100_000, footage(pictures, { firstContentful: 215_000, largestContentful: 215_000 })).map(({ at, paints }) => [at, paints])).toEqual([[0, undefined], [100, undefined], [116, ['first-contentful', 'largest-contentful']], [200, undefined]]);
  expect(shownSince(100_000, footage(pictures, { firstContentful: 90_000, largestContentful: 400_000 })).every(({ paints }) => paints === undefined)).toBe(true);
});

const film = (...moments: number[]): Shown[] => moments.map((at) => ({ at, picture: `at ${at}` }));
const moments = (films: Shown[][]): number[][] => films.map((frames) => frames.map(({ at }) => at));

test('of many pictures the first, the last and the paints are kept, and of the others those far apart in time', () => {
  const [chosen] = mostTelling([film(...Array.from({ length: 200 }, (_, index) => index * 10)).map((frame) => (frame.at === 70 ? { ...frame, paints: ['first-contentful' as const] } : frame))]);
  const times = chosen?.map(({ at }) => at) ?? [];
  expect(times).toHaveLength(8);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times).toEqual(expect.arrayContaining([0, 70, 1_990]));
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0)).filter((gap) => gap > 70);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps) + 20);
});

test('a picture that comes back again and again is shown once, unless it is the last', () => {
  const turning = Array.from({ length: 30 }, (_, index) => ({ at: index * 100, picture: `spoke ${index % 3}` }));
  expect(mostTelling([turning])[0]).toEqual([{ at: 0, picture: 'spoke 0' }, { at: 100, picture: 'spoke 1' }, { at: 2_900, picture: 'spoke 2' }]);
  const opened = [{ at: 0, picture: 'page' }, { at: 100, picture: 'menu' }, { at: 200, picture: 'page' }];
  expect(mostTelling([opened])).toEqual([opened]);
});

test('what follows too soon to be noticed is left out, unless a paint says that it counts', () => {
  expect(moments(mostTelling([film(0, 85, 91, 123, 145)]))).toEqual([[0, 145]]);
  expect(moments(mostTelling([film(0, 85, 91, 123, 145).map((frame) => (frame.at === 91 ? { ...frame, paints: ['first-contentful' as const] } : frame))]))).toEqual([[0, 91, 145]]);
});

test('the steps of a touchpoint share the pictures: each ends with its last one, loads come first', () => {
  const load = film(0, 100, 200, 300).map((frame) => (frame.at === 100 ? { ...frame, paints: ['largest-contentful' as const] } : frame));
  expect(moments(mostTelling([film(0, 100, 200, 300, 400), load, film(0, 5)]))).toEqual([[0, 200, 400], [0, 100, 300], [0, 5]]);
  const many = mostTelling(Array.from({ length: 12 }, (_, index) => film(0, index + 1)));
  expect(moments(many).flat()).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  expect(mostTelling([[], film(3)])).toEqual([[], film(3)]);
});

test('what was to be seen before a step is shown where it is not how the step before ended', () => {
  const [menu, after] = [[{ at: 0, picture: 'page' }, { at: 9, picture: 'menu' }], [{ at: 0, picture: 'menu' }, { at: 7, picture: 'next' }]];
  expect(moments(mostTelling([menu, after]))).toEqual([[0, 9], [7]]);
  expect(moments(mostTelling([menu, [{ at: 0, picture: 'late offer' }]]))).toEqual([[0, 9], [0]]);
  expect(moments(mostTelling([menu, [{ at: 0, picture: 'menu' }]]))).toEqual([[0, 9], []]);
});
