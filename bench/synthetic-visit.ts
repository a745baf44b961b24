import type { AnyAudit } from '../src/audit/index.ts';
import { evidenceSchema, type Artefact, type RequestEvidence, type StepEvidence, type VisitEvidence, type VisitUnit } from '../src/model/evidence.ts';
import type { Metric } from '../src/model/metric.ts';
import type { Plan } from '../src/model/plan.ts';
import type { AuditOutcome, FindingDraft, VisitResults } from '../src/model/results.ts';

type Random = () => number;

/** Requests of a touchpoint that the record keeps: about what the built-in shops have. */
const requestsPerTouchpoint = 12;

const requestTypes = ['document', 'script', 'stylesheet', 'image', 'fetch'];

function stepOf(index: number, random: Random): StepEvidence {
  const wait = 200 + Math.round(random() * 2_000);
  return {
    index,
    action: index === 0 ? 'visit' : 'click',
    description: index === 0 ? 'go to the page' : `click “Control ${index}”`,
    outcome: 'done',
    interruption: false,
    commits: false,
    target: null,
    url: 'https://shop.example/page',
    navigation: index === 0 ? 'hard' : 'none',
    start: index * 2_500,
    untilActionable: Math.round(random() * 80),
    untilSettled: wait,
    untilFeedback: Math.round(wait / 2),
    effort: { presses: 1, keys: 0, typed: 0, scrolls: 0, pointerDistance: 300, targetSize: 40 },
    effect: null,
  };
}

function requestOf(index: number, journey: string, random: Random): RequestEvidence {
  const type = requestTypes[index % requestTypes.length] ?? 'fetch';
  const firstByte = Math.round(random() * 300);
  return {
    id: String(index),
    url: `https://${index % 4 === 3 ? 'cdn.example' : 'shop.example'}/${journey}/${type}-${index}`,
    method: 'GET',
    type,
    status: 200,
    failure: null,
    fromCache: false,
    protocol: 'h2',
    mimeType: null,
    transferred: Math.round(random() * 90_000),
    start: index * 40,
    firstByte,
    duration: firstByte + Math.round(random() * 400),
    thirdParty: index % 4 === 3,
    mainFrame: true,
    redirectedFrom: null,
    step: 0,
  };
}

/** A visit in which the customer reached everything. `picture` keeps a screenshot. */
export async function syntheticVisit({ unit, plan, random, picture }: { unit: VisitUnit; plan: Plan; random: Random; picture(name: string): Promise<Artefact> }): Promise<VisitEvidence> {
  const touchpoints: VisitEvidence['touchpoints'] = [];
  for (const id of Object.keys(plan.journeys[unit.journey]?.touchpoints ?? {})) {
    touchpoints.push({
      id,
      status: 'reached',
      arrival: 'undeclared',
      url: `https://shop.example/${unit.journey}/${id}`,
      title: `The page ${id} of ${unit.journey}`,
      reachedAt: 5_000,
      steps: [stepOf(0, random), stepOf(1, random)],
      collected: {
        requests: Array.from({ length: requestsPerTouchpoint }, (_, index) => requestOf(index, unit.journey, random)),
        longTasks: [],
        ...(unit.pass === 'inspection' && { screenshot: await picture(`${id}-arrival.webp`) }),
      },
      notCollected: [],
    });
  }
  return {
    schema: evidenceSchema,
    unit,
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 60_000,
    conditions: { browser: 'Chromium 156', hands: 'mouse', viewport: { width: 1350, height: 940, pixelRatio: 1 }, throttling: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false }, hostIndex: 1500 },
    outcome: { ok: true },
    touchpoints,
  };
}

/** Around the published threshold where there is one, so that all verdicts occur. */
function valueOf({ unit, threshold }: Metric, random: Random): number {
  const middle = threshold === undefined ? (unit === 'ms' ? 900 : unit === 'bytes' ? 400_000 : unit === 'share' ? 0.4 : 6) : (threshold.good + threshold.poor) / 2;
  const value = Math.max(0, middle * (0.4 + random() * 1.2));
  return unit === 'count' || unit === 'characters' || unit === 'bytes' ? Math.round(value) : unit === 'share' ? Math.min(1, value) : value;
}

function findingOf(audit: AnyAudit, key: string, random: Random): FindingDraft {
  return {
    kind: random() < 0.1 ? 'delight' : 'pain-point',
    severity: (['critical', 'serious', 'moderate', 'minor'] as const)[Math.floor(random() ** 0.5 * 4)] ?? 'minor',
    title: `Something that a customer meets: ${key}.`,
    advice: `Mend ${key}, so that nobody meets it again.`,
    direction: 'do',
    key,
    selector: `main > div.${key} > button`,
    quote: `<button class="${key}">Press</button>`,
    confidence: 'B',
    effort: (['small', 'medium', 'large'] as const)[Math.floor(random() * 3)] ?? 'medium',
    ...(audit.area === 'accessibility' && { wcag: ['1.4.3'] }),
  };
}

/** As in a record of the built-in shops: a fifth of the measurements are not applicable, a twentieth are not available, and a touchpoint has some 18 findings, most of which are met elsewhere too. */
function outcomeOf(audit: AnyAudit, place: string, random: Random): AuditOutcome {
  const chance = random();
  if (chance < 0.2) return { status: 'not-applicable', because: 'there is nothing of the kind on this page' };
  if (chance < 0.25) return { status: 'not-available', because: 'the browser did not tell' };
  const values = Object.fromEntries(audit.metrics.map((metric) => [metric.id, valueOf(metric, random)]));
  const findings = random() < 0.09 ? [findingOf(audit, `widget-${Math.floor(random() * 3)}`, random)] : [];
  if (random() < 0.06) findings.push(findingOf(audit, `only-${place}`, random));
  return { status: 'measured', values, findings };
}

export function syntheticResults({ unit, plan, audits, random }: { unit: VisitUnit; plan: Plan; audits: readonly AnyAudit[]; random: Random }): VisitResults {
  const judging = audits.filter(({ pass }) => pass === 'both' || pass === unit.pass);
  return {
    visit: unit.id,
    outcomes: Object.keys(plan.journeys[unit.journey]?.touchpoints ?? {}).flatMap((touchpoint) => judging.map((audit) => ({ touchpoint, audit: audit.id, outcome: outcomeOf(audit, `${unit.journey}-${touchpoint}`, random) }))),
  };
}
