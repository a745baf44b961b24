import { expect, test } from 'vitest';
import type { Collected, StepEvidence } from '../../../src/model/evidence.ts';
import { wantedOf } from '../../../src/visit/collectors/pictured.ts';

const step = (navigation: StepEvidence['navigation'], selector: string): StepEvidence => ({ navigation, target: { role: 'button', name: 'Go', tag: 'button', selector, box: null } }) as StepEvidence;
const box = { x: 1, y: 2, width: 3, height: 4 };
const collected = {
  axe: { violations: [{ nodes: [{ target: '.price' }, { target: 'iframe >> .in-a-frame' }, { target: 'x'.repeat(400) }] }] },
  overlays: [{ selector: '#layer' }, { selector: '#used-before' }],
  census: { targets: [{ selector: '#layer', box }, { selector: '#buy', box }], fields: [{ selector: '#mail' }] },
} as unknown as Partial<Collected>;

test('elements that collectors and steps on this page name are looked for once, those of steps as what they were', () => {
  const wanted = wantedOf({ collected, steps: [step('hard', '#used-before'), step('none', '#pressed')] });
  expect(wanted).toEqual([{ selector: '#pressed', known: { role: 'button', name: 'Go' } }, { selector: '.price' }, { selector: '#layer' }, { selector: '#buy', at: box }, { selector: '#mail' }]);
});
