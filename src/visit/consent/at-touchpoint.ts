import type { ConsentMet } from '../../model/consent-evidence.ts';
import { actionOf } from '../../model/journey.ts';
import type { ActionName, Step } from '../../model/journey.ts';
import type { Stage } from '../stage.ts';
import type { Approach } from '../step.ts';
import { meetConsent } from './meet.ts';
import type { TakeOwnStep } from './meet.ts';

/** The step that is next, and the optional steps of the plan from there on. */
export interface PlanAhead {
  next: Step;
  optional: readonly Step[];
}

/** What needs nothing of the page that is there: an address is typed, or history used. */
const needsNoPage: readonly ActionName[] = ['visit', 'back', 'reload', 'waitFor'];

/** False alarms after which a document is asked only when a step is held up. */
const mostAlarms = 3;

/** Layers a page may put up one after the other before the customer stops answering. */
const mostInARow = 3;

/**
 * Answers requests for consent on the way to a touchpoint; what was met goes into `met`. `before`: between two steps, when the page has
 * been seen to ask. `during`: in the middle of a step that is held up. A persona that ignores such requests does neither.
 */
export function consentAt(stage: Stage, met: ConsentMet[], take: TakeOwnStep): { before(plan: PlanAhead): Promise<void>; during(plan: PlanAhead): Pick<Approach, 'answer'> } {
  const wanted = stage.request.persona.consent;
  const { consent, watch: { state } } = stage;
  if (wanted === 'ignore') return { before: async () => undefined, during: () => ({}) };
  return {
    async before(plan) {
      if (needsNoPage.includes(actionOf(plan.next).action) || (consent.document === state.documents && consent.alarms >= mostAlarms)) return;
      for (let count = 0; state.asksForConsent && count < mostInARow; count += 1) {
        const found = await meetConsent(stage, wanted, plan, false, take);
        if (found === null) return;
        met.push(found);
        if (found.outcome === 'left-to-plan' || found.outcome === 'not-carried-out') return;
      }
    },
    during: (plan) => ({
      answer: async () => {
        const found = await meetConsent(stage, wanted, plan, true, take);
        if (found !== null) met.push(found);
      },
    }),
  };
}
