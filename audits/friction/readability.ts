import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { Metric, Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';

type Text = Collected['reading']['text'];

const why = 'Long words in long sentences are read slowly or not at all, above all by those who read little or in a second language.';

const flesch: Source = { title: 'Flesch, A new readability yardstick; bands as given by later texts', year: 1948 };
const gulpease: Source = { title: 'Lucisano & Piemontese, GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana', year: 1988 };
const gutierrez: Source = { title: 'Gutiérrez de Polini, Investigación sobre lectura en Venezuela: fórmula de comprensibilidad', year: 1972 };
const lix: Source = { title: 'Björnsson, Läsbarhet; bands as given by later texts', year: 1968 };

/** Below that a formula says nothing: the samples they were made with had 100 words (Flesch 1948). */
const fewestWords = 100;
/** Share of frequent words under which text is no running text of its language: lists of products, or another language. A design choice. */
const fewestFrequent = 0.15;

interface Formula {
  id: string;
  title: string;
  better: 'higher' | 'lower';
  how: string;
  source: Source;
  /** Value above or below which text counts as very difficult; null: no published one was read. By language; all: for each the formula is used in. */
  veryDifficult: { from: number; languages: readonly string[] } | null;
  /** null: something it needs was not counted. */
  of(text: Text): number | null;
}

const easeBands = { plain: 60, veryDifficult: 30 };

const formulas = {
  flesch: {
    id: 'friction.readability.flesch',
    title: 'Flesch Reading Ease',
    better: 'higher',
    how: 'Of the main text in English: 206.835 − 1.015 × words per sentence − 84.6 × syllables per word. Over 60 plain, under 30 very difficult. Syllables are counted by rule and by exceptions.',
    source: flesch,
    veryDifficult: { from: easeBands.veryDifficult, languages: ['en'] },
    of: ({ words, sentences, syllables }) => (syllables === null ? null : 206.835 - (1.015 * words) / sentences - (84.6 * syllables) / words),
  },
  gulpease: {
    id: 'friction.readability.gulpease',
    title: 'Gulpease',
    better: 'higher',
    how: 'Of the main text in Italian: 89 + 300 × sentences per word − 10 × letters per word. 100 is the easiest.',
    source: gulpease,
    veryDifficult: null,
    of: ({ words, sentences, letters }) => 89 + (300 * sentences) / words - (10 * letters) / words,
  },
  gutierrez: {
    id: 'friction.readability.gutierrez',
    title: 'Gutiérrez de Polini',
    better: 'higher',
    how: 'Of the main text in Spanish: 95.2 − 9.7 × letters per word − 0.35 × words per sentence. The higher, the easier. It was made from Spanish texts, and counts letters; the formulas of Fernández Huerta (1959) and Szigriszt-Pazos (1993) count syllables.',
    source: gutierrez,
    veryDifficult: null,
    of: ({ words, sentences, letters }) => 95.2 - (9.7 * letters) / words - (0.35 * words) / sentences,
  },
  lix: {
    id: 'friction.readability.lix',
    title: 'LIX',
    better: 'lower',
    how: 'Of the main text in Danish, Dutch, French, German, Norwegian or Swedish: words per sentence + percent of words with more than six letters. Flesch has been refitted to German (Amstad 1978), French (Kandel and Moles 1958) and Dutch (Douma 1960), but these count syllables, and there is no well-kept counter of them for these languages; LIX needs none. Its bands (over 60 very difficult) are for Swedish, Danish, Norwegian and German.',
    source: lix,
    veryDifficult: { from: 60, languages: ['sv', 'da', 'nb', 'no', 'nn', 'de'] },
    of: ({ words, sentences, longWords }) => words / sentences + (100 * longWords) / words,
  },
} as const satisfies Record<string, Formula>;

const formulaFor: Readonly<Record<string, Formula>> = {
  en: formulas.flesch,
  es: formulas.gutierrez,
  it: formulas.gulpease,
  ...Object.fromEntries(['da', 'de', 'fr', 'nb', 'nl', 'nn', 'no', 'sv'].map((language) => [language, formulas.lix])),
};

export const audit = defineAudit({
  id: 'friction/readability',
  area: 'friction',
  title: 'How hard the main text is to read',
  why,
  source: flesch,
  pass: 'inspection',
  metrics: Object.values(formulas).map(
    ({ id, title, better, how, source }: Formula): Metric => ({
      id,
      title,
      unit: 'points',
      better,
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'none',
      why,
      how,
      source,
      ...(id === formulas.flesch.id && { threshold: { good: easeBands.plain, poor: easeBands.veryDifficult, source } }),
    }),
  ),
  needs: ['reading'],
  run({ reading: { text } }) {
    const { words, sentences, frequent } = text;
    const language = text.language.trim().toLowerCase().split(/[-_]/, 1)[0] ?? '';
    if (words < fewestWords || sentences === 0) return notAvailable(`insufficient text: ${words} words in sentences, where ${fewestWords} are needed`);
    if (language === '') return notAvailable('the page does not say which language it is in');
    const formula = formulaFor[language];
    if (formula === undefined) return notAvailable(`there is no formula here for the language "${text.language}"`);
    if (frequent !== null && frequent < fewestFrequent) return notAvailable(`the main text does not read like running text in the language it declares ("${text.language}")`);
    const value = formula.of(text);
    if (value === null) return notAvailable('syllables were not counted');
    return {
      ...measured({ [formula.id]: value }, isVeryDifficult(formula, value, language) ? [finding(formula, value)] : []),
      notApplicable: Object.fromEntries(Object.values(formulas).filter(({ id }) => id !== formula.id).map(({ id }) => [id, `not the formula for the language "${text.language}"`])),
    };
  },
});

function isVeryDifficult({ veryDifficult, better }: Formula, value: number, language: string): boolean {
  if (veryDifficult === null || !veryDifficult.languages.includes(language)) return false;
  return better === 'higher' ? value < veryDifficult.from : value > veryDifficult.from;
}

function finding({ title, veryDifficult }: Formula, value: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `By its sentences and words the main text counts as very difficult: ${title} ${Math.round(value)}, where very difficult begins at ${veryDifficult?.from}.`,
    advice: 'Have somebody who does not work with you read it aloud. Then make two sentences of each long one, and use the shorter word where there is one. A formula sees length only: whether it is understood, people have to tell.',
    direction: 'do',
    key: 'very-difficult',
    confidence: 'D',
    effort: 'medium',
  };
}
