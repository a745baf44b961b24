import { describe, expect, it } from 'vitest';
import { audit as autocomplete } from '../../../audits/friction/autocomplete.ts';
import { audit as formSize } from '../../../audits/friction/form-size.ts';
import { audit as requiredFields } from '../../../audits/friction/required-fields.ts';
import { census, context, field } from './evidence.ts';
import { plain, short } from './outcome.ts';

const asking = (...labels: string[]) => labels.map((label, index) => field({ label, selector: `#f${index}` }));
const whole = ['Street', 'Town', 'Card number'];
const formOf = (count: number, labels: readonly string[] = whole) => ({ census: census({ fields: [...asking(...labels.slice(0, count)), ...Array.from({ length: Math.max(0, count - labels.length) }, () => field()), field({ visible: false }), field({ type: 'checkbox' }), field({ type: 'search' })] }) });
const runAutocomplete = (...list: Parameters<typeof field>[0][]) => autocomplete.run({ census: census({ fields: list.map(field) }) }, context());

it.each([
  [4, '4 fields lie in frames of the page, which are not looked into'],
  [null, 'not all frames of the page said whether there are fields in them'],
])('fields in frames are not told to be none: %s', (framedFields, because) => {
  expect(formSize.run({ census: census({ fields: [], framedFields }) }, context())).toEqual({ status: 'not-available', because });
  expect(autocomplete.run({ census: census({ fields: [], framedFields }) }, context())).toEqual({ status: 'not-available', because });
});

describe('more fields than were looked at', () => {
  it('is no form size, and no total of fields that cannot be filled in', () => {
    const fields = [field({ name: 'email', type: 'email' }), field()];
    expect(formSize.run({ census: census({ fields, fieldCount: 400 }) }, context())).toEqual({ status: 'not-available', because: 'only 2 of 400 fields were looked at' });
    expect(short(autocomplete.run({ census: census({ fields, fieldCount: 400 }) }, context()))).toEqual({ values: {}, findings: ['moderate missing'], missing: ['friction.fields-without-autocomplete'] });
    expect(autocomplete.run({ census: census({ fields: [field()], fieldCount: 400 }) }, context()).status).toBe('not-available');
  });
});

describe('form size', () => {
  const checkout = context({ touchpoint: { stage: 'purchase', momentOfTruth: true } });

  it.each([
    [2, []],
    [3, ['+ short-form']],
    [8, ['+ short-form']],
    [9, []],
    [11, []],
    [12, ['serious long-form']],
  ])('%i fields in a checkout', (count, findings) => {
    expect(short(formSize.run(formOf(count), checkout))).toEqual({ values: { 'friction.fields-visible': count }, findings });
  });

  it.each([
    ['half of a checkout is not praised', 5, ['Street', 'Town'], []],
    ['half of a checkout can be too long by itself', 12, ['Postcode', 'Town'], ['serious long-form']],
    ['so can the payment', 12, ['Card number'], ['serious long-form']],
    ['a long form that asks for neither is no checkout', 30, ['Your car', 'Town'], []],
    ['nor is a short one', 4, ['Email'], []],
  ])('%s', (_name, count, labels, findings) => {
    expect(short(formSize.run(formOf(count, labels), checkout))).toEqual({ values: { 'friction.fields-visible': count }, findings });
  });

  it('only judges checkouts', () => {
    expect(short(formSize.run(formOf(30), context()))).toEqual(plain({ 'friction.fields-visible': 30 }));
    expect(formSize.run(formOf(0), checkout).status).toBe('not-applicable');
  });
});

describe('autocomplete', () => {
  it.each([
    ['an email without it', { type: 'email', label: 'Your email' }, 1],
    ['with it', { type: 'email', autocomplete: 'email' }, 0],
    ['in a section', { label: 'Postcode', autocomplete: 'section-home shipping postal-code' }, 0],
    ['switched off', { label: 'Phone number', autocomplete: 'off' }, 1],
    ['another purpose', { label: 'First name', autocomplete: 'family-name' }, 1],
    ['by its name', { label: '', name: 'billing[cardNumber]' }, 1],
    ['in German', { label: 'Postleitzahl *' }, 1],
    ['the name of a person', { label: 'Name:' }, 1],
  ])('%s', (_name, different, count) => {
    expect(short(runAutocomplete(different))).toEqual({ values: { 'friction.fields-without-autocomplete': count }, findings: count === 0 ? [] : [_name === 'another purpose' ? 'serious wrong' : 'moderate missing'] });
  });

  it.each([
    ['a field of a shop finder', { label: 'City', search: true }],
    ['a choice of country by itself', { label: 'Country', type: 'select-one' }],
    ['a field that cannot be changed', { label: 'Email', locked: true }],
    ['a search field', { label: 'Search', type: 'search', name: 'name' }],
    ['the name of a product', { label: 'Product name' }],
    ['a hidden field', { type: 'email', visible: false }],
    ['a box to tick', { type: 'checkbox', label: 'Send me email' }],
  ])('has nothing to say about %s', (_name, different) => {
    expect(runAutocomplete(different).status).toBe('not-applicable');
  });
});

describe('fields that must be filled in', () => {
  const radio = (form: number, selector: string) => field({ type: 'radio', name: 'size', required: true, form, selector });
  const required = (...fields: ReturnType<typeof field>[]) => short(requiredFields.run({ census: census({ fields }) }, context()));

  it('counts radio buttons of one name once in each form', () => {
    expect(required(radio(0, '#a'), radio(0, '#b'))).toEqual(plain({ 'friction.fields-required': 1 }));
    expect(required(radio(0, '#a'), radio(0, '#b'), radio(1, '#c'))).toEqual(plain({ 'friction.fields-required': 2 }));
  });
});
