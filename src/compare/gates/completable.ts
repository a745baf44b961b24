import type { Gate, Plan } from '../../model/plan.ts';
import type { LedgerEntry } from '../../model/record.ts';
import { counted, placeInWords } from '../wording.ts';
import type { Decision } from './decision.ts';
import { subjectsOf } from './gate-places.ts';

/** How a visit went: to the end; up to where the customer could not go on; or it does not say, as it measured something else. */
interface Walk {
  end: 'finished' | 'stopped' | 'unknown';
  at: string;
  reason: string;
}

/**
 * completable: every customer of the kind must get to the end of the journey, by the visits without instruments. One that is stopped fails it: that is what
 * some customers meet. Visits that measured something else say nothing; where there are no others, it was not measured.
 */
export function decideCompletable(gate: Gate, plan: Pick<Plan, 'sites' | 'personas' | 'journeys'>, ledger: readonly LedgerEntry[]): Decision[] {
  return subjectsOf(gate, plan).map((subject) => {
    const own = ledger.filter(({ pass, site, persona, journey }) => pass === 'experience' && site === subject.site && persona === subject.persona && journey === subject.journey);
    const walks = [...Map.groupBy(own, ({ visit }) => visit).values()].map(walkOf);
    const told = walks.filter(({ end }) => end !== 'unknown');
    const stopped = told.filter(({ end }) => end === 'stopped');
    const where = placeInWords({ ...subject, touchpoint: null });
    const [first] = stopped;
    if (first !== undefined) return { outcome: 'fail', line: `${where}: the customer could not go on in ${stopped.length} of ${counted(told.length, 'visit')}, at ${first.at} (${first.reason}).` };
    const [unknown] = walks;
    if (told.length === 0) return { outcome: 'not-measured', line: `${where}: no visit tells (${unknown === undefined ? 'none was made' : `${unknown.at}: ${unknown.reason}`}).` };
    const silent = walks.length - told.length;
    const gap = silent === 0 ? '' : ` that ${told.length === 1 ? 'tells' : 'tell'}; ${counted(silent, 'more visit')} ${silent === 1 ? 'does' : 'do'} not`;
    return { outcome: 'pass', line: `${where}: the customer got to the end in ${told.length === 1 ? 'the one visit' : `all ${told.length} visits`}${gap}.` };
  });
}

/** The touchpoints of one visit, in the order of the journey. */
function walkOf(entries: readonly LedgerEntry[]): Walk {
  const astray = entries.find(({ status }) => status === 'invalid' || status === 'missing');
  if (astray !== undefined) return { end: 'unknown', at: astray.touchpoint, reason: astray.reason ?? 'it was not measured' };
  const stop = entries.find(({ status, reason }) => status === 'not-reached' || reason !== undefined);
  return stop === undefined ? { end: 'finished', at: '', reason: '' } : { end: 'stopped', at: stop.touchpoint, reason: stop.reason ?? 'it was not reached' };
}
