import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { whyCutShort } from './walk.ts';

const why = 'Many people use no mouse: those who cannot see the pointer, whose hands shake, or whose arm is in plaster. What the Tab key does not reach does not exist for them.';

const source = criterion('2.1.1', 'Keyboard');

export const audit = defineAudit({
  id: 'accessibility/keyboard-reach',
  area: 'accessibility',
  title: 'Controls out of reach of the keyboard',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.unreachable',
      title: 'Controls out of reach of the keyboard',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Visible controls, and other elements with a hand for a pointer, that the Tab key did not stop at on a walk once around the page; at most 50 are counted. Whether what only has the hand does something, and nothing else does the same, a person has to judge.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    const { unreached } = tabWalk;
    // Only a walk that came round tells what it left out.
    const cut = whyCutShort(tabWalk);
    if (cut !== null) return notAvailable(cut);
    const controls = unreached.filter(({ byLook }) => byLook !== true);
    const looks = unreached.filter(({ byLook }) => byLook === true);
    return measured({ 'accessibility.unreachable': unreached.length }, [...told(controls, true), ...told(looks, false)]);
  },
});

/** `decided` false: what only looks as if it could be pressed may do nothing, or what another control does. */
function told(unreached: Collected['tabWalk']['unreached'], decided: boolean): FindingDraft[] {
  const [first] = unreached;
  if (first === undefined) return [];
  const which = some(unreached.map(named), 3);
  return [
    {
      kind: 'pain-point',
      severity: decided ? 'critical' : 'serious',
      title: decided
        ? `${counted(unreached.length, 'control')} cannot be reached with the keyboard: ${which}.`
        : `${counted(unreached.length, 'part')} of the page ${unreached.length === 1 ? 'shows' : 'show'} a hand for a pointer and cannot be reached with the keyboard: ${which}. Someone has to see whether pressing does anything that cannot be done elsewhere.`,
      advice: decided
        ? `Use real buttons and links: turn ${clipped(first.selector, 120)} into a button, a link with href or an input, which the Tab key reaches by itself.`
        : `If ${clipped(first.selector, 120)} does something, make it a button or a link; if it does not, leave the hand out (cursor: auto).`,
      direction: 'do',
      key: decided ? 'unreachable' : 'unreachable-by-look',
      judgement: decided ? 'decided' : 'needed',
      selector: first.selector,
      quote: some(unreached.map(({ selector }) => selector)),
      confidence: decided ? 'B' : 'C',
      effort: 'small',
      wcag: ['2.1.1'],
    },
  ];
}
