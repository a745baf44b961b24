import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { StepEvidence } from '../../../src/model/evidence.ts';
import { waitedAt, waitedSeconds } from '../../../src/report/known-metrics.ts';
import { lookUp } from '../../../src/report/lookup.ts';
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
