import { evidenceSchema, type VisitEvidence, type VisitUnit } from '../../../src/model/evidence.ts';

export function unit(sample: number, site = 'a'): VisitUnit {
  return { id: `${site}~p~j~experience~${sample}`, site, persona: 'p', journey: 'j', pass: 'experience', sample };
}

export function evidence(of: VisitUnit, attempt: number, ok: boolean): VisitEvidence {
  return {
    schema: evidenceSchema,
    unit: of,
    attempt,
    startedAt: '2026-01-01T00:00:00.000Z',
    duration: 1,
    conditions: { browser: 'none', hands: 'mouse', viewport: { width: 1, height: 1, pixelRatio: 1 }, throttling: { method: 'none', network: null, cpuRate: 1, cpuShortfall: false }, hostIndex: null },
    outcome: ok ? { ok: true } : { ok: false, code: 'BROWSER_CRASHED', message: 'The browser crashed.' },
    touchpoints: [],
  };
}
