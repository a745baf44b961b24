import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Beyond } from '../../src/model/layout-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, some } from '../wording.ts';
import { decidedLosses, lossFindings, undecidedLosses } from './lost-text.ts';
import { criterion } from './sources.ts';

const why = 'Who zooms in or has a narrow screen would have to scroll sideways for every line of text, or never sees what was cut off.';

const source = criterion('1.4.10', 'Reflow');

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'inspection', overJourney: 'sum', why, source } as const;

const circumstance = { when: 'in a window of 320 CSS px', wcag: '1.4.10' };

export const audit = defineAudit({
  id: 'accessibility/reflow',
  area: 'accessibility',
  title: 'Does not fit a narrow window',
  why,
  source,
  pass: 'inspection',
  metrics: [
    { ...shared, id: 'accessibility.horizontal-scroll', title: 'Pages that scroll sideways', how: '1 if, in a window 320 CSS px wide, text or controls can be reached by scrolling sideways only, else 0. Tables, pictures, maps, code and toolbars, which WCAG excepts, do not count.' },
    { ...shared, id: 'accessibility.reflow-losses', title: 'Texts lost in a narrow window', how: "Texts that can be read in the persona's window and are cut off or printed over each other in one 320 CSS px wide." },
    { ...shared, id: 'accessibility.reflow-review', title: 'Parts of a narrow window to be looked at by a person', how: 'Parts that stick out of a window of 320 CSS px and may do so (tables, pictures, maps, code), and texts that are shortened there.' },
  ],
  needs: ['layouts'],
  run({ layouts: { narrow } }) {
    const required = narrow.beyond.filter(({ excepted }) => !excepted);
    const excepted = narrow.beyond.filter((one) => one.excepted);
    const unexplained = narrow.sideways && narrow.beyond.length === 0;
    return measured(
      {
        'accessibility.horizontal-scroll': required.length > 0 ? 1 : 0,
        'accessibility.reflow-losses': decidedLosses(narrow),
        'accessibility.reflow-review': undecidedLosses(narrow) + excepted.length + (unexplained ? 1 : 0),
      },
      [...sideways(required, narrow.scrollWidth), ...mayStickOut(excepted, unexplained, narrow.scrollWidth), ...lossFindings(narrow, circumstance)],
    );
  },
});

const listed = (parts: readonly Beyond[]): string => some(parts.map(({ selector }) => selector), 3);

function sideways(parts: readonly Beyond[], scrollWidth: number): FindingDraft[] {
  const [first] = parts;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      severity: 'serious',
      title: `In a window of 320 CSS px the customer has to scroll sideways to read${first.text === '' ? '' : ` “${clipped(first.text, 60)}”`}.`,
      advice: 'Find the element that is too wide (often a fixed width, a long word or a row that does not wrap) and let it shrink with max-width: 100% or wrap.',
      direction: 'do',
      key: 'sideways',
      judgement: 'decided',
      selector: first.selector,
      quote: `${Math.round(scrollWidth)} px of content; ${listed(parts)}`,
      confidence: 'B',
      effort: 'medium',
      wcag: ['1.4.10'],
    },
  ];
}

function mayStickOut(parts: readonly Beyond[], unexplained: boolean, scrollWidth: number): FindingDraft[] {
  const [first] = parts;
  if (first === undefined && !unexplained) return [];
  return [
    {
      kind: 'pain-point',
      severity: 'minor',
      title: first === undefined ? 'In a window of 320 CSS px the page scrolls sideways, though nothing to read lies there.' : 'In a window of 320 CSS px parts stick out that may have to be wide, as tables, pictures and code do; someone has to see whether these do.',
      advice: 'Give wide parts a box of their own that scrolls, so that the page does not, and let pictures shrink with max-width: 100%.',
      direction: 'do',
      key: first === undefined ? 'sideways-empty' : 'sideways-excepted',
      judgement: 'needed',
      ...(first && { selector: first.selector }),
      quote: `${Math.round(scrollWidth)} px of content${first === undefined ? '' : `; ${listed(parts)}`}`,
      confidence: 'B',
      effort: 'small',
      wcag: ['1.4.10'],
    },
  ];
}
