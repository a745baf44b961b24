import { z } from 'zod';
import { CrawlPlan } from './crawl-plan.ts';
import { Id } from './ids.ts';
import { Journey, Step } from './journey.ts';
import { Arrival } from './journey.ts';
import { Persona } from './persona.ts';

export const roles = ['own', 'reference', 'competitor'] as const;

export const Site = z
  .strictObject({
    origin: z.url({ protocol: /^https?$/ }).describe('As in https://www.example.com'),
    role: z.enum(roles),
    title: z.string().optional(),
    login: z.strictObject({ steps: z.array(Step).min(1), arrived: Arrival.describe('How we know the customer is logged in') }).optional().describe('Done before the journey of every visit; not measured'),
    allow: z
      .strictObject({
        commits: z.boolean().optional().describe('Steps marked `commits` may be taken here'),
        doubleSubmit: z.boolean().optional().describe('The inspection may press what sends something twice, to see whether it is sent twice: what is sent is then done twice. Of steps marked `commits` only where `commits` is allowed too'),
        origins: z.array(z.url()).optional().describe('Other origins a journey may lead to, as a payment or login provider'),
      })
      .optional(),
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof Site>;

const worseBy = z
  .strictObject({ ms: z.number().min(0), percent: z.number().min(0), by: z.number().min(0) })
  .partial()
  .refine((value) => Object.keys(value).length > 0, 'expected ms, percent or by');

/** It is about a journey as a whole, and needs nothing else. */
function checkCompletable(gate: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void {
  const others = ['metric', 'at', 'max', 'min', 'against', 'worseBy', 'new'].filter((key) => gate[key] !== undefined);
  if (others.length > 0) context.addIssue({ code: 'custom', path: [others[0] ?? ''], message: 'expected nothing of the kind beside `completable`: it is about the whole journey' });
}

/** A rule that turns comparisons into pass or fail. Without `at`, `persona`, `site`: everywhere on own sites. */
export const Gate = z
  .strictObject({
    metric: z.string().optional().describe('Metric id; see `mystery-shopper list audits`'),
    completable: z.literal(true).optional().describe('In place of a metric: every visit of the persona must get to the end of the journey'),
    at: Id.optional().describe('Touchpoint'),
    journey: Id.optional(),
    persona: Id.optional(),
    site: Id.optional(),
    max: z.number().optional().describe('In the unit of the metric'),
    min: z.number().optional(),
    against: z.string().optional().describe('A site of the plan, `baseline`, or, for `new`, `known`: the list of known findings'),
    worseBy: worseBy.optional().describe('Practical margin: the largest of what is given; default: what a difference of this metric has to be more than to matter in practice'),
    new: z.number().int().min(0).optional().describe('How many findings may be new against the baseline or the list of known findings'),
  })
  .superRefine((gate, context) => {
    if (gate.completable !== undefined) return checkCompletable(gate, context);
    if (gate.metric === undefined) context.addIssue({ code: 'custom', message: 'expected `metric`, or `completable: true`' });
    const rules = [gate.max, gate.min, gate.worseBy, gate.new].filter((rule) => rule !== undefined);
    if (rules.length === 0 && !comparesFigures(gate)) context.addIssue({ code: 'custom', message: gate.against === undefined ? 'expected max, min, against or new' : 'expected `new`: how many findings may be new' });
    if ((gate.worseBy !== undefined || gate.new !== undefined) && gate.against === undefined) {
      context.addIssue({ code: 'custom', message: 'expected `against`: a site of the plan, baseline or known' });
    }
  })
  .meta({ id: 'Gate' });
export type Gate = z.infer<typeof Gate>;

/** Does the gate hold figures against those of a site or an earlier run? With `against` alone it does, by the margin that its metric has. */
export function comparesFigures({ against, worseBy: margin, new: allowed }: { against?: string | undefined; worseBy?: unknown; new?: unknown }): boolean {
  return margin !== undefined || (against !== undefined && against !== 'known' && allowed === undefined);
}

/** A plan with every preset, override and selection resolved: what the scheduler is handed. */
export const Plan = z.strictObject({
  name: z.string(),
  sites: z.record(Id, Site),
  personas: z.array(Persona),
  journeys: z.record(Id, Journey),
  /** Pages that are looked for before the visits, and join the journeys. Absent: none. */
  crawl: CrawlPlan.optional(),
  gates: z.array(Gate),
  /** Gates of the plan file that are about what this run was told to leave out. Absent: none. */
  gatesLeftOut: z.number().int().positive().optional(),
  /** Experience visits per site, persona and journey; with a larger `maxSamples`: the first number of them after which the gates are tried. 0, for plans without gates: there are inspections only. */
  samples: z.number().int().min(0),
  /** Up to so many are made while a gate on what varies cannot be decided. Absent: no more than `samples`. */
  maxSamples: z.number().int().min(1).optional(),
  /** Minutes of experience visits beyond which no further ones are begun for a gate that cannot be decided. Absent: no limit. */
  maxMinutes: z.number().positive().optional(),
  /** One minus the chance that a gate fails, or passes, wrongly, all its comparisons and all looks together. Absent: 0.95. */
  confidence: z.number().min(0.5).lt(1).optional(),
  /** Share of the expected touchpoint samples that must be valid for a gate to pass, 0 to 1. */
  coverage: z.number().min(0).max(1),
  /** How often an invalid sample is tried again. */
  retries: z.number().int().min(0),
  /** ms until a step counts as failed. */
  stepTimeout: z.number().int().positive(),
  /** ms until a visit is given up. */
  visitTimeout: z.number().int().positive(),
  /** Name of the baseline that `against: baseline` means. */
  baseline: z.string().nullable(),
  /** Path of the list of known findings that `against: known` means. */
  known: z.string().optional(),
  /** Path of the browser to use; null: found by itself. */
  browser: z.string().nullable(),
  /** Directory that upload paths are relative to. */
  directory: z.string(),
});
export type Plan = z.infer<typeof Plan>;
