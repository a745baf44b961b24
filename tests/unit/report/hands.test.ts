import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { textOf } from '../../../src/report/formats/format.ts';
import { html } from '../../../src/report/formats/html.ts';
import { hands } from '../../../src/report/sections/hands.ts';
import { sectionContext } from '../../../src/report/view-model.ts';

const record = goldenRecord();
interface Row { id: string; mark: { word: string }; text: string; step: string | null; actions: string; presses: string; keys: string; typed: string; seconds: string }
interface View { journeys: { title: string; sites: { siteId: string; difference: string | null; over: string; groups: { hands: string; rows: Row[] }[] }[] }[] }

const view = async (changed: Partial<RunRecord> = {}): Promise<View | null> => hands.view(await sectionContext({ ...record, ...changed }, null)) as View | null;
const on = async (site: string, changed: Partial<RunRecord> = {}) => {
  const found = (await view(changed))?.journeys[0]?.sites.find(({ siteId }) => siteId === site);
  if (found === undefined) throw new Error(`nothing is shown for ${site}`);
  return found;
};
const rowOf = ({ groups }: { groups: { rows: Row[] }[] }, persona: string): Row => {
  const found = groups.flatMap(({ rows }) => rows).find(({ id }) => id === persona);
  if (found === undefined) throw new Error(`${persona} has no row`);
  return found;
};
const withHands = (change: (id: string) => RunRecord['plan']['personas'][number]['hands']): Partial<RunRecord> => ({ plan: { ...record.plan, personas: record.plan.personas.map((persona) => ({ ...persona, hands: change(persona.id) })) } });

const printed = async (changed: Partial<RunRecord>): Promise<string> => {
  const page = textOf(await html.render({ ...record, ...changed }, { readArtefact: () => Promise.reject(new Error('no pictures here')) }));
  return /<section[^>]*id="hands"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
};

describe('the same journey with other hands', () => {
  test('is left out where all have the same hands', async () => {
    expect(await view(withHands(() => 'mouse'))).toBeNull();
  });

  test('groups personas by their hands, for every journey and site', async () => {
    const all = await view();
    expect(all?.journeys.map(({ sites }) => sites.map(({ siteId }) => siteId))).toEqual([['fernwood', 'campline']]);
    expect((await on('fernwood')).groups.map(({ hands: name, rows }) => [name, rows.map(({ id }) => id)])).toEqual([
      ['Mouse', ['gerry-gen-x']],
      ['Touch', ['molly-millennial']],
      ['Keyboard only', ['keyboard-only']],
    ]);
    const reader = await on('fernwood', withHands((id) => (id === 'molly-millennial' ? 'screen-reader' : 'mouse')));
    expect(reader.groups.map(({ hands: name, rows }) => [name, rows.length])).toEqual([['Mouse', 2], ['Screen reader', 1]]);
  });

  test('says who is stuck where, at which step and why, and who is not', async () => {
    const fernwood = await on('fernwood');
    expect(fernwood.difference).toBe('Gets to the end: mouse and touch. Does not: keyboard only.');
    const kim = rowOf(fernwood, 'keyboard-only');
    expect(kim).toMatchObject({ mark: { word: 'Blocked' }, step: 'press “Pay now”' });
    expect(kim.text).toMatch(/^at Checkout; 4 of 6 touchpoints\. The button “Pay now” could not be reached/);
    expect(rowOf(fernwood, 'gerry-gen-x')).toMatchObject({ mark: { word: 'Finished' }, step: null });
    expect((await on('campline')).difference).toBeNull();
  });

  test('counts what it costs over the stretch that all of them reached', async () => {
    const fernwood = await on('fernwood');
    expect(fernwood.over).toBe('What it costs is counted up to “Basket”, which all of them reached (4 touchpoints of 6).');
    // One press for each of the steps that were done up to the basket; the offer that was skipped is none.
    expect(rowOf(fernwood, 'keyboard-only')).toMatchObject({ presses: '6', keys: 'none', typed: 'none', actions: '8' });
    expect(rowOf(fernwood, 'gerry-gen-x')).toMatchObject({ presses: '6', actions: '8' });
    expect((await on('campline')).over).toMatch(/which all of them reached \(6 touchpoints of 6\)\.$/);
  });

  test('a number that is missing at one touchpoint makes no sum', async () => {
    const measurements = record.measurements.map((one) => (one.metric === 'friction.effort' && one.touchpoint === 'home' && one.persona === 'gerry-gen-x' ? { ...one, value: null } : one));
    const fernwood = await on('fernwood', { measurements });
    expect(rowOf(fernwood, 'gerry-gen-x').seconds).toBe('not available');
    expect(rowOf(fernwood, 'molly-millennial').seconds).toMatch(/\d\ss$/);
  });

  test('where one is stuck at the very start nothing is compared', async () => {
    const touchpoints = record.touchpoints.map((summary) => (summary.site === 'fernwood' && summary.persona === 'keyboard-only' && summary.touchpoint === 'home' ? { ...summary, status: 'blocked' as const } : summary));
    const fernwood = await on('fernwood', { touchpoints });
    expect(fernwood.over).toMatch(/^There is no touchpoint that all of them reached/);
    const section = await printed({ touchpoints });
    // One table for each of the two shops; only the other shop's has costs to show.
    expect(section.match(/<th scope="col">How far, and why no further<\/th>/g)).toHaveLength(2);
    for (const heading of ['Actions', 'Estimated effort']) expect(section.match(new RegExp(`<th scope="col">${heading}</th>`, 'g'))).toHaveLength(1);
    expect(section.match(/<td>\d+\ss<\/td>/g)).toHaveLength(3);
  });

  test('counts what was heard only where somebody listens', async () => {
    expect(await printed({})).not.toContain('Things heard');
    const measurements = record.touchpoints.filter(({ persona }) => persona === 'keyboard-only').map(({ site, persona, journey, touchpoint }) => ({ metric: 'accessibility.items-heard', site, persona, journey, touchpoint, samples: [], value: 7, low: 7, high: 7 }));
    const listening = { ...withHands((id) => (id === 'keyboard-only' ? 'screen-reader' : 'mouse')), measurements: [...record.measurements, ...measurements] };
    const section = await printed(listening);
    expect(section.match(/<th scope="col">Things heard<\/th>/g)).toHaveLength(2);
    // Four touchpoints that all of them reached in the one shop, six in the other; 7 at each.
    expect(section.match(/<td>28<\/td>/g)).toHaveLength(1);
    expect(section.match(/<td>42<\/td>/g)).toHaveLength(1);
    expect(section.match(/<td>not applicable<\/td>/g)).toHaveLength(4);
  });
});
