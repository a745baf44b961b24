import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { FilmFrame } from '../../../src/model/filmstrip-evidence.ts';
import { embedFilms, fileFilms, wantedFilms, type WantedFilm } from '../../../src/report/films.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { filmsAt } from '../../../src/report/sections/filmstrip.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const frame = (path: string, at: number, more: Partial<FilmFrame> = {}): FilmFrame => ({ picture: { path, mediaType: 'image/webp', bytes: 300 }, at, ...more });
const film = (...frames: FilmFrame[]): WantedFilm['steps'][number] => ({ description: 'click it', film: { frames, drawn: 9 } });
const wanted = new Map<string, WantedFilm[]>([
  ['a', [{ device: 'phone', persona: 'molly', absent: null, steps: [film(frame('a1', 0), frame('a2', 50), frame('a3', 90, { paints: ['largest-contentful'] }), frame('a4', 200))] }]],
  ['b', [{ device: 'phone', persona: 'molly', absent: null, steps: [film(frame('b1', 0), frame('b2', 80)), { description: 'type', film: { absent: 'a secret' } }] }]],
]);
const read = async (path: string): Promise<Uint8Array> => new TextEncoder().encode(path);

describe('pictures of the way there', () => {
  test('where not all fit into the file, every step keeps what tells most of it, and the rest is counted', async () => {
    const taken = async (budget: number) => [...(await embedFilms(wanted, read, budget)).values()].flat().map(({ steps }) => steps.map(({ frames, omitted }) => [frames.map(({ at }) => at), omitted]));
    expect(await taken(6 * 800)).toEqual([[[[0, 50, 90, 200], 0]], [[[0, 80], 0], [[], 0]]]);
    expect(await taken(4 * 800)).toEqual([[[[90, 200], 2]], [[[0, 80], 0], [[], 0]]]);
    expect(await taken(2 * 800)).toEqual([[[[200], 3]], [[[80], 1], [[], 0]]]);
    expect(await taken(0)).toEqual([[[[], 4]], [[[], 2], [[], 0]]]);
  });

  test('they are text of the page, or files named after what is in them', async () => {
    expect((await embedFilms(wanted, read, 10_000)).get('b')?.[0]?.steps[0]?.frames[0]?.picture.data).toBe(`data:image/webp;base64,${btoa('b1')}`);
    const kept = new Map<string, string>();
    const [filed] = await fileFilms(wanted.get('b') ?? [], read, async (name, content) => void kept.set(name, new TextDecoder().decode(content)));
    expect(filed?.steps[0]?.frames.map(({ picture }) => kept.get(picture.data ?? ''))).toEqual(['b1', 'b2']);
    expect([...kept.keys()].every((name) => /^[0-9a-f]{32}\.webp$/.test(name))).toBe(true);
  });

  test('one for each kind of device: of the first persona who has one, else why there is none', async () => {
    const record = goldenRecord();
    const lookup = lookUp({ ...record, touchpoints: record.touchpoints.map((summary) => (summary.touchpoint === 'home' && summary.site === 'campline' && summary.persona === 'keyboard-only' ? { ...summary, filmstrip: { visit: 'v', steps: [film(frame('x', 1))] } } : summary)) });
    const all = wantedFilms(lookup);
    expect(all.get('fernwood~buy-a-tent~home')?.map(({ device, persona, absent }) => [device, persona, absent])).toEqual([['phone', 'molly-millennial', null], ['desktop', 'gerry-gen-x', null]]);
    expect(all.get('campline~buy-a-tent~home')?.map(({ device, persona, absent }) => [device, persona, absent])).toEqual([['desktop', 'keyboard-only', null], ['phone', 'molly-millennial', 'the browser recorded no picture']]);
    expect(all.has('fernwood~buy-a-tent~confirm')).toBe(false);
  });

  test('each is told with its moment, its paints and a text that is true of it', async () => {
    const context = contextOf(lookUp(goldenRecord()));
    const [site, touchpoint] = [context.lookup.sites[0], context.lookup.journeys[0]?.touchpoints[0]];
    if (site === undefined || touchpoint === undefined) throw new Error('the golden record has no touchpoint');
    const films = await embedFilms(wantedFilms(context.lookup), read, 18_700);
    const [phone, desktop] = filmsAt({ ...context, films }, site, touchpoint);
    expect(phone?.steps[0]?.frames.map(({ moment, marks }) => [moment.replace('\u00A0', ' '), marks])).toEqual([['before', null], ['412 ms', 'first content'], ['1.6 s', 'largest content'], ['2.2 s', null]]);
    expect(phone?.steps[0]?.frames.map(({ alt }) => alt.replace('\u00A0', ' '))).toEqual(['The page before it', 'The page 412 ms after it: first content', 'The page 1.6 s after it: largest content', 'The page 2.2 s after it']);
    expect(phone?.steps.map(({ quiet, absent }) => [quiet, absent])).toEqual([[false, null], [true, null], [false, 'a secret of the plan was to be seen']]);
    expect([phone?.omitted, desktop?.omitted]).toEqual([null, expect.stringMatching(/left out here/)]);
    expect(filmsAt(context, site, touchpoint)).toEqual([]);
    expect(phone?.steps[0]?.frames.some(({ lazy }) => lazy)).toBe(false);
    const files = await fileFilms(wantedFilms(context.lookup).get('fernwood~buy-a-tent~home') ?? [], read, async () => undefined);
    const [beside] = filmsAt({ ...context, films: new Map([['fernwood~buy-a-tent~home', files]]) }, site, touchpoint);
    expect(beside?.steps[0]?.frames.every(({ lazy }) => lazy)).toBe(true);
  });
});
