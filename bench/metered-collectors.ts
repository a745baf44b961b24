import type { EvidenceKey } from '../src/model/evidence.ts';
import { defineCollector, type Collector } from '../src/visit/collectors/collector.ts';

/** The collectors of a lane, each to be switched off, and with a clock that runs while the visit waits for it. */
export interface MeteredCollectors {
  collectors: readonly Collector[];
  /** For the visits to come. */
  use(fields: readonly EvidenceKey[]): void;
  /** Seconds that each collector took since the last call; those that read do so at the same time. */
  takeWaits(): ReadonlyMap<EvidenceKey, number>;
}

export function meterCollectors(collectors: readonly Collector[]): MeteredCollectors {
  let used = new Set(collectors.map(({ field }) => field));
  let waits = new Map<EvidenceKey, number>();

  function metered(collector: Collector): Collector {
    const { field } = collector;
    async function timed<T>(work: () => Promise<T>): Promise<T> {
      const began = performance.now();
      try {
        return await work();
      } finally {
        waits.set(field, (waits.get(field) ?? 0) + (performance.now() - began) / 1000);
      }
    }
    return defineCollector({
      ...collector,
      async start(context) {
        if (!used.has(field)) return { collect: async () => undefined };
        const session = await timed(() => collector.start(context));
        const { beforeStep, afterStep, settle, stop } = session;
        return {
          ...(beforeStep !== undefined && { beforeStep: (index, action) => timed(() => beforeStep.call(session, index, action)) }),
          ...(afterStep !== undefined && { afterStep: (step, drawn) => timed(() => afterStep.call(session, step, drawn)) }),
          ...(settle !== undefined && { settle: (drawn) => timed(() => settle.call(session, drawn)) }),
          collect: (touchpoint, soFar) => timed(() => session.collect(touchpoint, soFar)),
          ...(stop !== undefined && { stop: () => timed(() => stop.call(session)) }),
        };
      },
    });
  }

  return {
    collectors: collectors.map(metered),
    use: (fields) => void (used = new Set(fields)),
    takeWaits() {
      const taken = waits;
      waits = new Map();
      return taken;
    },
  };
}
