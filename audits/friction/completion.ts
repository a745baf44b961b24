import { defineAudit, measured, notAvailable } from '../../src/audit/define.ts';
import { notTheSite } from '../../src/model/problem-codes.ts';
import type { Source } from '../../src/model/metric.ts';

const why = 'The first question of all: does the customer get there? Speed and beauty do not matter to those who do not.';

const source: Source = { title: 'ISO 9241-11, effectiveness: completeness with which users achieve goals', year: 2018 };

export const audit = defineAudit({
  id: 'friction/completion',
  area: 'friction',
  title: 'Getting there at all',
  why,
  source,
  // In the inspection our instruments come between the steps: who gets where is told by the visits that have none.
  pass: 'experience',
  alsoUnreached: true,
  metrics: [
    {
      id: 'friction.reached',
      title: 'Touchpoint reached',
      unit: 'share',
      better: 'higher',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'none',
      why,
      how: '1 if the persona got here, 0 if not, also where the journey ended before.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { visit: { status, problem }, persona, steps }) {
    if (status === 'reached') return measured({ 'friction.reached': 1 });
    if (problem !== undefined && notTheSite.has(problem.code)) return notAvailable(problem.message);
    // What keyboards and screen readers cannot do is told by the audits of their journeys, with the criterion it breaks; a refused certificate by its own.
    const toldElsewhere = problem?.code === 'CERTIFICATE_REFUSED' || (status === 'blocked' && (persona.hands === 'keyboard' || persona.hands === 'screen-reader'));
    if (status === 'not-reached' || toldElsewhere) return measured({ 'friction.reached': 0 });
    const step = steps.findLast(({ outcome }) => outcome === 'failed');
    return measured({ 'friction.reached': 0 }, [
      {
        kind: 'pain-point',
        severity: 'critical',
        title: `The customer does not get any further: ${problem?.message ?? 'the step did not work.'}`,
        advice: step === undefined ? 'Make sure that this place can be reached, then look at what the customer saw in the screenshot.' : `Repair this first: ${step.description}. The screenshot shows what the customer saw.`,
        direction: 'do',
        key: problem?.code ?? status,
        ...(step?.target && { selector: step.target.selector }),
        ...(problem && { quote: problem.message }),
        confidence: 'B',
        effort: 'medium',
      },
    ]);
  },
});
