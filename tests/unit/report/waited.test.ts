import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { StepEvidence } from '../../../src/model/evidence.ts';
import { waitedAt, waitedSeconds } from '../../../src/report/known-metrics.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { formatValue } from '../../../src/report/numbers.ts';
import { journeyMap } from '../../../src/report/sections/journey-map.ts';
import { personas } from '../../../src/report/sections/personas.ts';
import { touchpoints } from '../../../src/report/sections/touchpoints.ts';
import { contextOf } from '../../../src/report/view-model.ts';
import { step } from '../audits/evidence.ts';

describe('what the site let the customer wait', () => {
  test.each([
    ['until the control could be used, and until the page had settled', step({ untilActionable: 200, untilSettled: 300 }), 500],
    ['until the customer had arrived, where that came later', step({ untilActionable: 200, untilSettled: 300, waiting: { untilArrived: 4000 } }), 4200],
    ['nothing after a step that starts nothing', step({ action: 'fill', untilActionable: 200 }), 200],
    ['not known after a load that never ended', step({ navigation: 'hard', untilSettled: null }), null],
    ['not known where an answer never came', step({ untilFeedback: 50, waiting: { endless: true } }), null],
    ['not what a function of the plan takes', step({ action: 'run', untilActionable: 200, untilSettled: 9000 }), 0],
  ])('%s', (_what, one, expected) => {
    expect(waitedAt(one)).toBe(expected);
  });

  test('is no sum where a part of it is not known', () => {
    const record = goldenRecord();
    const [place] = record.touchpoints;
    if (place === undefined) throw new Error('the golden record has no touchpoint');
    const waited = (steps: StepEvidence[]) => waitedSeconds(lookUp({ ...record, touchpoints: [{ ...place, steps }] }), place);
    expect(waited([step({ untilSettled: 300 }), step({ untilActionable: 200 })])).toBe(0.5);
    expect(waited([step({ untilSettled: 300 }), step({ navigation: 'hard' })])).toBe('unknown');
    expect(waited([])).toBeNull();
  });
});

describe('in a run that did not measure effort', () => {
  const record = goldenRecord();
  const [place] = record.touchpoints;
  const who = record.plan.personas.find(({ id }) => id === place?.persona);
  const after = (...steps: StepEvidence[]) => contextOf(lookUp({ ...record, metrics: record.metrics.filter(({ id }) => id !== 'friction.effort'), touchpoints: record.touchpoints.map((summary) => (summary === place ? { ...summary, steps } : summary)) }));
  const onMap = (of: ReturnType<typeof after>) => {
    const { journeys } = journeyMap.view(of) as { journeys: { sites: { siteId: string; rows: { title: string; cells: string[] }[] }[] }[] };
    return journeys[0]?.sites.find(({ siteId }) => siteId === place?.site)?.rows.find(({ title }) => title === who?.title)?.cells[0];
  };
  const sideBySide = (of: ReturnType<typeof after>) => {
    const { journeys } = personas.view(of) as { journeys: { personas: { id: string; rows: { siteId: string; waited: string }[] }[] }[] };
    return journeys[0]?.personas.find(({ id }) => id === who?.id)?.rows.find(({ siteId }) => siteId === place?.site)?.waited;
  };

  test('a wait that is not known is no number on the journey map, nor where personas stand side by side', () => {
    const known = after(step({ untilSettled: 300 }));
    expect([onMap(known), sideBySide(known)]).toEqual([formatValue(0.3, 's'), expect.stringMatching(/^[\d.]+\ss$/)]);
    const unknown = after(step({ untilSettled: 300 }), step({ navigation: 'hard' }));
    expect([onMap(unknown), sideBySide(unknown)]).toEqual(['not available', 'not available']);
  });

  test('a step tells the wait until the customer had arrived, though the page never settled', () => {
    const [first] = [...(touchpoints.pieces?.(after(step({ untilActionable: 200, waiting: { untilArrived: 4000, endless: true } }), step({ navigation: 'hard' }))) ?? [])].flatMap(({ template, view }) => (template === 'partials/touchpoint' ? [view as { sites: { visits: { personaId: string; steps: { waited: string | null }[] }[] }[] }] : []));
    expect(first?.sites[0]?.visits.find(({ personaId }) => personaId === who?.id)?.steps.map(({ waited }) => waited)).toEqual([formatValue(4_200, 'ms'), null]);
  });
});
