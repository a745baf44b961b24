import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted } from '../wording.ts';
import { actionsPerTask as source } from './sources.ts';

const why = 'Each thing a customer has to do is a chance to give up.';

const againstOptimum = ['friction.actions-over-optimum', 'friction.actions-optimum', 'friction.actions-ratio'];

export const audit = defineAudit({
  id: 'friction/actions',
  area: 'friction',
  title: 'Actions needed',
  why,
  source,
  pass: 'experience',
  onlyWith: { optimum: againstOptimum },
  metrics: [
    {
      id: 'friction.actions',
      title: 'Actions needed',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Steps the customer took to get here: clicks, fields, choices, keys; answers to requests for consent are among them. Waiting is no action; logging in and steps that were not needed are left out.',
      source,
    },
    {
      id: 'friction.actions-over-optimum',
      title: 'Actions more than needed',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Actions beyond the fewest this touchpoint can take, as declared in the plan.',
      source,
    },
    {
      id: 'friction.actions-optimum',
      title: 'Fewest actions possible',
      unit: 'count',
      better: 'neither',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'The fewest actions this touchpoint can take, as declared in the plan. What the actions needed are divided by.',
      source,
    },
    {
      id: 'friction.actions-ratio',
      title: 'Actions against the fewest possible',
      unit: 'ratio',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'ratio',
      ratio: { of: 'friction.actions', to: 'friction.actions-optimum' },
      why,
      how: 'Actions needed divided by the fewest possible, as declared in the plan; 1 is ideal. Over the journey: the sum of the one by the sum of the other, where each touchpoint declares its optimum.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps, touchpoint: { optimum, momentOfTruth } }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    const actions = steps.filter(({ outcome, action }) => outcome === 'done' && action !== 'waitFor').length;
    if (optimum === null) {
      const missing = Object.fromEntries(againstOptimum.map((id) => [id, 'the plan declares no optimum here']));
      return { status: 'measured', values: { 'friction.actions': actions }, missing, findings: [] };
    }
    const over = Math.max(0, actions - optimum);
    const findings = over > 0 ? [tooMany(actions, optimum)] : momentOfTruth && optimum > 0 ? [delight(actions)] : [];
    const values = { 'friction.actions': actions, 'friction.actions-over-optimum': over, 'friction.actions-optimum': optimum };
    if (optimum === 0) return { status: 'measured', values, notApplicable: { 'friction.actions-ratio': 'no action is needed here, so nothing can be divided by it' }, findings };
    return measured({ ...values, 'friction.actions-ratio': actions / optimum }, findings);
  },
});

function tooMany(actions: number, optimum: number): FindingDraft {
  return {
    kind: 'pain-point',
    severity: actions >= 2 * optimum ? 'serious' : 'moderate',
    title: `It takes ${counted(actions, 'action')} to get here; ${optimum} would do.`,
    advice: 'Go through the steps one by one and drop those the customer does for you: confirmations, pages in between, layers to close.',
    direction: 'stop',
    key: 'over-optimum',
    confidence: 'B',
    effort: 'medium',
  };
}

function delight(actions: number): FindingDraft {
  return {
    kind: 'delight',
    severity: 'minor',
    title: `This moment of truth takes no more than the ${counted(actions, 'action')} it needs.`,
    advice: 'Keep it so: put a gate on friction.actions here.',
    direction: 'do',
    key: 'optimum',
    confidence: 'B',
    effort: 'small',
  };
}
