import { describe, expect, it } from 'vitest';
import { audit as errorMessages } from '../../../audits/accessibility/error-messages.ts';
import { audit as captcha } from '../../../audits/friction/captcha.ts';
import { audit as keyboardFit } from '../../../audits/friction/keyboard-fit.ts';
import { audit as paste } from '../../../audits/friction/paste.ts';
import { audit as reEntry } from '../../../audits/friction/re-entry.ts';
import { audit as validData } from '../../../audits/friction/valid-data.ts';
import { audit as timing } from '../../../audits/friction/validation-timing.ts';
import type { Collected, StepEvidence } from '../../../src/model/evidence.ts';
import { dataIn } from '../../../src/visit/values.ts';
import { census, context, field, persona, step } from './evidence.ts';
import { plain, short } from './outcome.ts';

type Forms = Collected['forms'];
type Entry = Forms['entries'][number];

const error = (different: Partial<Forms['errors'][number]> = {}): Forms['errors'][number] => ({ selector: '#phone', label: 'Phone', ariaInvalid: true, userInvalid: false, words: true, message: null, ...different });
const message = (different: Partial<NonNullable<Forms['errors'][number]['message']>> = {}) => ({ text: 'Invalid phone number!', selector: '#error', tie: 'none' as const, live: false, appeared: true, distance: 4, ...different });
const entry = (different: Partial<Entry> = {}): Entry => ({ step: 0, selector: '#phone', label: 'Phone', data: ['phone'], kept: 12, full: false, errors: [], last: 'fine', premature: false, ...different });
const forms = (different: Partial<Forms> = {}): { forms: Forms } => ({ forms: { entries: [], errors: [], captchas: [], ...different } });
const fill = (data: string[], different: Partial<StepEvidence> = {}): StepEvidence => step({ action: 'fill', typed: { data, whole: data.length === 1, intoEmpty: true }, ...different, effort: { typed: 5 } });
const filled = context({ pass: 'inspection', steps: [fill(['phone'])] });

describe('what a step typed', () => {
  it.each([
    ['{persona.email}', { data: ['email'], whole: true }],
    ['{persona.street} {persona.houseNumber}', { data: ['street', 'houseNumber'], whole: false }],
    ['2 people', { data: [], whole: false }],
  ])('%s', (value, expected) => {
    expect(dataIn(value)).toEqual(expected);
  });

  it('says nothing of a secret', () => {
    expect(dataIn({ secret: 'PASSWORD' })).toEqual({ data: [], whole: false });
  });
});

describe('valid data', () => {
  const said = [{ when: 'left' as const, error: error({ message: message() }) }];

  it.each([
    ['fine', entry(), 0, []],
    ['wrong when it was left', entry({ errors: said, last: 'wrong' }), 1, ['serious phone']],
    ['wrong for a moment', entry({ errors: said, last: 'fine' }), 0, []],
    ['wrong, and not looked at again', entry({ errors: said, last: 'unknown' }), 1, ['serious phone']],
    ['wrong from before and never newly so', entry({ last: 'wrong' }), 0, []],
    ['a password', entry({ data: ['password'], errors: said, last: 'wrong' }), 0, []],
    ['cut off', entry({ data: ['cardNumber'], kept: 13, full: true }), 1, ['serious cut cardNumber']],
    ['full, with all in it', entry({ data: ['cardNumber'], kept: 16, full: true }), 0, []],
    ['shortened by the page itself', entry({ kept: 11, full: false }), 0, []],
  ])('%s', (_name, one, count, findings) => {
    expect(short(validData.run(forms({ entries: [one] }), filled))).toEqual({ values: { 'friction.valid-data-refused': count }, findings });
  });

  it('never shows the datum, only how it is written', () => {
    const outcome = validData.run(forms({ entries: [entry({ errors: said, last: 'wrong' })] }), filled);
    expect(JSON.stringify(outcome)).not.toContain('7700');
    expect(JSON.stringify(outcome)).toContain('here with + and spaces');
  });

  it('counts nothing where a field could not be looked at', () => {
    const both = context({ pass: 'inspection', steps: [fill(['phone']), fill(['cardNumber'], { index: 1, target: { role: 'textbox', name: 'Card', tag: 'input', selector: '#card', box: null } })] });
    expect(short(validData.run(forms({ entries: [entry()] }), both))).toEqual({ values: {}, findings: [], missing: ['friction.valid-data-refused'] });
    expect(short(timing.run(forms({ entries: [entry({ premature: true })] }), both))).toEqual({ values: {}, findings: ['moderate while-typing'], missing: ['friction.early-errors'] });
  });

  it('does not apply where no data of the persona is typed', () => {
    expect(validData.run(forms(), context()).status).toBe('not-applicable');
    expect(timing.run(forms(), context()).status).toBe('not-applicable');
  });

  it('tells an error shown too early from data refused', () => {
    const typing = [{ when: 'typing' as const, error: error() }];
    expect(short(timing.run(forms({ entries: [entry({ errors: typing, last: 'fine' })] }), filled))).toMatchObject({ findings: ['moderate while-typing'] });
    expect(short(timing.run(forms({ entries: [entry({ errors: typing, last: 'wrong' })] }), filled))).toEqual(plain({ 'friction.early-errors': 0 }));
  });
});

describe('error messages', () => {
  it.each([
    ['tied to its field', error({ message: message({ tie: 'describedby' }) }), []],
    ['an alert', error({ message: message({ live: true }) }), []],
    ['beside it only', error({ message: message() }), ['serious not-tied']],
    ['far away', error({ message: message({ tie: 'errormessage', distance: 400 }) }), ['moderate far']],
    ['no words at all', error({ words: false }), ['serious no-words']],
    ['words that may be the message', error(), []],
  ])('%s', (_name, one, findings) => {
    expect(short(errorMessages.run(forms({ errors: [one] }), context()))).toEqual({ values: { 'accessibility.unclear-errors': findings.length }, findings });
  });

  it('leaves alone what the browser itself says', () => {
    expect(errorMessages.run(forms({ errors: [error({ ariaInvalid: false, userInvalid: true })] }), context()).status).toBe('not-applicable');
  });

  it('tells each field once', () => {
    const one = error({ message: message() });
    expect(short(errorMessages.run(forms({ errors: [one], entries: [entry({ errors: [{ when: 'left', error: one }] })] }), context()))).toMatchObject({ values: { 'accessibility.unclear-errors': 1 } });
  });
});

describe('data typed again', () => {
  const earlier = (...steps: StepEvidence[]) => context({ steps: [fill(['email'])], before: [{ touchpoint: 'account', steps }] });

  it('counts what an earlier touchpoint has asked for', () => {
    const outcome = reEntry.run({}, earlier(fill(['email', 'name'])));
    expect(short(outcome)).toEqual({ values: { 'friction.re-entries': 1 }, findings: ['moderate email'] });
    expect(outcome).toMatchObject({ findings: [{ title: 'The customer types their email again: “account” has asked for it already.' }] });
  });

  it.each([
    ['something else before', earlier(fill(['phone']))],
    ['a step before that failed', earlier(fill(['email'], { outcome: 'failed' }))],
    ['filled in by the site', context({ steps: [fill(['email'], { typed: { data: ['email'], whole: true, intoEmpty: false } })], before: [{ touchpoint: 'account', steps: [fill(['email'])] }] })],
    ['passwords', context({ steps: [fill(['password']), fill(['password']), fill(['cardCode']), fill(['cardCode'])] })],
  ])('does not count %s', (_name, where) => {
    expect(short(reEntry.run({}, where))).toEqual(plain({ 'friction.re-entries': 0 }));
  });

  it('does not apply where nothing of the persona is typed', () => {
    expect(reEntry.run({}, context()).status).toBe('not-applicable');
  });
});

describe('keyboards', () => {
  const run = (different: Parameters<typeof field>[0], postcode = 'SW1V 4QQ') => short(keyboardFit.run({ census: census({ fields: [field(different)] }) }, context({ persona: { ...persona, data: { postcode } } })));

  it.each([
    ['email as text', { label: 'Email' }, ['minor misfit']],
    ['email by type', { label: 'Email', type: 'email' }, []],
    ['email by inputmode', { label: 'Email', inputmode: 'email' }, []],
    ['inputmode goes before type', { type: 'email', inputmode: 'text' }, ['minor misfit']],
    ['phone', { label: 'Phone', type: 'tel' }, []],
    ['card number as a number', { label: 'Card number', type: 'number' }, ['moderate type-number']],
    ['card number with digits', { label: 'Card number', inputmode: 'numeric' }, []],
    ['postcode', { label: 'Postcode' }, []],
    ['postcode with digits only', { label: 'Postcode', inputmode: 'numeric' }, ['minor no-letters']],
  ])('%s', (_name, different, findings) => {
    expect(run(different)).toEqual({ values: { 'friction.misfit-keyboards': findings.length }, findings });
  });

  it('lets a postcode of digits have them', () => {
    expect(run({ label: 'Postcode', inputmode: 'numeric' }, '10115')).toEqual(plain({ 'friction.misfit-keyboards': 0 }));
  });

  it('has nothing to say about other fields', () => {
    expect(keyboardFit.run({ census: census({ fields: [field()] }) }, context()).status).toBe('not-applicable');
  });
});

it('pasting: a code that is refused in part is told, not counted', () => {
  const probe = { selector: '#a', label: 'Code', type: 'text', asks: 'code' as const, outcome: 'unclear' as const };
  expect(short(paste.run({ paste: { probes: [probe], fieldCount: 1 } }, context()))).toEqual({ values: { 'friction.paste-blocked': 0 }, findings: ['minor code'] });
  expect(paste.run({ paste: { probes: [], fieldCount: 0 } }, context()).status).toBe('not-applicable');
});

it('tests for being human: only what is shown counts', () => {
  const one = { provider: 'hCaptcha' as const, selector: '#a', evidence: 'hcaptcha.com' };
  expect(short(captcha.run(forms({ captchas: [{ ...one, shown: false }] }), context()))).toEqual(plain({ 'friction.captchas': 0 }));
  expect(short(captcha.run(forms({ captchas: [{ ...one, shown: true }] }), context()))).toEqual({ values: { 'friction.captchas': 1 }, findings: ['moderate hCaptcha'] });
});
