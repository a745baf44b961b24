import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { counted } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'Someone without a mouse who gets into a trap does not get out: they have to close the page and lose what they entered.';

const source = criterion('2.1.2', 'No Keyboard Trap');

export const audit = defineAudit({
  id: 'accessibility/keyboard-trap',
  area: 'accessibility',
  title: 'Keyboard traps',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.keyboard-traps',
      title: 'Keyboard traps',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: '1 if a walk with the Tab key was caught in a loop that leaves out part of the page, else 0. The walk ends at the first trap.',
      source,
    },
  ],
  needs: ['tabWalk'],
  run({ tabWalk: { ended, stops, trappedAt } }) {
    if (ended === 'limit') return notAvailable(`the walk with the Tab key was stopped after ${counted(stops.length, 'stop')}`);
    if (ended === 'cycled') return measured({ 'accessibility.keyboard-traps': 0 });
    return measured({ 'accessibility.keyboard-traps': 1 }, [
      {
        kind: 'pain-point',
        severity: 'critical',
        title: 'The Tab key is caught in one part of the page and does not get out.',
        advice: 'Let the Tab key leave this part: remove the script that moves the focus back, or, if it is a dialog, let Escape and a visible button close it.',
        direction: 'stop',
        key: 'trapped',
        ...(trappedAt !== null && { selector: trappedAt }),
        judgement: 'decided',
        confidence: 'B',
        effort: 'small',
        wcag: ['2.1.2'],
      },
    ]);
  },
});
