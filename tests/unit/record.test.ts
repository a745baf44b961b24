import { expect, test } from 'vitest';
import { touchpointSummaries } from '../../src/record.ts';
import { touchpoint, unit, visit } from './compare/make.ts';

const failed = touchpoint('home', { status: 'failed', arrival: 'not-checked', problem: { code: 'HTTP_STATUS', message: 'The page answered 503.' } });

test('a touchpoint is told as in the first experience visit that measured it', () => {
  const visits = [visit([failed], { unit: unit(1) }), visit([touchpoint('home')], { unit: unit(2) }), visit([failed], { unit: { ...unit(1), pass: 'inspection' } })];
  expect(touchpointSummaries(visits).map(({ touchpoint: at, status }) => [at, status])).toEqual([['home', 'reached']]);
});

test('where no visit measured it, it is told why', () => {
  expect(touchpointSummaries([visit([failed], { unit: unit(1) })])).toMatchObject([{ status: 'failed', problem: { code: 'HTTP_STATUS' } }]);
});
