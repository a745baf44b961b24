import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { byComponent, componentTitle, cropAround, cropOf, wholePage } from '../../../src/report/components.ts';
import { embedShots, wantedShots } from '../../../src/report/images.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { touchpointKey } from '../../../src/report/places.ts';

test.each([
  ['link nameless navigation list', 'Link without a name in navigation, list'],
  ['button named banner form', 'Button in page header, form'],
  ['html', 'Page as a whole'],
  ['x-price', 'X-price'],
])('%s is a %s', (component, title) => {
  expect(componentTitle(component)).toBe(title);
});

test.each([
  ['a small element in the middle', { x: 600, y: 400, width: 40, height: 20 }, { x: 460, y: 350, width: 320, height: 120 }],
  ['one in a corner', { x: 1340, y: 930, width: 10, height: 10 }, { x: 1030, y: 820, width: 320, height: 120 }],
  ['one that is larger than a crop: its beginning', { x: 100, y: 100, width: 1100, height: 800 }, { x: 76, y: 76, width: 900, height: 420 }],
  ['one of medium size', { x: 300, y: 300, width: 400, height: 200 }, { x: 276, y: 276, width: 448, height: 248 }],
])('a crop shows %s', (_, box, view) => {
  expect(cropAround(box, { width: 1350, height: 940 })).toEqual(view);
});

test('a crop is no larger than its picture', () => {
  expect(cropAround({ x: 0, y: 0, width: 100, height: 50 }, { width: 240, height: 90 })).toEqual({ x: 0, y: 0, width: 240, height: 90 });
});

test('findings of the same component stand together, in the order of the first of each; a crop is of the first that has a place', async () => {
  const lookup = lookUp(goldenRecord());
  const findings = lookup.record.findings.filter(({ area }) => area === 'accessibility');
  const components = byComponent(findings);
  expect(components.map(({ title }) => title).slice(0, 4)).toEqual([wholePage, 'Piece of text in main part, list', 'Text field without a name in main part, form', 'Heading in main part, list']);
  expect(components.flatMap((component) => component.findings)).toHaveLength(findings.length);
  const shots = await embedShots(wantedShots(lookup), async () => Uint8Array.of(1), 1_000_000);
  const crop = cropOf(lookup, components.flatMap((component) => component.findings), shots);
  expect(crop?.box).toEqual({ x: 14, y: 256, width: 384, height: 28 });
  expect(touchpointKey(crop?.shot ?? { site: '', journey: '', touchpoint: '' })).toBe('fernwood~buy-a-tent~checkout');
  expect(cropOf(lookup, findings, new Map())).toBeNull();
});
