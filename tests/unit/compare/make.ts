import type { TouchpointEvidence, VisitEvidence, VisitUnit } from '../../../src/model/evidence.ts';
import { evidenceSchema } from '../../../src/model/evidence.ts';
import type { Metric } from '../../../src/model/metric.ts';
import type { Persona } from '../../../src/model/persona.ts';
import type { Gate, Plan } from '../../../src/model/plan.ts';
import { recordSchema, type Conditions, type RunRecord } from '../../../src/model/record.ts';
import type { Finding, Measurement } from '../../../src/model/results.ts';
import { plainPersona } from '../persona.ts';

/** Two own-and-rival shops, one persona on a laptop, one journey of two touchpoints. */
export function plan(changes: Partial<Plan> = {}): Plan {
  return {
    name: 'shops',
    sites: { ours: { origin: 'https://ours.example', role: 'own' }, rival: { origin: 'https://rival.example', role: 'competitor', title: 'The rival' } },
    personas: [persona('gerry')],
    journeys: { buy: { goal: 'Buy a tent', touchpoints: { home: { stage: 'awareness' }, checkout: { stage: 'purchase' } } } },
    gates: [],
    samples: 3,
    coverage: 0.9,
    retries: 1,
    stepTimeout: 1000,
    visitTimeout: 10_000,
    baseline: null,
    browser: null,
    directory: '/nowhere',
    ...changes,
  };
}

export function persona(id: string, mobile = false): Persona {
  return { ...plainPersona, id, title: id, device: { name: 'device', width: 1000, height: 800, pixelRatio: 1, mobile, touch: mobile }, locale: 'en', timezone: 'UTC', consent: 'accept' };
}

const source = { title: 'A book', year: 2020 };

/** LCP in ms unless changed. */
export function metric(changes: Partial<Metric> = {}): Metric {
  return { id: 'speed.lcp', title: 'Largest Contentful Paint', unit: 'ms', better: 'lower', kind: 'timing', pass: 'experience', overJourney: 'none', why: 'why', how: 'how', source, ...changes };
}

export const actions = (changes: Partial<Metric> = {}): Metric => metric({ id: 'friction.actions', title: 'Actions', unit: 'count', kind: 'exact', overJourney: 'sum', ...changes });

/** Of LCP on ours at home unless changed; the median and range come from the samples. */
export function measurement(values: readonly number[], changes: Partial<Measurement> = {}): Measurement {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? null;
  const other = sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
  return {
    metric: 'speed.lcp',
    site: 'ours',
    persona: 'gerry',
    journey: 'buy',
    touchpoint: 'home',
    samples: values.map((value, index) => ({ visit: `ours~gerry~buy~experience~${index + 1}`, value })),
    value: middle === null || other === null ? null : (middle + other) / 2,
    low: sorted[0] ?? null,
    high: sorted.at(-1) ?? null,
    ...(values.length === 0 && { unavailable: 'the page has none' }),
    ...changes,
  };
}

export function conditions(changes: Partial<Conditions> = {}): Conditions {
  return {
    tool: '0.1.0',
    node: 'v24.0.0',
    browser: 'Chromium 156',
    axe: '4.14.1',
    lighthouse: '13.5.0',
    webVitals: '6.2.3',
    platform: 'linux x64',
    cores: 2,
    memoryGB: 8,
    hostIndex: [1000],
    throttling: {},
    planDigest: 'abc',
    notes: [],
    ...changes,
  };
}

export function record(changes: Partial<RunRecord> = {}): RunRecord {
  const { sites, journeys, samples, coverage, baseline } = plan();
  return {
    schema: recordSchema,
    id: 'run-1',
    name: 'shops',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:05:05.000Z',
    conditions: conditions(),
    plan: {
      sites,
      personas: [],
      journeys: Object.fromEntries(
        Object.entries(journeys).map(([id, { goal, touchpoints }]) => [
          id,
          { goal, title: id, touchpoints: Object.entries(touchpoints).map(([touchpoint, { stage }]) => ({ id: touchpoint, title: touchpoint, stage, momentOfTruth: false, optimum: null })) },
        ]),
      ),
      samples,
      coverage,
      baseline,
    },
    metrics: [metric()],
    ledger: [],
    coverage: { expected: 2, valid: 2, share: 1, required: 0.9 },
    touchpoints: [],
    measurements: [],
    findings: [],
    comparisons: [],
    gates: [],
    verdict: { outcome: 'pass', exitCode: 0, sentence: 'Passed.' },
    ...changes,
  };
}

export function finding(id: string, changes: Partial<Finding> = {}): Finding {
  return {
    kind: 'pain-point',
    severity: 'serious',
    title: `Trouble ${id}`,
    advice: 'Mend it.',
    direction: 'do',
    key: id,
    confidence: 'B',
    effort: 'small',
    id,
    audit: 'accessibility/axe',
    area: 'accessibility',
    why: 'why',
    source,
    places: [{ site: 'ours', persona: 'gerry', journey: 'buy', touchpoint: 'home', url: 'https://ours.example/', visits: [] }],
    ...changes,
  };
}

export function unit(sample = 1, changes: Partial<VisitUnit> = {}): VisitUnit {
  const { site, persona: by, journey, pass } = { site: 'ours', persona: 'gerry', journey: 'buy', pass: 'experience' as const, ...changes };
  return { id: [site, by, journey, pass, sample].join('~'), site, persona: by, journey, pass, sample };
}

export function touchpoint(id: string, changes: Partial<TouchpointEvidence> = {}): TouchpointEvidence {
  return { id, status: 'reached', arrival: 'confirmed', url: 'https://ours.example/', title: '', reachedAt: 1, steps: [], collected: {}, notCollected: [], ...changes };
}

export function visit(touchpoints: TouchpointEvidence[], changes: Partial<VisitEvidence> = {}): VisitEvidence {
  return {
    schema: evidenceSchema,
    unit: unit(),
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 1,
    conditions: { browser: 'Chromium 156', hands: 'mouse', viewport: { width: 1, height: 1, pixelRatio: 1 }, throttling: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false }, hostIndex: null },
    outcome: { ok: true },
    touchpoints,
    ...changes,
  };
}

export const full = { expected: 6, valid: 6, share: 1, required: 0.9 };

export const gate = (changes: Partial<Gate>): Gate => ({ metric: 'speed.lcp', ...changes });
