import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { clipped, counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';

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
      how: 'Visible interactive elements that the Tab key did not stop at on a walk once around the page; at most 50 are counted.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk: { ended, unreached, stops, trappedAt } }) {
    // Only a walk that came round tells what it left out.
    if (ended === 'trapped') return notAvailable(`the Tab key was caught at ${trappedAt ?? 'one place'}, so what lies behind was not looked at`);
    if (ended === 'limit') return notAvailable(`the walk with the Tab key was stopped after ${counted(stops.length, 'stop')}`);
    const [first] = unreached;
    if (first === undefined) return measured({ 'accessibility.unreachable': 0 });
    return measured({ 'accessibility.unreachable': unreached.length }, [
      {
        kind: 'pain-point',
        severity: 'critical',
        title: `${counted(unreached.length, 'control')} cannot be reached with the keyboard: ${some(unreached.map(named), 3)}.`,
        advice: `Use real buttons and links: turn ${clipped(first.selector, 120)} into a button, a link with href or an input, which the Tab key reaches by itself.`,
        direction: 'do',
        key: 'unreachable',
        selector: first.selector,
        quote: some(unreached.map(({ selector }) => selector)),
        // What only looks as if it could be pressed may have nothing to it.
        judgement: unreached.some(({ role }) => role !== 'generic') ? 'decided' : 'needed',
        confidence: 'B',
        effort: 'small',
        wcag: ['2.1.1'],
      },
    ]);
  },
});
