import { defineAudit, type Audit } from '../../../src/audit/define.ts';
import type { JudgePlan } from '../../../src/audit/plan.ts';
import { evidenceSchema, type TouchpointEvidence, type VisitEvidence } from '../../../src/model/evidence.ts';
import type { Metric } from '../../../src/model/metric.ts';
import type { Persona } from '../../../src/model/persona.ts';
import type { LedgerEntry } from '../../../src/model/record.ts';
import { plainPersona } from '../persona.ts';

/** Literal evidence, as small as the schema allows. */

export const source = { title: 'A source', year: 2024 };

export const persona: Persona = {
  ...plainPersona,
  device: { name: 'phone', width: 412, height: 823, pixelRatio: 1.75, mobile: true, touch: true },
  network: { name: 'slow 4G', rtt: 150, down: 1638.4, up: 750 },
  cpuSlowdown: 4,
  hands: 'touch',
  timezone: 'UTC',
  pace: { key: 0.2, pointingBits: 4, think: 1.2, home: 0, press: 0.1, factor: 1, reading: 230 },
};

export function planWith(touchpoints: readonly string[], personas: readonly string[] = ['kim'], sites: readonly string[] = ['ours']): JudgePlan {
  return {
    personas: personas.map((id) => ({ ...persona, id })),
    sites: sites.map((id) => ({ id, origin: `https://${id}.example` })),
    journeys: [{ id: 'buy', touchpoints: touchpoints.map((id) => ({ id, stage: 'purchase', momentOfTruth: false, optimum: null })) }],
  };
}

export function touchpoint(id: string, changes: Partial<TouchpointEvidence> = {}): TouchpointEvidence {
  return { id, status: 'reached', arrival: 'confirmed', url: `https://ours.example/${id}`, title: id, reachedAt: 0, steps: [], collected: {}, notCollected: [], ...changes };
}

export function visitWith(touchpoints: TouchpointEvidence[], unit: Partial<VisitEvidence['unit']> = {}): VisitEvidence {
  const { site = 'ours', persona: who = 'kim', journey = 'buy', pass = 'experience', sample = 1 } = unit;
  return {
    schema: evidenceSchema,
    unit: { id: [site, who, journey, pass, sample].join('~'), site, persona: who, journey, pass, sample },
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 1000,
    conditions: {
      browser: '156.0.0.0',
      hands: 'touch',
      viewport: { width: 412, height: 823, pixelRatio: 1.75 },
      throttling: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false },
      hostIndex: 1750,
    },
    outcome: { ok: true },
    touchpoints,
  };
}

export function metric(id: Metric['id'], changes: Partial<Metric> = {}): Metric {
  return { id, title: id, unit: 'ms', better: 'lower', kind: 'timing', pass: 'experience', overJourney: 'none', why: 'Because', how: 'Read', source, ...changes };
}

/** An audit that counts console messages. */
export function consoleAudit(changes: Partial<Audit<'console'>> = {}): Audit<'console'> {
  return defineAudit({
    id: 'friction/console',
    area: 'friction',
    title: 'Console',
    why: 'Because',
    source,
    pass: 'both',
    metrics: [metric('friction.console', { unit: 'count', kind: 'exact' })],
    needs: ['console'],
    run: ({ console }) => ({ status: 'measured', values: { 'friction.console': console.length }, findings: [] }),
    ...changes,
  });
}

export function ledgerFor(visits: readonly VisitEvidence[], statusOf: (visit: VisitEvidence, touchpoint: TouchpointEvidence) => LedgerEntry['status'] = () => 'valid'): LedgerEntry[] {
  return visits.flatMap((visit) =>
    visit.touchpoints.map((at) => {
      const { id, site, persona: who, journey, pass, sample } = visit.unit;
      return { visit: id, site, persona: who, journey, touchpoint: at.id, pass, sample, status: statusOf(visit, at) };
    }),
  );
}
