import { z } from 'zod';
import { Source } from '../../model/metric.ts';
import data from './reference-figures.json' with { type: 'json' };

const Percentiles = z.strictObject({ p10: z.number(), p25: z.number(), p50: z.number(), p75: z.number(), p90: z.number(), p99: z.number() }).partial();

/** A published figure. primary: read in the source itself; secondary: quoted by another. Anything less is not in the file. */
export const ReferenceFigure = z.strictObject({
  id: z.string().regex(/^[a-z0-9_.+-]+$/i),
  /** What was counted or measured. */
  what: z.string().min(1),
  unit: z.string().min(1),
  segment: z.string().min(1),
  formFactor: z.enum(['all', 'mobile', 'desktop']),
  source: Source,
  evidence: z.enum(['primary', 'secondary']),
  /** What 100 % is, with the date; every distribution has one. */
  denominator: z.string().min(1).optional(),
  /** p25: a quarter of the population has less, in the unit of the figure. */
  percentiles: Percentiles.optional(),
  /** % of the population by rating. They may not add up to 100, as the sources round. */
  shares: z.strictObject({ good: z.number(), needsImprovement: z.number().optional(), poor: z.number() }).optional(),
  /** Id of the figure with the thresholds behind the shares. */
  ratedBy: z.string().optional(),
  thresholds: z.record(z.string(), z.number()).optional(),
  value: z.json().optional(),
  formula: z.string().optional(),
  details: z.json().optional(),
  note: z.string().optional(),
});
export type ReferenceFigure = z.infer<typeof ReferenceFigure>;

export const ReferenceFigures = z.strictObject({ schema: z.literal('mystery-shopper/reference-figures@1'), figures: z.array(ReferenceFigure) });

const figures: ReadonlyMap<string, ReferenceFigure> = new Map(ReferenceFigures.parse(data).figures.map((figure) => [figure.id, figure]));

export function referenceFigure(id: string): ReferenceFigure | undefined {
  return figures.get(id);
}
