import { z } from 'zod';
import { Id } from './ids.ts';
import type { Finding } from './results.ts';

/** A pain point somebody has decided to live with for a while. */
export const KnownFinding = z.strictObject({
  fingerprint: z.string().min(1).describe('Audit and key of the finding; the same whatever the site, the touchpoint, class names, ids and order'),
  title: z.string().describe('What the customer meets, for the reader'),
  where: z.array(z.string()).describe('Where it was seen when it was listed, as journey/touchpoint, for the reader'),
  personas: z.array(Id).describe('Who met it when it was listed, for the reader'),
  reason: z.string().min(1).describe('Why it may stay for now'),
  owner: z.string().min(1).describe('Who will see to it'),
  expires: z.iso.date().describe('The last day on which it counts as known, as in 2027-01-31'),
});
export type KnownFinding = z.infer<typeof KnownFinding>;

/** What the file of known findings holds. */
export const KnownFindingsFile = z.strictObject({ findings: z.array(KnownFinding) });

/** The list as a run uses it. */
export interface KnownList {
  /** Path, as it is told to the user. */
  file: string;
  /** false: there is no such file yet, so nothing is known. */
  exists: boolean;
  findings: readonly KnownFinding[];
  /** The day of the run in UTC, as in 2026-11-22: entries that expired before it do not count. */
  today: string;
}

export function fingerprintOf({ audit, key }: Pick<Finding, 'audit' | 'key'>): string {
  return `${audit}:${key}`;
}

/** What a run says of the list: entries that did not show up where and to whom they did before, and entries that are over. */
export const KnownState = z.strictObject({ file: z.string(), listed: z.number().int(), stale: z.array(KnownFinding), expired: z.array(KnownFinding) });
export type KnownState = z.infer<typeof KnownState>;
