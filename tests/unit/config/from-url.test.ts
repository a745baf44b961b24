import { describe, expect, test } from 'vitest';
import { planFromUrl } from '../../../src/config/index.ts';
import { Plan } from '../../../src/model/plan.ts';

test('a URL alone makes a plan of one page and three personas', () => {
  const plan = planFromUrl('https://www.example.com/tents?size=2#ridge');
  expect(Plan.safeParse(plan).error).toBeUndefined();
  expect(plan).toMatchObject({
    name: 'www.example.com/tents',
    sites: { site: { origin: 'https://www.example.com', role: 'own' } },
    journeys: { page: { touchpoints: { page: { stage: 'awareness', steps: [{ visit: '/tents?size=2#ridge' }] } } } },
    gates: [],
    samples: 3,
  });
  expect(plan.personas.map(({ id }) => id)).toEqual(['molly-millennial', 'gerry-gen-x', 'samantha-senior']);
});

test('any preset can visit the page instead', () => {
  const plan = planFromUrl('http://localhost:3000', { personas: ['screen-reader'], samples: 1 });
  expect(plan.personas.map(({ id }) => id)).toEqual(['screen-reader']);
  expect(plan.samples).toBe(1);
});

describe.each([
  ['www.example.com', 'Did you mean https://www.example.com?'],
  ['file:///etc/passwd', 'is not a web address'],
  ['javascript:alert(1)', 'is not a web address'],
  ['https://kim:tr4il@example.com', 'holds a user name or password'],
  ['', 'is not a web address'],
])('"%s"', (address, message) => {
  test('is refused', () => {
    expect(() => planFromUrl(address)).toThrow(expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(message) }));
  });
});

test('a password in an address is not repeated in the message', () => {
  expect(() => planFromUrl('https://kim:tr4il@example.com')).toThrow(expect.not.objectContaining({ message: expect.stringContaining('tr4il') }));
});
