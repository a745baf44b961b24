import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { journeyIndexPiece, touchpointIndexPiece } from '../../../src/report/page-index.ts';
import { accessibility } from '../../../src/report/sections/accessibility.ts';
import { journeyMap } from '../../../src/report/sections/journey-map.ts';
import { touchpoints } from '../../../src/report/sections/touchpoints.ts';
import { verdict } from '../../../src/report/sections/verdict.ts';
import { contextOf } from '../../../src/report/view-model.ts';

const whole = goldenRecord();
const [found] = whole.findings.filter(({ kind, area }) => kind === 'pain-point' && area === 'friction');
if (found === undefined) throw new Error('the golden record has no pain point');
const met = (touchpoint: string | null) => ({ ...found, places: found.places.slice(0, 1).map((place) => ({ ...place, site: 'fernwood', touchpoint })) });

const isBeyondProduct = ({ site, touchpoint }: { site: string; touchpoint: string }): boolean => site === 'fernwood' && !['home', 'category', 'product'].includes(touchpoint);
const withReason = { status: 'valid', reason: 'TARGET_MISSING: There is no button "Add".' } as const;
const behind = { status: 'not-reached', reason: 'the journey ended at basket' } as const;

/** The golden run as it is, and as it would be had nobody got past the product on the first site. */
const stopped = {
  ...whole,
  touchpoints: whole.touchpoints.map((summary) => (!isBeyondProduct(summary) ? summary : { ...summary, status: summary.touchpoint === 'basket' ? ('failed' as const) : ('not-reached' as const) })),
  ledger: whole.ledger.map((entry) => (!isBeyondProduct(entry) ? entry : { ...entry, ...(entry.touchpoint === 'basket' ? withReason : behind) })),
  findings: [met('home')],
};
const ours = { ...stopped, plan: { ...stopped.plan, sites: Object.fromEntries(Object.entries(stopped.plan.sites).filter(([id]) => id === 'fernwood')) } };
const context = contextOf(lookUp(ours));
const [journey] = context.lookup.journeys;
if (journey === undefined) throw new Error('the golden record has no journey');

interface Row {
  title: string;
  touchpoints?: string;
  pains: string;
  stopped: string | null;
  nobody: string;
}

describe('where nobody got to, nothing is said to be free of pain points', () => {
  test('in the list of touchpoints', () => {
    const { rows } = touchpointIndexPiece(context, journey).view as { rows: Row[] };
    expect(rows.map(({ pains, stopped: who, nobody }) => [pains, who ?? nobody])).toEqual([
      ['1 pain point', 'nobody'],
      ['no pain points found', 'nobody'],
      ['no pain points found', 'nobody'],
      ['not reached', 'Molly Millennial, Gerry Gen X and Kim, keyboard only'],
      ['not reached', 'not reached'],
      ['not reached', 'not reached'],
    ]);
  });

  test('in the list of journeys, where what is found in the whole journey counts too', () => {
    const rowOf = (record: typeof ours) => (journeyIndexPiece(contextOf(lookUp(record))).view as { rows: Row[] }).rows[0];
    expect(rowOf(ours)).toMatchObject({ touchpoints: '6 touchpoints, 3 not reached', stopped: expect.any(String) });
    expect(rowOf({ ...ours, findings: [met(null)] })).toMatchObject({ pains: '1 pain point' });
    const nowhere = ours.touchpoints.map((summary) => ({ ...summary, status: 'not-reached' as const }));
    expect(rowOf({ ...ours, findings: [], touchpoints: nowhere, ledger: ours.ledger.map((entry) => ({ ...entry, ...behind })) })).toMatchObject({ pains: 'not reached', stopped: null, nobody: 'not reached', touchpoints: '6 touchpoints, 6 not reached' });
  });

  test('also where somebody got to a page, and something else was measured there', () => {
    const nothing = { ...ours, findings: [], ledger: ours.ledger.map((entry) => (entry.touchpoint === 'category' ? { ...entry, status: 'invalid' as const, reason: 'the server answered with status 500' } : entry)) };
    const { rows } = touchpointIndexPiece(contextOf(lookUp(nothing)), journey).view as { rows: Row[] };
    expect(rows.map(({ pains }) => pains).slice(0, 3)).toEqual(['no pain points found', 'not reached', 'no pain points found']);
  });

  test('but where one sample of several got there', () => {
    const later = ours.ledger.map((entry) => (entry.site === 'fernwood' && entry.touchpoint === 'basket' && entry.sample > 0 ? { ...entry, status: 'valid' as const, reason: undefined } : entry));
    const { rows } = touchpointIndexPiece(contextOf(lookUp({ ...ours, ledger: later })), journey).view as { rows: Row[] };
    expect(rows.map(({ pains }) => pains).slice(2, 5)).toEqual(['no pain points found', 'no pain points found', 'not reached']);
  });

  test('on the journey map', () => {
    const { journeys } = journeyMap.view(context) as { journeys: { sites: { columns: { none: string | null }[] }[] }[] };
    expect(journeys[0]?.sites[0]?.columns.map(({ none }) => none)).toEqual([null, 'nothing found', 'nothing found', 'not reached', 'not reached', 'not reached']);
  });

  test('at the touchpoint', () => {
    const views = [...(touchpoints.pieces?.(context) ?? [])].flatMap(({ template, view }) => (template === 'partials/touchpoint' ? [view as { sites: { summary: string; quiet: string | null }[] }] : []));
    expect(views.map(({ sites: [site] }) => [site?.summary, site?.quiet])).toEqual([
      ['1 pain point', null],
      ['no pain points found', 'Nothing was found here that is worth telling.'],
      ['no pain points found', 'Nothing was found here that is worth telling.'],
      ...[1, 2, 3].map(() => ['not reached', 'No visit that counts reached this touchpoint, so nothing can be said of it.']),
    ]);
  });

  test('in the chapter of an area, and on the first screen', () => {
    const nowhere = contextOf(lookUp({ ...ours, findings: [], ledger: [], touchpoints: ours.touchpoints.map((summary) => ({ ...summary, status: 'not-reached' as const })) }));
    expect([...(accessibility.pieces?.(nowhere) ?? [])].map(({ view }) => view as { summary: string }).map(({ summary }) => summary)).toEqual(['not reached']);
    expect((verdict.view(nowhere) as { finishes: object[] }).finishes).toMatchObject([{ text: 'nothing was seen of it', pains: null }]);
  });
});
