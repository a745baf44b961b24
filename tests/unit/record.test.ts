import { expect, test } from 'vitest';
import { journeyText, personaText, touchpointSummaries } from '../../src/record.ts';
import { persona, touchpoint, unit, visit } from './compare/make.ts';

const failed = touchpoint('home', { status: 'failed', arrival: 'not-checked', problem: { code: 'HTTP_STATUS', message: 'The page answered 503.' } });

test('a touchpoint is told as in the first experience visit that measured it', () => {
  const visits = [visit([failed], { unit: unit(1) }), visit([touchpoint('home')], { unit: unit(2) }), visit([failed], { unit: { ...unit(1), pass: 'inspection' } })];
  expect(touchpointSummaries(visits).map(({ touchpoint: at, status }) => [at, status])).toEqual([['home', 'reached']]);
});

test('where no visit measured it, it is told why', () => {
  expect(touchpointSummaries([visit([failed], { unit: unit(1) })])).toMatchObject([{ status: 'failed', problem: { code: 'HTTP_STATUS' } }]);
});

test('what a persona or a journey is called does not make it another one, what they do does', () => {
  const buy = { goal: 'Buy', touchpoints: { home: { stage: 'awareness' as const, steps: [{ visit: '/' }], on: { rival: { steps: [{ visit: '/start' }] } } } } };
  expect(journeyText({ ...buy, goal: 'Buy a tent', title: 'Tents' }, 'ours')).toBe(journeyText(buy, 'ours'));
  expect(journeyText(buy, 'rival')).not.toBe(journeyText(buy, 'ours'));
  expect(personaText({ ...persona('gerry'), title: 'Gerald', basis: {} })).toBe(personaText(persona('gerry')));
  expect(personaText({ ...persona('gerry'), cpuSlowdown: 4 })).not.toBe(personaText(persona('gerry')));
});
