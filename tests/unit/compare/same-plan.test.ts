import { expect, it } from 'vitest';
import { digestOf } from '../../../src/compare/index.ts';
import { whyOfAnotherPlan } from '../../../src/compare/history/same-plan.ts';
import type { RunDigest } from '../../../src/model/history.ts';
import { conditions, persona, record } from './make.ts';

function runOn(origins: Record<string, string>, steps: Record<string, string>): RunDigest {
  const whole = record();
  const sites = Object.fromEntries(Object.entries(origins).map(([site, origin]) => [site, { origin, role: 'own' as const }]));
  return digestOf({ ...whole, plan: { ...whole.plan, sites, personas: [persona('gerry')] }, conditions: conditions({ digests: { personas: {}, journeys: steps } }) }, {});
}

const runAt = (origin: string, steps: string): RunDigest => runOn({ ours: origin }, { 'buy@ours': steps });

it.each([
  ['the same address', 'https://ours.example', 'https://ours.example', 'same', true],
  ['encryption', 'http://ours.example', 'https://www.ours.example', 'same', true],
  ['encryption, with other steps', 'http://ours.example', 'https://www.ours.example', 'other', true],
  ['another host, as of each preview', 'https://change-1.ours.example', 'https://change-2.ours.example', 'same', true],
  ['another host, with other steps', 'https://staging.ours.example', 'https://ours.example', 'other', false],
  ['another port of the machine itself', 'http://127.0.0.1:4001', 'http://localhost:4002', 'same', true],
  ['another port of the machine itself, with other steps', 'http://127.0.0.1:4001', 'http://localhost:4002', 'other', false],
  ['other steps at the same address', 'https://ours.example', 'https://ours.example', 'other', true],
  ['what is no address', 'ours', 'ours', 'same', true],
])('knows a plan again: %s', (_, then, now, steps, isKnown) => {
  expect(whyOfAnotherPlan(runAt(then, steps), runAt(now, 'same')) === null).toBe(isKnown);
});

it('knows a plan again by one of its sites, where another was somewhere else with other steps', () => {
  const [then, now] = [{ ours: 'https://staging.ours.example', live: 'https://live.example' }, { ours: 'https://ours.example', live: 'https://live.example' }];
  expect(whyOfAnotherPlan(runOn(then, { 'buy@ours': 'other', 'buy@live': 'same' }), runOn(now, { 'buy@ours': 'same', 'buy@live': 'same' }))).toBeNull();
});

it('does not take steps of which nothing is known for the same', () => {
  expect(whyOfAnotherPlan(runOn({ ours: 'https://staging.ours.example' }, {}), runOn({ ours: 'https://ours.example' }, {}))).toContain('other addresses and other steps');
});
