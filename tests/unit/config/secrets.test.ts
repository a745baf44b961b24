import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPlan, resolveSecrets, select } from '../../../src/config/index.ts';

const plan = await loadPlan(join(import.meta.dirname, '../../../fixtures/plans/good/login.yaml'));
const environment = { APP_USER: 'kim', APP_PASSWORD: 'tr4il', RIVAL_KEY: 'k', HOME: '/home/kim' };

test('a plan gets the secrets it names, and no other variable', () => {
  expect(resolveSecrets(plan, environment)).toEqual({ APP_USER: 'kim', APP_PASSWORD: 'tr4il', RIVAL_KEY: 'k' });
});

test('all that are missing or empty are named, with where they are typed', () => {
  const missing = 'The environment variable APP_PASSWORD is empty; it is typed at sites.app.login.steps[2].fill.with.\nThe environment variable RIVAL_KEY is not set; it is typed at journeys.report.touchpoints.reports.on.rival.steps[0].fill.with.';
  expect(() => resolveSecrets(plan, { APP_USER: 'kim', APP_PASSWORD: '' })).toThrow(expect.objectContaining({ code: 'SECRET_MISSING', message: missing }));
});

test('secrets of a site that is not visited are not needed', () => {
  expect(resolveSecrets(select(plan, { sites: ['app'] }), { APP_USER: 'kim', APP_PASSWORD: 'tr4il' })).toEqual({ APP_USER: 'kim', APP_PASSWORD: 'tr4il' });
});

test('a message about secrets does not tell them', () => {
  expect(() => resolveSecrets(plan, { APP_PASSWORD: 'tr4il' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('tr4il') }));
});
