import type { Absence } from '../../src/audit/define.ts';
import type { LighthouseEvidence, StepEvidence } from '../../src/model/evidence.ts';
import { fillingActions } from '../../src/model/journey.ts';

/** What Lighthouse said of the last page loaded here, or why it said nothing: another load must not pass for it. */
export function judgedPage(lighthouse: readonly LighthouseEvidence[], steps: readonly StepEvidence[]): { page: LighthouseEvidence } | Absence {
  const page = lighthouse.findLast(({ mode }) => mode === 'navigation');
  const load = steps.findLast(({ navigation, outcome }) => navigation === 'hard' && outcome !== 'skipped');
  if (page === undefined && load === undefined) return { status: 'not-applicable', because: 'no page load was recorded here' };
  // Fields filled in one after the other are one recording, which has the number of the first.
  const isOfLoad = page !== undefined && (load === undefined || page.step === load.index || steps.filter(({ index }) => index >= page.step && index <= load.index).every(({ action }) => fillingActions.includes(action)));
  return isOfLoad ? { page } : { status: 'not-available', because: `the page load of this step was not recorded, or Lighthouse could not judge it: ${load?.description ?? ''}` };
}
