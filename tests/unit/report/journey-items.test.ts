import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { lookUp } from '../../../src/report/lookup.ts';

test('what belongs to a journey is found in its order, also where journeys stand between each other', () => {
  const record = goldenRecord();
  const [journey = ''] = Object.keys(record.plan.journeys);
  const journeys = { ...record.plan.journeys, other: record.plan.journeys[journey] ?? { goal: '', title: '', touchpoints: [] } };
  // Two of this one, one of the other, and so on.
  const measurements = record.measurements.map((measurement, index) => ({ ...measurement, journey: index % 3 === 2 ? 'other' : journey }));
  const { itemsOf } = lookUp({ ...record, plan: { ...record.plan, journeys }, measurements });
  for (const id of [journey, 'other']) {
    const expected = measurements.filter((measurement) => measurement.journey === id);
    const items = itemsOf(id).measurements;
    expect(items).toHaveLength(expected.length);
    expect([...items]).toEqual(expected);
    expect(expected.map((_, index) => items.at(index))).toEqual(expected);
    expect([items.at(-1), items.at(expected.length), items.at(-expected.length - 1)]).toEqual([expected.at(-1), undefined, undefined]);
  }
  expect(itemsOf('nowhere').measurements).toHaveLength(0);
});
