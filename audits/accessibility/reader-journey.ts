import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { limits } from '../friction/sources.ts';
import { counted, named } from '../wording.ts';
import { listeningOf } from '../friction/klm.ts';
import { criterion } from './sources.ts';

const why = 'People who cannot see the page know of it only what a screen reader says. What has no name or no role is not there for them, and each thing in between has to be listened to.';

const source = criterion('4.1.2', 'Name, Role, Value');

const shared = { unit: 'count', better: 'lower', kind: 'exact', pass: 'experience', why } as const;

/** What stands in the way, what to do about it, and the criterion it breaks; by the code of the problem. */
const barriers: Readonly<Record<string, { advice: string; wcag: readonly string[] }>> = {
  NOT_ANNOUNCED: { advice: 'Let assistive technology have it: remove aria-hidden, inert or the open dialog in front of it, and put it on the page as text or as a control of its own.', wcag: ['1.3.1', '4.1.2'] },
  ANNOUNCED_WITHOUT_NAME: { advice: 'Give it a name: text inside it, a label, an alternative text for its picture, or aria-label.', wcag: ['4.1.2'] },
  ANNOUNCED_AS_TEXT: { advice: 'Make it a real button, link or input, or give it the role, the focus and the keys of one.', wcag: ['4.1.2'] },
  ANNOUNCED_OTHERWISE: { advice: 'Let its accessible name contain the words that are to be seen on it: take aria-label away, or begin it with them.', wcag: ['2.5.3'] },
};

const otherwise = { advice: 'Make every control on the way a real button, link or input, with a name, that answers to Enter or Space.', wcag: ['4.1.2'] } as const;

export const audit = defineAudit({
  id: 'accessibility/reader-journey',
  area: 'accessibility',
  title: 'The way with a screen reader',
  why,
  source,
  pass: 'both',
  alsoUnreached: true,
  onlyWith: { hands: ['screen-reader'] },
  metrics: [
    {
      ...shared,
      id: 'accessibility.reader-blocked',
      title: 'Steps impossible with a screen reader',
      overJourney: 'none',
      how: 'Steps that a persona with a screen reader could not take by what is announced. The journey ends at the first.',
      source,
    },
    {
      ...shared,
      id: 'accessibility.items-heard',
      title: 'Things heard on the way',
      overJourney: 'sum',
      how: 'Things a screen reader announced until it was at the controls of the steps, on the shortest of these ways: one thing after the other; jumping by the kind of the control; jumping by headings or by landmarks to the one it stands under, and on by kind. From where the reader was to the end of the page, then from its top. A lower bound.',
      source: criterion('2.4.1', 'Bypass Blocks'),
    },
    {
      ...shared,
      id: 'accessibility.silent-on-way',
      title: 'Controls without a name on the way',
      overJourney: 'sum',
      how: 'Controls that were announced on that way without a name.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { persona: { pace }, visit, steps }) {
    const unreached = visit.problem === undefined ? 'not reached' : `not reached: ${visit.problem.message}`;
    if (visit.status === 'not-reached') return notAvailable(unreached);
    const heard = steps.flatMap((step) => (step.heard === undefined ? [] : [{ step, heard: step.heard }]));
    const sum = (of: (one: (typeof heard)[number]) => number): number => heard.reduce((total, one) => total + of(one), 0);
    const values = {
      'accessibility.reader-blocked': visit.status === 'blocked' ? 1 : 0,
      'accessibility.items-heard': sum((one) => one.heard.items),
      'accessibility.silent-on-way': sum((one) => one.heard.silent),
    };
    const long = heard
      .map(({ step, heard: { items } }) => ({ step, items, seconds: listeningOf(step, pace) }))
      .filter(({ seconds }) => seconds * 1000 > limits.attention)
      .map(({ step, items, seconds }): FindingDraft => ({
        kind: 'pain-point',
        severity: 'moderate',
        title: `With a screen reader, ${counted(items, 'thing')} have to be heard to get to this step: ${step.description}.`,
        advice: 'Give each part of the page a heading or a landmark of its own that says what is in it, and put the most used controls first in it.',
        direction: 'do',
        key: step.description,
        ...(step.target && { selector: step.target.selector }),
        cost: seconds,
        confidence: 'C',
        judgement: 'needed',
        effort: 'small',
        wcag: ['1.3.1', '2.4.1'],
      }));
    if (visit.status === 'reached') return measured(values, long);
    // Where the journey ended for another reason, nobody has tried the steps behind.
    if (visit.status !== 'blocked') return { status: 'measured', values: {}, missing: Object.fromEntries(Object.keys(values).map((id) => [id, unreached])), findings: long };
    const step = steps.findLast(({ outcome }) => outcome === 'failed');
    const target = step?.target ?? null;
    const { advice, wcag } = barriers[visit.problem?.code ?? ''] ?? otherwise;
    return measured(values, [
      ...long,
      {
        kind: 'pain-point',
        severity: 'critical',
        title: target === null ? 'The journey ends here for someone with a screen reader.' : `The journey ends here for someone with a screen reader at ${named(target)}.`,
        advice,
        direction: 'do',
        key: step?.description ?? 'blocked',
        ...(target !== null && { selector: target.selector }),
        ...(visit.problem && { quote: visit.problem.message }),
        confidence: 'B',
        judgement: 'decided',
        effort: 'small',
        wcag: [...wcag],
      },
    ]);
  },
});
