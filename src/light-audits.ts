import { audits } from '../audits/index.ts';
import { judgePlanOf, openPageFold } from './audit/index.ts';
import { isVisitValid, isWorthAnotherAttempt } from './compare/index.ts';
import { digest } from './conditions.ts';
import { withFoundPages } from './config/index.ts';
import { identityOf, type Template } from './crawl/index.ts';
import { judgesFor } from './judging.ts';
import type { CrawlPlan } from './model/crawl-plan.ts';
import type { VisitEvidence, VisitUnit } from './model/evidence.ts';
import type { LightAudits } from './model/light.ts';
import type { Plan } from './model/plan.ts';
import type { VisitResults } from './model/results.ts';
import type { RunStore } from './store/index.ts';
import { lightCollectors, makeScrubber, type RenderedPage, type VisitLane, type VisitRequest } from './visit/index.ts';

/** Audits pages as a crawl comes upon them, with the one load that also tells the crawl their links. */
export interface LightAuditing {
  /** Visits a page, has it judged and keeps what was recorded. `onReceived` is given the bytes that came over the network. null: it could not be shown. Never rejects because of the page. */
  show(url: string, onReceived: (bytes: number) => void): Promise<RenderedPage | null>;
  /** Was that page judged, now or before? Else what was shown of it does not do. */
  isJudged(url: string): Promise<boolean>;
  /** What was found on a page counts for its kind: one that the plan names, or those it is built like; null: it does not count. */
  place(url: URL, kind: Template | string | null): void;
  /** Pages under way are waited for before. */
  end(idOf: (kind: Template | string) => string): LightAudits;
  close(): Promise<void>;
}

export interface LightRequest {
  plan: Plan;
  asked: CrawlPlan;
  /** Id of the site that is crawled. */
  site: string;
  store: RunStore;
  /** A lane whose collectors are `lightCollectors`; opened with the first page. */
  lane(): Promise<VisitLane>;
  secrets: Readonly<Record<string, string>>;
  now(): number;
  signal: AbortSignal;
}

type Outcome = { results: VisitResults } | { code: string; message: string };

/** What a light inspection records: beside its collectors, only what the visit itself tells. */
const recorded = new Set<string>(['consent', ...lightCollectors.map(({ field }) => field)]);
const inspecting = audits.filter(({ pass }) => pass !== 'experience');
const made = inspecting.filter(({ needs }) => needs.every((field) => recorded.has(field)));

/** Only pages under way are in memory: what one has shown is judged, kept and folded before its place in the crawl is given to another. */
export function openLightAudits({ plan, asked, site, store, lane, secrets, now, signal }: LightRequest): LightAuditing {
  const persona = plan.personas.find(({ id }) => asked.personas?.includes(id) ?? true);
  const at = plan.sites[site];
  if (persona === undefined || at === undefined) throw new TypeError('a plan that crawls has a site and somebody to visit its pages');
  const judges = judgesFor({ personas: [persona], sites: { [site]: at }, journeys: {} }, store);
  const scrub = makeScrubber(Object.values(secrets));
  const fold = openPageFold<Template | string>(made);
  const waiting = new Map<string, Outcome>();

  const unitOf = (url: URL): VisitUnit => ({ id: [site, persona.id, idOfPage(url), 'inspection', 1].join('~'), site, persona: persona.id, journey: idOfPage(url), pass: 'inspection', sample: 1 });

  const visit = async (unit: VisitUnit, to: Plan, attempt: number, hears: Pick<VisitRequest, 'onShown' | 'onReceived'>): Promise<VisitEvidence> => {
    const [journey, where] = [to.journeys[unit.journey], to.sites[site]];
    if (journey === undefined || where === undefined) throw new Error(`the visit ${unit.id} is not of its plan`);
    const { stepTimeout, visitTimeout, directory } = plan;
    return (await lane()).visit({ unit, attempt, site: { id: site, ...where }, journey: { id: unit.journey, ...journey }, persona, stepTimeout, visitTimeout, directory, secrets, scrub, keep: store.light.keepFor(unit.id), ...(asked.userAgent !== undefined && { userAgent: asked.userAgent }), hostIndex: null, signal, now, ...hears });
  };

  return {
    async show(address, onReceived) {
      const url = new URL(address);
      const unit = unitOf(url);
      const to = withFoundPages({ ...plan, journeys: {} }, asked, site, [{ id: unit.journey, url, template: '', pattern: url.pathname }]);
      for (let attempt = 1; ; attempt += 1) {
        const shown: RenderedPage[] = [];
        const evidence = await visit(unit, to, attempt, { onShown: (page) => void shown.push(page), onReceived });
        if (isWorthAnotherAttempt(evidence) && attempt <= plan.retries && !signal.aborted) continue;
        await store.light.saveVisit(evidence);
        const problem = problemOf(evidence);
        if (problem === null) {
          const { results } = await judges.judge(evidence, judgePlanOf(to).journeys[0]);
          if (results.failed === undefined) await store.light.saveResults(results);
          waiting.set(address, results.failed === undefined ? { results } : { code: 'AUDITS_FAILED', message: `${results.failed.charAt(0).toUpperCase()}${results.failed.slice(1)}.` });
        } else if (!signal.aborted) waiting.set(address, problem);
        return shown[0] ?? null;
      }
    },
    async isJudged(address) {
      const known = waiting.get(address);
      if (known !== undefined) return 'results' in known;
      const results = await store.light.readResults(unitOf(new URL(address)).id);
      if (results !== null) waiting.set(address, { results });
      return results !== null;
    },
    place(url, kind) {
      const outcome = waiting.get(url.href);
      waiting.delete(url.href);
      if (outcome === undefined || kind === null) return;
      if ('results' in outcome) fold.add({ url: url.href, template: kind, results: outcome.results });
      else fold.addFailed({ url: url.href, ...outcome });
    },
    end: (idOf) => ({ persona: persona.id, leftOut: inspecting.filter((audit) => !made.includes(audit)).map(({ id }) => id), ...fold.end(idOf) }),
    close: () => judges.close(),
  };
}

/** The same for the same page in every crawl. */
function idOfPage(url: URL): string {
  return `page-${digest(identityOf(url))}`;
}

/** Why nothing can be told of the page; null: it was looked at. */
function problemOf(visit: VisitEvidence): { code: string; message: string } | null {
  const [touchpoint] = visit.touchpoints;
  const problem = visit.outcome.ok ? touchpoint?.problem : visit.outcome;
  if (touchpoint?.status === 'reached' && isVisitValid(visit)) return null;
  return { code: problem?.code ?? 'VISIT_FAILED', message: problem?.message ?? 'The page was not reached.' };
}
