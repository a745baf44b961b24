import { defineAudit, measured, notApplicable, without } from '../../src/audit/define.ts';
import type { Collected, StepEvidence } from '../../src/model/evidence.ts';
import type { Source } from '../../src/model/metric.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { address } from '../wording.ts';

const why = 'A page the customer did not want costs its loading, a look at it, and the way out; some do not find the way out.';

const source: Source = { title: 'Smith, Towards a practical measure of hypertext usability (lostness), as given by Tullis & Albert', year: 1996 };

const metric = 'friction.lostness';

/** At or below: not lost; above: lost (Smith 1996). */
const lostness = { good: 0.4, poor: 0.5 };

export const audit = defineAudit({
  id: 'friction/detours',
  area: 'friction',
  title: 'Detours the site forces',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.detours',
      title: 'Detours the site forces',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Pages on the way that the customer did not go for: one that a redirect put in place of the page asked for, which came only later; one that had to be got rid of before going on; one that the customer had to go back from.',
      source,
    },
    {
      id: metric,
      title: 'Lostness',
      unit: 'none',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: '√((N/S − 1)² + (R/N − 1)²): S pages shown on the way here, N of them different, R as many as are needed: the optimum of pages that the plan declares, else N less the detours. Applies only where the plan declares that optimum or the site forced a detour: a replay knows its way. Over the journey: the worst touchpoint.',
      source,
      threshold: { ...lostness, source },
    },
  ],
  needs: ['documents'],
  run({ documents }, { steps, touchpoint: { optimumPages = null } }) {
    const shown = steps.filter(({ outcome, navigation }) => outcome === 'done' && navigation !== 'none').map(({ url }) => pageOf(url));
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    const detours = [...inPlaceOf(documents, shown), ...leftAgain(steps)];
    const pages = new Set(shown).size;
    const away = new Set(detours.map(({ page }) => page));
    const values = { 'friction.detours': detours.length };
    const findings = [...new Map(detours.map((detour) => [`${detour.kind} ${address(detour.page)}`, detour]))].map(finding);
    if (pages === 0) {
      const isUnseen = documents.length > 0 || steps.some(({ navigation }) => navigation !== 'none');
      return { status: 'measured', values, ...without([metric], isUnseen ? { status: 'not-available', because: 'which page was shown here was not seen' } : { status: 'not-applicable', because: 'no page was shown on the way here' }), findings };
    }
    if (optimumPages === null && detours.length === 0) {
      return { status: 'measured', values, notApplicable: { [metric]: 'the site forced no detour here, and the plan declares no optimum of pages' }, findings };
    }
    const needed = optimumPages ?? Math.max(0, pages - [...away].filter((page) => shown.includes(page)).length);
    return measured({ ...values, [metric]: Math.hypot(pages / shown.length - 1, needed / pages - 1) }, findings);
  },
});

interface Detour {
  kind: 'redirect' | 'interstitial' | 'back';
  page: string;
  /** What was asked for, or what the customer did to get away. */
  by: string;
}

/** What came in place of a page asked for, where that page was shown later. A redirect to where the page has moved is no detour. */
function inPlaceOf(documents: Collected['documents'], shown: readonly string[]): Detour[] {
  return documents.flatMap(({ url, redirects: [first] }) => {
    if (first === undefined) return [];
    const [asked, got] = [pageOf(first.url), pageOf(url)];
    const at = shown.indexOf(got);
    return asked !== got && at >= 0 && shown.indexOf(asked, at + 1) > at ? [{ kind: 'redirect' as const, page: got, by: address(first.url) }] : [];
  });
}

/** Pages the customer went back from, or got rid of. */
function leftAgain(steps: readonly StepEvidence[]): Detour[] {
  const done = steps.filter(({ outcome }) => outcome === 'done');
  return done.flatMap((step, index) => {
    const from = pageOf(done[index - 1]?.url ?? '');
    const kind = step.action === 'back' ? 'back' : step.interruption ? 'interstitial' : null;
    return kind !== null && step.navigation !== 'none' && from !== '' && from !== pageOf(step.url) ? [{ kind, page: from, by: step.description }] : [];
  });
}

/** An address without the part that only scrolls; routers that keep the page behind a # keep it. */
function pageOf(url: string): string {
  const [page = '', fragment = ''] = url.split('#');
  return /^[/!]/.test(fragment) ? `${page}#${fragment}` : page;
}

function finding([key, { kind, page, by }]: [string, Detour]): FindingDraft {
  const place = address(page);
  const titles = {
    redirect: `The customer asks for ${by} and is led to ${place} first.`,
    interstitial: `The page ${place} stands in the way and has to be got rid of: ${by}.`,
    back: `The customer has to turn round at ${place}: ${by}.`,
  };
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: titles[kind],
    advice: kind === 'back' ? 'Lead the way from there to what comes next, or say before the click what the page is for.' : 'Show what was asked for, and ask for anything else there, when it is needed.',
    direction: 'stop',
    key,
    confidence: 'B',
    effort: 'medium',
  };
}
