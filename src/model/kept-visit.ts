import type { Collected, EvidenceKey, RecordingEvidence, TouchpointEvidence, VisitEvidence } from './evidence.ts';

/** Of what was collected at a touchpoint. */
export type KeptCollected = Partial<
  Pick<Collected, 'documents' | 'requests' | 'console' | 'vitals' | 'longTasks' | 'screenshot' | 'pictured'> & { census: Pick<Collected['census'], 'fields'>; recordings: Pick<RecordingEvidence, 'step' | 'film'>[] }
>;
export type KeptTouchpoint = Omit<TouchpointEvidence, 'collected' | 'states'> & { collected: KeptCollected };

/**
 * What of a visit stays in memory while the run goes on: all that its ledger, gates and record are made of. The rest, which is most of it, is on
 * the disk. Evidence will do where this is asked for.
 */
export type KeptVisit = Omit<VisitEvidence, 'touchpoints'> & { touchpoints: KeptTouchpoint[] };

const asItIs = ['documents', 'requests', 'console', 'vitals', 'longTasks', 'screenshot', 'pictured'] as const satisfies readonly EvidenceKey[];

export function keptOf(visit: VisitEvidence): KeptVisit {
  return {
    ...visit,
    touchpoints: visit.touchpoints.map(({ collected, states: _, ...touchpoint }) => ({
      ...touchpoint,
      collected: {
        ...Object.fromEntries(asItIs.flatMap((field) => (collected[field] === undefined ? [] : [[field, collected[field]]]))),
        ...(collected.census && { census: { fields: collected.census.fields } }),
        ...(collected.recordings && { recordings: collected.recordings.map(({ step, film }) => ({ step, ...(film !== undefined && { film }) })) }),
      },
    })),
  };
}
