import { isVisitValid, makeupOf } from './compare/index.ts';
import { becameOf, type LoadedRequest } from './model/loading-evidence.ts';
import { fillingActions, touchpointOn, type Journey } from './model/journey.ts';
import type { RequestEvidence, StepEvidence } from './model/evidence.ts';
import type { Filmstrip } from './model/filmstrip-evidence.ts';
import type { KeptTouchpoint, KeptVisit } from './model/kept-visit.ts';
import type { Persona } from './model/persona.ts';
import type { Plan } from './model/plan.ts';
import type { RunRecord, TouchpointSummary } from './model/record.ts';

/** What the record keeps of a plan: nothing that is secret, personal or only needed to make the visits. */
export function planSummary(plan: Plan): RunRecord['plan'] {
  return {
    sites: Object.fromEntries(Object.entries(plan.sites).map(([id, { login: _, ...site }]) => [id, site])),
    personas: plan.personas.map(({ data: _, ...persona }) => persona),
    journeys: Object.fromEntries(
      Object.entries(plan.journeys).map(([id, journey]) => [
        id,
        {
          goal: journey.goal,
          title: journey.title ?? journey.goal,
          touchpoints: Object.entries(journey.touchpoints).map(([touchpoint, { title, stage, momentOfTruth, optimum }]) => ({
            id: touchpoint,
            title: title ?? touchpoint,
            stage,
            momentOfTruth: momentOfTruth ?? false,
            optimum: optimum?.actions ?? null,
          })),
        },
      ]),
    ),
    samples: plan.samples,
    ...(plan.maxSamples !== undefined && { maxSamples: plan.maxSamples }),
    ...(plan.confidence !== undefined && { confidence: plan.confidence }),
    coverage: plan.coverage,
    baseline: plan.baseline,
  };
}

/** Personas and journeys as text that is the same for two runs that did the same. Functions count by their source. */
export function planText(plan: Plan): string {
  const sites = Object.keys(plan.sites);
  return textOf([plan.personas, Object.entries(plan.journeys).map(([id, journey]) => [id, sites.map((site) => journeyText(journey, site))])]);
}

/** What a persona does and sees; what it is called and where its figures come from does not count. */
export function personaText({ title: _, description: __, basis: ___, ...persona }: Persona): string {
  return textOf(persona);
}

/** What a journey asks for on a site: its touchpoints in their order, with their steps. What they are called does not count. */
export function journeyText({ touchpoints }: Journey, site: string): string {
  return textOf(Object.entries(touchpoints).map(([id, declared]) => [id, touchpointOn(declared, site), declared.optimum ?? null]));
}

/** Functions count by their source. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'function' ? part.toString() : part));
}

/** A touchpoint as one persona met it on one site: steps as experienced, picture from the inspection. */
export function touchpointSummaries(visits: readonly KeptVisit[], sites: Plan['sites'] = {}): TouchpointSummary[] {
  const places = Map.groupBy(
    visits.filter(({ outcome }) => outcome.ok).flatMap((visit) => visit.touchpoints.map((touchpoint) => ({ visit, touchpoint }))),
    ({ visit: { unit }, touchpoint }) => [unit.site, unit.persona, unit.journey, touchpoint.id].join('~'),
  );
  return [...places.values()].flatMap((seen) => {
    const experienced = seen.filter(({ visit }) => visit.unit.pass === 'experience');
    const main = experienced.find(({ visit }) => isVisitValid(visit)) ?? experienced[0] ?? seen[0];
    if (main === undefined) return [];
    const { site, persona, journey } = main.visit.unit;
    const { id, status, problem, url, title, steps } = main.touchpoint;
    return [{ site, persona, journey, touchpoint: id, status, problem, url, title, steps, ...(main.visit.unit.pass === 'inspection' && { pass: 'inspection' as const }), ...pictureOf(seen.map(({ touchpoint }) => touchpoint)), ...makeupHere(seen, sites[site]?.origin), ...loadingOf(main.visit.unit.id, main.touchpoint), ...filmstripHere(seen) }];
  });
}

function pictureOf(touchpoints: readonly KeptTouchpoint[]): Pick<TouchpointSummary, 'screenshot' | 'picture'> {
  const { screenshot, pictured } = touchpoints.findLast(({ collected }) => collected.screenshot !== undefined)?.collected ?? {};
  return { screenshot, ...(pictured !== undefined && { picture: { width: pictured.width, height: pictured.height } }) };
}

/** Of the last inspection that got there, else of the last. Nothing where there was none. */
function filmstripHere(seen: readonly { visit: KeptVisit; touchpoint: KeptTouchpoint }[]): Pick<TouchpointSummary, 'filmstrip'> {
  const inspected = seen.filter(({ visit }) => visit.unit.pass === 'inspection');
  const last = inspected.findLast(({ touchpoint }) => touchpoint.collected.recordings !== undefined) ?? inspected.at(-1);
  return last === undefined ? {} : { filmstrip: filmstripOf(last.visit.unit.id, last.touchpoint) };
}

function filmstripOf(visit: string, { collected: { recordings }, steps, notCollected, status, problem }: KeptTouchpoint): Filmstrip {
  const films = (recordings ?? []).flatMap(({ step, film }, index) => (film === undefined ? [] : [{ description: recordedSteps(steps, step, recordings?.[index + 1]?.step), film }]));
  if (films.length > 0) return { visit, steps: films };
  const failure = notCollected.find(({ collector }) => collector === 'recordings')?.reason;
  if (failure !== undefined) return { absent: failure };
  if (recordings === undefined) return { absent: status === 'reached' ? 'the inspection recorded no step here' : (problem?.message ?? 'the inspection did not get here') };
  return { absent: recordings.length === 0 ? 'no step changed anything to be seen' : 'pictures of its steps were not kept' };
}

const fillsIn = ({ action }: StepEvidence): boolean => fillingActions.includes(action);

/** Fields filled in one after the other are one recording, told by the first. `next`: the step of the recording after it. */
function recordedSteps(steps: readonly StepEvidence[], first: number, next = steps.length): string {
  const [one, other] = [steps[first], steps[first + 1]];
  if (one === undefined) return `step ${first + 1}`;
  return fillsIn(one) && other !== undefined && first + 1 < next && fillsIn(other) && one.navigation === 'none' ? `${one.description}, and fill in what follows` : one.description;
}

/** From the samples that measured it: those of the ledger's valid visits. */
function makeupHere(seen: readonly { visit: KeptVisit; touchpoint: KeptTouchpoint }[], origin: string | undefined): Pick<TouchpointSummary, 'makeup'> {
  const of = (pass: 'experience' | 'inspection'): KeptTouchpoint[] => seen.filter(({ visit, touchpoint }) => visit.unit.pass === pass && touchpoint.status === 'reached' && isVisitValid(visit)).map(({ touchpoint }) => touchpoint);
  const timed = of('experience');
  return origin === undefined || timed.length === 0 ? {} : { makeup: makeupOf(timed, of('inspection'), origin) };
}

/** The record keeps so much of how a touchpoint loaded; more is no longer read as a picture. */
const mostLoaded = { requests: 40, errors: 10, address: 160, error: 300 };

function loadingOf(visit: string, { collected: { requests, console: messages } }: KeptTouchpoint): Pick<TouchpointSummary, 'loading'> {
  if (requests === undefined || requests.length === 0) return {};
  const inOrder = requests.toSorted((a, b) => a.start - b.start);
  const began = inOrder[0]?.start ?? 0;
  const errors = [...new Set((messages ?? []).filter(({ level }) => level !== 'warning').map(({ text }) => text.slice(0, mostLoaded.error)))];
  return {
    loading: {
      visit,
      requests: inOrder.slice(0, mostLoaded.requests).map((request) => loadedOf(request, began)),
      requestCount: requests.length,
      failedCount: requests.filter((request) => becameOf(request) === 'failed').length,
      errors: errors.slice(0, mostLoaded.errors),
      errorCount: errors.length,
    },
  };
}

/** What comes from the cache can have its first byte told after its end. */
function loadedOf({ url, type, start, firstByte, duration, transferred, status, failure, thirdParty, fromCache, renderBlocking }: RequestEvidence, began: number): LoadedRequest {
  return {
    address: addressOf(url, thirdParty),
    type,
    start: start - began,
    firstByte: firstByte === null ? null : Math.min(firstByte, duration ?? Infinity),
    duration,
    bytes: transferred,
    status,
    failure,
    thirdParty,
    ...(fromCache && { cached: true as const }),
    ...(renderBlocking === true && { blocking: true as const }),
  };
}

function addressOf(url: string, thirdParty: boolean): string {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: url };
  return `${thirdParty ? host : ''}${pathname}`.slice(0, mostLoaded.address);
}
