import { defineAudit, measured } from '../../src/audit/define.ts';
import { criterion } from './sources.ts';

const why = 'Screen readers and translators need to know the language, or they speak English words with German sounds and translate nothing.';

const source = criterion('3.1.1', 'Language of Page');

export const audit = defineAudit({
  id: 'accessibility/language',
  area: 'accessibility',
  title: 'Language not declared',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.language-undeclared',
      title: 'Pages that do not declare their language',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: '1 if the html element has no lang attribute or one that is no language tag, else 0. Whether it is the right language is not checked.',
      source,
    },
  ],
  needs: ['census'],
  run({ census: { language } }) {
    if (isLanguageTag(language)) return measured({ 'accessibility.language-undeclared': 0 });
    return measured({ 'accessibility.language-undeclared': 1 }, [
      {
        kind: 'pain-point',
        severity: 'serious',
        title: 'The page does not say which language it is written in.',
        advice: 'Set lang on the html element, as in <html lang="en">.',
        direction: 'do',
        key: 'undeclared',
        ...(language !== '' && { quote: `lang="${language}"` }),
        judgement: 'decided',
        confidence: 'B',
        effort: 'small',
        wcag: ['3.1.1'],
      },
    ]);
  },
});

/** Has it the form of a language tag, as in de-CH? There may be no such language. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
