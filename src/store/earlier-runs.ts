import { z } from 'zod';
import { RunDigest } from '../model/history.ts';

const earlierSchema = 'mystery-shopper/earlier-runs@1';

/** What is kept of earlier runs while a run is made in their place, and after it where it does not tell of all of them. */
export const EarlierRuns = z.strictObject({ schema: z.literal(earlierSchema), runs: z.array(RunDigest) });

export function earlierText(runs: readonly RunDigest[]): string {
  return `${JSON.stringify({ schema: earlierSchema, runs: [...runs] } satisfies z.infer<typeof EarlierRuns>)}\n`;
}
