import { defineAudit, measured } from '../../src/audit/define.ts';
import { decidedLosses, lossFindings, undecidedLosses } from './lost-text.ts';
import { criterion } from './sources.ts';

const why = 'People with dyslexia or low vision set lines, words and letters further apart to be able to read. Where boxes do not grow, that costs them text.';

const source = criterion('1.4.12', 'Text Spacing');

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why, source } as const;

export const audit = defineAudit({
  id: 'accessibility/text-spacing',
  area: 'accessibility',
  title: 'Text lost with wide spacing',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...shared, id: 'accessibility.spacing-losses', title: 'Texts lost with wide spacing', how: 'Texts that can be read as the page is and are cut off or printed over each other with a line height of 1.5, and letters 0.12, words 0.16 and paragraphs 2 times the font size apart.' },
    { ...shared, id: 'accessibility.spacing-review', title: 'Texts with wide spacing to be looked at by a person', how: 'Texts that are shortened or run out of their box with that spacing.' },
  ],
  needs: ['layouts'],
  run({ layouts: { spaced } }) {
    return measured({ 'accessibility.spacing-losses': decidedLosses(spaced), 'accessibility.spacing-review': undecidedLosses(spaced) }, lossFindings(spaced, { when: 'with the spacing that some people need', wcag: '1.4.12' }));
  },
});
