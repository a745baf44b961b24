import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { criterion } from './sources.ts';

const why = 'When the control that has the focus is taken away, someone with a keyboard or a screen reader is thrown back to the top of the page and has to find the place again.';

const source = criterion('2.4.3', 'Focus Order');

export const audit = defineAudit({
  id: 'accessibility/focus-lost',
  area: 'accessibility',
  title: 'Focus that gets lost',
  why,
  source,
  pass: 'inspection',
  alsoUnreached: true,
  onlyWith: { hands: ['keyboard'] },
  metrics: [
    {
      id: 'accessibility.focus-lost',
      title: 'Steps after which the focus is lost',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Steps by keyboard after which, within the same document, nothing has the focus because what had it was removed, hidden or disabled. Where Tab goes on from there differs between browsers.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const pressed = steps.filter(({ keyboard }) => keyboard !== undefined);
    if (pressed.length === 0) return notApplicable('no key was pressed on the way here');
    const followed = pressed.filter(({ keyboard }) => keyboard?.focusAfter !== null);
    if (followed.length === 0) return pressed.every(({ navigation }) => navigation === 'hard') ? notApplicable('each step on the way here led to a new document') : notAvailable('where the focus was after the steps could not be told');
    const lost = followed.filter(({ keyboard }) => keyboard?.focusAfter === 'lost');
    const findings = lost.map(({ description, target, navigation }): FindingDraft => ({
      kind: 'pain-point',
      severity: navigation === 'soft' ? 'moderate' : 'serious',
      title: `After this step nothing has the focus any more, because what had it is gone: ${description}.`,
      advice: navigation === 'soft' ? 'When the view changes without a new document, give the focus to its heading or to the main part, with tabindex="-1".' : 'Before an element that has the focus is removed, hidden or disabled, give the focus to what comes in its place, as the next entry, a heading or the message that tells of the result.',
      direction: 'do',
      key: description,
      ...(target && { selector: target.selector }),
      judgement: 'decided',
      confidence: 'B',
      effort: 'small',
      wcag: ['2.4.3'],
    }));
    const [untold] = pressed.filter(({ keyboard, navigation }) => keyboard?.focusAfter === null && navigation !== 'hard');
    if (untold === undefined) return measured({ 'accessibility.focus-lost': lost.length }, findings);
    const because = `where the focus was could not be told after: ${untold.description}`;
    return findings.length === 0 ? notAvailable(because) : { status: 'measured', values: {}, missing: { 'accessibility.focus-lost': because }, findings };
  },
});
