import { describe, expect, it } from 'vitest';
import { audit as readability } from '../../../audits/friction/readability.ts';
import { audit as smallText } from '../../../audits/friction/small-text.ts';
import type { Collected } from '../../../src/model/evidence.ts';
import { context, persona } from './evidence.ts';
import { short } from './outcome.ts';

describe('what there is to read', () => {
  const text = (different: Partial<Collected['reading']['text']>) => ({ reading: { text: { language: 'en', words: 200, sentences: 10, letters: 900, longWords: 40, syllables: 300, frequent: 0.4, ...different }, sizes: [], choices: 0, brokenImages: [], brokenImageCount: 0 } });
  const ofSizes = (...sizes: [px: number, characters: number][]) => ({ reading: { ...text({}).reading, sizes: sizes.map(([px, characters]) => ({ px, characters, selector: 'p' })) } });
  const others = (...ids: string[]) => ids.map((id) => `friction.readability.${id}`);

  it.each([
    ['English', text({}), { values: { 'friction.readability.flesch': 206.835 - 1.015 * 20 - (84.6 * 300) / 200 }, findings: [], notApplicable: others('gulpease', 'gutierrez', 'lix') }],
    ['very difficult English', text({ syllables: 400 }), { values: { 'friction.readability.flesch': 206.835 - 1.015 * 20 - (84.6 * 400) / 200 }, findings: ['moderate very-difficult'], notApplicable: others('gulpease', 'gutierrez', 'lix') }],
    ['Italian', text({ language: 'it-IT', syllables: null }), { values: { 'friction.readability.gulpease': 89 + 15 - 45 }, findings: [], notApplicable: others('flesch', 'gutierrez', 'lix') }],
    ['Spanish, 200 words of 4.5 letters in 10 sentences', text({ language: 'es-MX', syllables: null }), { values: { 'friction.readability.gutierrez': 95.2 - 9.7 * 4.5 - 0.35 * 20 }, findings: [], notApplicable: others('flesch', 'gulpease', 'lix') }],
    ['German', text({ language: 'de', syllables: null }), { values: { 'friction.readability.lix': 40 }, findings: [], notApplicable: others('flesch', 'gulpease', 'gutierrez') }],
    ['very difficult German', text({ language: 'de', syllables: null, longWords: 90 }), { values: { 'friction.readability.lix': 65 }, findings: ['moderate very-difficult'], notApplicable: others('flesch', 'gulpease', 'gutierrez') }],
    ['French, for which LIX has no bands', text({ language: 'fr', syllables: null, longWords: 90 }), { values: { 'friction.readability.lix': 65 }, findings: [], notApplicable: others('flesch', 'gulpease', 'gutierrez') }],
  ])('%s', (_name, evidence, expected) => {
    expect(short(readability.run(evidence, context()))).toEqual(expected);
  });

  it.each([
    ['99 words', text({ words: 99 }), /insufficient text: 99 words/],
    ['no language', text({ language: '' }), /does not say/],
    ['a language without a formula', text({ language: 'fi' }), /no formula/],
    ['another language than declared', text({ frequent: 0.05 }), /does not read like/],
  ])('is not available for %s', (_name, evidence, because) => {
    expect(readability.run(evidence, context())).toMatchObject({ status: 'not-available', because: expect.stringMatching(because) });
  });

  const larger = { ...persona, display: { ...persona.display, textScale: 1.3 } };
  it.each([
    ['12 px do', ofSizes([12, 100]), persona, { 'friction.small-text': 0 }, 0],
    ['40 % may be smaller', ofSizes([11, 40], [16, 60]), persona, { 'friction.small-text': 0.4 }, 0],
    ['more may not', ofSizes([11, 41], [16, 59]), persona, { 'friction.small-text': 0.41 }, 1],
    ['text that does not follow what the customer has set', ofSizes([14, 100]), larger, { 'friction.small-text': 1 }, 1],
  ])('%s', (_name, evidence, who, values, findings) => {
    const outcome = smallText.run(evidence, context({ persona: who }));
    expect(outcome).toMatchObject({ status: 'measured', values });
    expect(outcome.status === 'measured' && outcome.findings).toHaveLength(findings);
  });

  it('does not guess what a phone would make of it', () => {
    expect(smallText.run(ofSizes([14, 100]), context({ persona: { ...larger, device: { ...persona.device, mobile: true } } })).status).toBe('not-available');
    expect(smallText.run(ofSizes(), context()).status).toBe('not-applicable');
  });
});
