import { z } from 'zod';

export const Throttling = z.strictObject({
  method: z.enum(['none', 'cdp']),
  /** As applied to Chrome, after the corrections. */
  network: z.strictObject({ latency: z.number().describe('ms'), down: z.number().describe('kbit/s'), up: z.number().describe('kbit/s') }).nullable(),
  cpuRate: z.number().min(1),
  /** The host is slower than the persona's device, so the CPU could not be set as asked. */
  cpuShortfall: z.boolean(),
});
export type Throttling = z.infer<typeof Throttling>;
