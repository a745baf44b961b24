import type { Absence } from '../src/audit/define.ts';
import type { StepEvidence } from '../src/model/evidence.ts';

/** Why there is nothing to say of a page whose load is not in the evidence: none was loaded, unless a step led to one. */
export function withoutPageLoad(steps: readonly StepEvidence[]): Absence {
  return steps.some(({ navigation }) => navigation === 'hard') ? { status: 'not-available', because: 'a page was loaded here, but what the server answered was not seen' } : { status: 'not-applicable', because: 'no page was loaded here' };
}
