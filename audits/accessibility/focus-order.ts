import { defineAudit, notAvailable } from '../../src/audit/define.ts';
import type { TabStop } from '../../src/model/keyboard-evidence.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';
import { overWalk, tooFewStops } from './walk.ts';

const why = 'With a keyboard people go from one control to the next. When the focus jumps back and forth across the page they lose their place, or fill in a form in an order that makes no sense.';

const source = criterion('2.4.3', 'Focus Order');

/** From here on it is more than a detail: an own choice, for WCAG gives no number. */
const many = 3;

export const audit = defineAudit({
  id: 'accessibility/focus-order',
  area: 'accessibility',
  title: 'Focus order against the reading order',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.focus-backwards',
      title: 'Moves of the focus against the reading order',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Presses of Tab after which the focus is in the same column (half of the narrower one overlaps) and wholly above, or in the same line (half of the lower one overlaps) and wholly before. Moves between columns, into and out of what is positioned or scrolls by itself, and those of a positive tabindex are not counted. Whether an order makes sense a person has to judge.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk }) {
    const { stops } = tabWalk;
    if (stops.length < 2) return tooFewStops(tabWalk, 'the Tab key stops at fewer than two places on this page');
    if (stops.every(({ box }) => box === undefined)) return notAvailable('where the stops are was not recorded');
    const moves = backwardMoves(stops);
    const [first] = moves;
    if (first === undefined) return overWalk('accessibility.focus-backwards', 0, [], tabWalk);
    return overWalk(
      'accessibility.focus-backwards',
      moves.length,
      [
        {
          kind: 'pain-point',
          severity: moves.length >= many ? 'moderate' : 'minor',
          title: `At ${counted(moves.length, 'place')} the Tab key goes back against the reading order, as from ${named(first.from)} to ${named(first.to)}. A person has to judge whether the order still makes sense.`,
          advice: 'Go through it with the Tab key. Where the order confuses, write the elements in the order in which they are shown, and do not turn it round with flex-direction, order or grid placement.',
          direction: 'do',
          key: 'order',
          selector: first.to.selector,
          quote: some(moves.map(({ from, to }) => `${from.selector} → ${to.selector}`), 3),
          judgement: 'needed',
          confidence: 'C',
          effort: 'medium',
          wcag: ['2.4.3'],
        },
      ],
      tabWalk,
    );
  },
});

/** Neighbouring stops of which the second is shown above the first or before it in its line. */
export function backwardMoves(stops: readonly TabStop[]): { from: TabStop; to: TabStop }[] {
  return stops.slice(1).flatMap((to, index) => {
    const from = stops[index];
    if (from === undefined || from.flow !== to.flow || from.tabindex !== undefined || to.tabindex !== undefined) return [];
    return goesBack(from, to) ? [{ from, to }] : [];
  });
}

function goesBack({ box: a }: TabStop, { box: b, rightToLeft }: TabStop): boolean {
  if (a === undefined || b === undefined) return false;
  const column = overlap(a.x, a.width, b.x, b.width) * 2 >= Math.min(a.width, b.width);
  const line = overlap(a.y, a.height, b.y, b.height) * 2 >= Math.min(a.height, b.height);
  const before = rightToLeft === true ? b.x >= a.x + a.width : b.x + b.width <= a.x;
  return (column && b.y + b.height <= a.y) || (line && before);
}

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}
