import { describe, expect, it } from 'vitest';
import { countText, primaryLanguage } from '../../../src/visit/count-text.ts';

describe('counting text', () => {
  it('counts words, sentences, letters, long words and English syllables', () => {
    expect(countText(['The tent is waterproof. It weighs 2 kg!', 'No sentence mark'], 'en-GB')).toEqual({
      language: 'en-GB',
      words: 11,
      sentences: 3,
      letters: 19 + 11 + 14,
      longWords: 2,
      syllables: 1 + 1 + 1 + 3 + 1 + 1 + 1 + 1 + 1 + 2 + 1,
      frequent: 3 / 11,
    });
  });

  it('has no syllables for other languages', () => {
    expect(countText(['Das Zelt ist dicht.'], 'de')).toMatchObject({ words: 4, syllables: null, frequent: 0.5 });
    expect(countText(['C’est l’eau de la mer.'], 'fr').frequent).toBeGreaterThan(0.5);
    expect(countText(['Teltta on tiivis.'], 'fi')).toMatchObject({ words: 3, frequent: null });
  });

  it('has nothing to count where there is nothing', () => {
    expect(countText([], 'en')).toMatchObject({ words: 0, sentences: 0, frequent: null });
  });

  it.each([['de-CH', 'de'], ['EN_us', 'en'], ['no', 'nb'], ['nn-NO', 'nb'], ['', ''], ['x-klingon', 'x']])('%s is %s', (tag, language) => {
    expect(primaryLanguage(tag)).toBe(language);
    expect(() => countText(['A text.'], tag)).not.toThrow();
  });
});
