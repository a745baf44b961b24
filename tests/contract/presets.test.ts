import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../src/config/personas.ts';
import { devicePresets, networkPresets, personaPresets } from '../../src/config/index.ts';
import { Basis, Device, Network, Persona } from '../../src/model/persona.ts';

const folder = join(import.meta.dirname, '../../src/config/presets');
const dataKeys = ['birthdate', 'cardCode', 'cardExpiry', 'cardName', 'cardNumber', 'city', 'country', 'email', 'firstName', 'houseNumber', 'lastName', 'name', 'password', 'phone', 'postcode', 'street'];

test('the index lists the folder: one file per preset, named after it', () => {
  const files = readdirSync(folder).filter((name) => name !== 'index.ts');
  expect(personaPresets.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('ids, titles and email addresses are unique', () => {
  for (const pick of [(persona: Persona) => persona.id, (persona: Persona) => persona.title, (persona: Persona) => persona.data['email']]) {
    expect(new Set(personaPresets.map(pick)).size).toBe(personaPresets.length);
  }
});

test('language, time zone and consent are the same for all, so that they cause no difference', () => {
  expect(new Set(personaPresets.map(({ locale, timezone, consent }) => `${locale} ${timezone} ${consent}`)).size).toBe(1);
});

describe.each(personaPresets.map((persona) => [persona.id, persona] as const))('%s', (_, persona) => {
  test('is a persona', () => {
    expect(Persona.safeParse(persona).error).toBeUndefined();
  });

  test('has a source for every number, and none for what is no number', () => {
    const { device, network, cpuSlowdown, display, pace, finger, basis } = persona;
    const numbers = numbersIn({ device, network, cpuSlowdown, display, pace, finger });
    expect(numbers.length).toBeGreaterThanOrEqual(13);
    expect(numbers.filter((path) => basis[path] === undefined && basis[path.split('.')[0] ?? ''] === undefined)).toEqual([]);
    expect(Object.keys(basis).filter((path) => !numbers.some((number) => number === path || number.startsWith(`${path}.`)))).toEqual([]);
  });

  test('says of an assumption that it is one', () => {
    const vague = Object.entries(persona.basis).filter(([, { source, evidence }]) => /memory|unverified|not retrieved/i.test(source) || (evidence !== 'assumption' && /assum/i.test(source)));
    expect(vague).toEqual([]);
  });

  test('dates every source that is a publication', () => {
    expect(Object.entries(persona.basis).filter(([, { evidence, year }]) => evidence !== 'assumption' && year === undefined)).toEqual([]);
  });

  test('enters data that a form should take', () => {
    const { data } = persona;
    expect(Object.keys(data).sort()).toEqual(dataKeys);
    expect(data['email']).toMatch(/^[a-z.]+@example\.(com|org)$/);
    expect(data['phone']).toMatch(/^\+(44|49) [\d ]+$/);
    expect(data['cardNumber']).toMatch(/^\d{4}( \d{4}){3}$/);
    expect(luhn(data['cardNumber'] ?? '')).toBe(true);
    expect(data['cardExpiry']).toMatch(/^(0[1-9]|1[0-2])\/3\d$/);
    expect(data['birthdate']).toMatch(/^19\d\d-\d\d-\d\d$/);
    expect(data['name']).toBe(`${data['firstName']} ${data['lastName']}`);
  });

  test('touches only where there is a touch screen', () => {
    expect(persona.hands === 'touch' && !persona.device.touch).toBe(false);
  });
});

test('some names have what forms stumble over: accents, an apostrophe, a hyphen', () => {
  const names = personaPresets.map(({ data }) => data['name']).join(' ');
  expect(names).toMatch(/[^\p{ASCII}]/u);
  expect(names).toContain("'");
  expect(names).toContain('-');
});

test.each(Object.entries(devicePresets))('the device %s is one, with its source', (_, { basis, ...device }) => {
  expect(Device.safeParse(device).error).toBeUndefined();
  expect(Basis.safeParse(basis).error).toBeUndefined();
});

test.each(Object.entries(networkPresets))('the network %s is one, with its source', (_, { basis, ...network }) => {
  expect(Network.safeParse(network).error).toBeUndefined();
  expect(Basis.safeParse(basis).error).toBeUndefined();
});

test('the slowness of age is counted once', () => {
  expect(paceOf('samantha-senior')).toEqual({ ...paceOf('desktop-control'), factor: 1.43, reading: 190 });
  expect(paceOf('gerry-gen-x')).toEqual({ ...paceOf('desktop-control'), factor: 1.16 });
});

function paceOf(id: string): Persona['pace'] | undefined {
  return personaPresets.find((persona) => persona.id === id)?.pace;
}

/** The check digit of card numbers (ISO/IEC 7812-1). */
function luhn(number: string): boolean {
  const digits = [...number.replaceAll(' ', '')].reverse().map(Number);
  return digits.reduce((sum, digit, index) => sum + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0) % 10 === 0;
}
