import { z } from 'zod';
import { Throttling } from './throttling.ts';
import { Id } from './ids.ts';

export const Conditions = z.strictObject({
  tool: z.string(),
  node: z.string(),
  browser: z.string(),
  axe: z.string(),
  lighthouse: z.string(),
  webVitals: z.string(),
  platform: z.string(),
  cores: z.number().int(),
  memoryGB: z.number(),
  /** BenchmarkIndex readings during the run; empty: not measured. */
  hostIndex: z.array(z.number()),
  throttling: z.record(Id, Throttling).describe('As applied, by persona'),
  /** Digest of the personas and journeys, to tell whether two runs did the same. */
  planDigest: z.string(),
  /** What each persona is and what each journey asks for on each site, so that two runs can be compared where they did the same. Absent in older records. */
  digests: z.strictObject({ personas: z.record(z.string(), z.string()), journeys: z.record(z.string(), z.string()).describe('By journey@site') }).optional(),
  /** What the browser sent behind its own user agent in the visits to a site. Absent: nothing, or an older record. */
  names: z.record(Id, z.string()).optional(),
  notes: z.array(z.string()),
});
export type Conditions = z.infer<typeof Conditions>;
