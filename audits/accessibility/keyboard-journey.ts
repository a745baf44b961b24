import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { named } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'A journey that a mouse can finish and a keyboard cannot turns customers away, and no scan of single pages shows it.';

const source = criterion('2.1.1', 'Keyboard');

interface Stuck {
  reason(target: string): string;
  advice: string;
  wcag: string;
}

const outOfReach: Stuck = {
  reason: (target) => `${target} is out of reach`,
  advice: 'Make every control on the way a real button, link or input that takes the focus and answers to Enter or Space.',
  wcag: '2.1.1',
};

/** By the code of the problem that ended the visit. */
const stuck: Record<string, Stuck> = {
  KEYBOARD_NO_EFFECT: {
    reason: (target) => `${target} takes the focus, but does not answer to the keys`,
    advice: 'Use a real button, link, select or input, or give the control the keys that the ARIA Authoring Practices Guide lists for its role.',
    wcag: '2.1.1',
  },
  KEYBOARD_TRAPPED: {
    reason: (target) => `the Tab key is caught before it gets to ${target}`,
    advice: 'Let the Tab key leave this part of the page: remove the script that moves the focus back, or, if it is a dialog, let Escape and a visible button close it.',
    wcag: '2.1.2',
  },
};

export const audit = defineAudit({
  id: 'accessibility/keyboard-journey',
  area: 'accessibility',
  title: 'Steps impossible without a mouse',
  why,
  source,
  pass: 'both',
  alsoUnreached: true,
  onlyWith: { hands: ['keyboard'] },
  metrics: [
    {
      id: 'accessibility.impossible-steps',
      title: 'Steps impossible without a mouse',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'none',
      why,
      how: 'Steps that a persona who uses only the keyboard could not take. The journey ends at the first.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { visit, steps }) {
    if (visit.status === 'reached') return measured({ 'accessibility.impossible-steps': 0 });
    // Where the journey ended for another reason, nobody has tried the steps behind.
    if (visit.status !== 'blocked') return notAvailable(visit.problem === undefined ? 'not reached' : `not reached: ${visit.problem.message}`);
    const step = steps.findLast(({ outcome }) => outcome === 'failed');
    const target = step?.target ?? null;
    const { reason, advice, wcag } = stuck[visit.problem?.code ?? ''] ?? outOfReach;
    return measured({ 'accessibility.impossible-steps': 1 }, [
      {
        kind: 'pain-point',
        severity: 'critical',
        title: target === null ? 'The journey ends here for someone who uses the keyboard.' : `The journey ends here for someone who uses the keyboard: ${reason(named(target))}.`,
        advice,
        direction: 'do',
        key: step?.description ?? 'blocked',
        ...(target !== null && { selector: target.selector }),
        ...(visit.problem && { quote: visit.problem.message }),
        judgement: 'decided',
        confidence: 'B',
        effort: 'small',
        wcag: [wcag],
      },
    ]);
  },
});
