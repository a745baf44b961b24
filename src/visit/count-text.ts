import { syllable } from 'syllable';
import type { Reading } from '../model/reading-evidence.ts';

/**
 * The most frequent words of a language: running text has a fifth to a half of them, whatever it is about. They tell whether a page
 * is written in the language it declares. Articles, prepositions and conjunctions of any grammar of the language.
 */
const frequentWords: Readonly<Record<string, string>> = {
  en: 'the of and a an to in is are was it for you your that this with on at by from or as be we our not have has can will',
  de: 'der die das den dem des und oder ein eine einen einem einer in im ist sind war es für sie ihr ihre wir mit auf von zu zum zur nicht auch als bei aus an am',
  fr: 'le la les l un une des de du d et ou à au aux en est sont il elle vous votre vos nous que qui dans pour avec sur par ne pas ce cette',
  es: 'el la los las un una unos unas de del y o a al en es son que se su sus con por para no lo como más este esta nos le',
  it: 'il lo la i gli le l un una uno di del della dei delle e o a al alla in nel nella è sono che si per con da dal non su come questo',
  nl: 'de het een en of van in is zijn was op te voor met aan bij uit niet dat die dit deze u uw je wij we er om als ook naar',
  sv: 'och att det som en ett på är av för med till den de i du vi om har inte kan din ditt eller från så men',
  da: 'og at det som en et på er af for med til den de i du vi om har ikke kan din dit eller fra så men',
  nb: 'og at det som en et på er av for med til den de i du vi om har ikke kan din ditt eller fra så men',
};

const norwegian = new Set(['no', 'nn']);

/** Primary language of a tag, as in de for de-CH; Norwegian is nb. Empty: no language. */
export function primaryLanguage(tag: string): string {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return norwegian.has(primary) ? 'nb' : primary;
}

/** Counts what readability formulas are made of. Paragraphs are looked at one by one: a sentence ends with its paragraph. */
export function countText(paragraphs: readonly string[], declared: string): Reading['text'] {
  const language = primaryLanguage(declared);
  const locale = /^[a-z]{2,3}$/.test(language) ? language : 'und';
  const segmenters = { word: new Intl.Segmenter(locale, { granularity: 'word' }), sentence: new Intl.Segmenter(locale, { granularity: 'sentence' }) };
  const frequent = new Set(frequentWords[language]?.split(' '));
  const counts = { words: 0, sentences: 0, letters: 0, longWords: 0, syllables: 0, frequent: 0 };
  for (const paragraph of paragraphs) {
    for (const { segment } of segmenters.sentence.segment(paragraph)) if (/\p{L}/u.test(segment)) counts.sentences += 1;
    for (const { segment, isWordLike } of segmenters.word.segment(paragraph)) {
      if (isWordLike !== true) continue;
      const letters = segment.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      counts.words += 1;
      counts.letters += letters;
      if (letters > 6) counts.longWords += 1;
      if (language === 'en') counts.syllables += Math.max(1, syllable(segment));
      // d’eau, l'acqua: what is left out is a word of its own here.
      if (segment.toLowerCase().split(/['’]/).some((part) => frequent.has(part))) counts.frequent += 1;
    }
  }
  return {
    ...counts,
    language: declared,
    syllables: language === 'en' ? counts.syllables : null,
    frequent: frequent.size === 0 || counts.words === 0 ? null : counts.frequent / counts.words,
  };
}
