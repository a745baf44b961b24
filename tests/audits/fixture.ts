import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Pass, TouchpointEvidence } from '../../src/model/evidence.ts';
import { Persona } from '../../src/model/persona.ts';
import { Arrival, Stage, Step } from '../../src/model/journey.ts';
import { Site } from '../../src/model/plan.ts';

/** A value a page was made to have: exactly, or between two bounds where time is measured. */
const Expected = z.union([z.number(), z.tuple([z.number(), z.number()])]);

/** expected.json: how the page is visited, and all that its audit says about it. */
export const Fixture = z.strictObject({
  /** What the page has on purpose, for the reader. */
  about: z.string().min(20),
  persona: z.string().default('desktop-control'),
  /** How that persona answers requests for consent; its own way unless given. */
  consent: Persona.shape.consent.optional(),
  pass: Pass,
  stage: Stage.default('consideration'),
  momentOfTruth: z.boolean().default(false),
  optimum: z.number().int().nullable().default(null),
  /** What the plan entry of the site allows. */
  allow: Site.shape.allow,
  /** Touchpoints of the same visit before the one that is judged. */
  before: z.array(z.strictObject({ steps: z.array(Step).min(1), arrived: Arrival.optional() })).default([]),
  steps: z.array(Step).min(1),
  arrived: Arrival.optional(),
  reached: TouchpointEvidence.shape.status.default('reached'),
  outcome: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('measured'),
      values: z.record(z.string(), Expected),
      missing: z.array(z.string()).default([]),
      notApplicable: z.array(z.string()).default([]),
      /** Keys; those of delights with a plus before. */
      findings: z.array(z.string()),
    }),
    z.strictObject({ status: z.enum(['not-applicable', 'not-available']), because: z.string() }),
  ]),
});
export type Fixture = z.infer<typeof Fixture>;

/** {origin}, {host}: the pages; {other}, {otherHost}: the same again as a second site. */
export function readFixture(folder: string, places: Readonly<Record<string, string>>): Fixture {
  const text = readFileSync(new URL(`../../fixtures/audits/${folder}/expected.json`, import.meta.url), 'utf8');
  return Fixture.parse(JSON.parse(text.replace(/\{(origin|host|other|otherHost)\}/g, (all, name: string) => places[name] ?? all)));
}
