import { z } from 'zod';
import { CrawlPlan } from '../model/crawl-plan.ts';
import { Id } from '../model/ids.ts';
import { Journey } from '../model/journey.ts';
import { Basis, Device, Display, Network, Pace, Persona } from '../model/persona.ts';
import { Gate, Plan, Site } from '../model/plan.ts';
import { devicePresets } from './conditions/devices.ts';
import { networkPresets } from './conditions/networks.ts';
import { personaPresets } from './presets/index.ts';

const DeviceName = z.enum(Object.keys(devicePresets)).meta({ id: 'DeviceName' });
const NetworkName = z.enum(Object.keys(networkPresets)).meta({ id: 'NetworkName' });

const sources = z.record(z.string(), Basis).describe('Source of each number, by its path, as in pace.key; a number without one counts as an assumption of the plan');

/** A persona made from another one: what is given replaces what was there, down to single numbers; data is added to. */
export const ExtendedPersona = z
  .strictObject({
    extends: z.string().describe('A preset, or a persona defined above'),
    id: Id.optional().describe('Without it the persona keeps the id of the one it extends'),
    ...Persona.pick({ title: true, description: true, cpuSlowdown: true, hands: true, finger: true, locale: true, timezone: true, saveData: true, consent: true, data: true }).partial().shape,
    device: z.union([DeviceName, Device.partial()]).optional(),
    network: z.union([NetworkName, Network.partial()]).nullable().optional().describe('null: not throttled'),
    display: Display.partial().optional(),
    pace: Pace.partial().optional(),
    basis: sources.optional(),
  })
  .meta({ id: 'ExtendedPersona' });
export type ExtendedPersona = z.infer<typeof ExtendedPersona>;

/** A persona that stands on its own. */
export const WholePersona = z
  .strictObject({
    ...Persona.shape,
    device: z.union([DeviceName, Device]),
    network: z.union([NetworkName, Network]).nullable().describe('null: not throttled'),
    data: Persona.shape.data.optional(),
    basis: sources.optional(),
  })
  .meta({ id: 'WholePersona' });
export type WholePersona = z.infer<typeof WholePersona>;

export const PersonaEntry = z.union([z.enum(personaPresets.map((preset) => preset.id)).meta({ id: 'PersonaPreset' }), ExtendedPersona, WholePersona]);
export type PersonaEntry = z.infer<typeof PersonaEntry>;

const hasEntries = (record: object): boolean => Object.keys(record).length > 0;

/** What a plan file holds, in YAML, JSON and TypeScript alike. */
export const PlanFile = z
  .strictObject({
    $schema: z.string().optional().describe('For editors'),
    name: z.string().min(1).optional().describe('What the report is called; default: the name of the file'),
    sites: z.record(Id, Site).refine(hasEntries, 'expected at least one site; found none').meta({ description: 'The places to audit', minProperties: 1 }),
    personas: z.array(PersonaEntry).min(1).describe('Who visits: names of presets, presets with changes, or personas of your own'),
    journeys: z.record(Id, Journey).default({}).describe('What the customers come to do; may be left out where `crawl` finds pages'),
    crawl: CrawlPlan.optional().describe('Pages that are looked for on a site and visited beside the journeys'),
    gates: z.array(Gate).default([]).describe('Rules that make the run pass or fail'),
    samples: z.number().int().min(1).optional().describe('Experience visits per site, persona and journey, as many as that and no more; default: 3, and up to `maxSamples` while a gate on what varies from visit to visit cannot be decided'),
    maxSamples: Plan.shape.maxSamples.describe('The most experience visits per site, persona and journey; default: `samples` where that is given, else 24'),
    maxMinutes: Plan.shape.maxMinutes.describe('Minutes of experience visits beyond which no further ones are made for a gate that cannot be decided; default: 6'),
    confidence: Plan.shape.confidence.describe('How sure a gate on what varies has to be, over all its places and looks; default: 0.95'),
    coverage: Plan.shape.coverage.default(1).describe('Share of the expected samples that must be valid for a gate to pass, 0 to 1'),
    retries: Plan.shape.retries.default(1).describe('How often an invalid sample is tried again'),
    stepTimeout: Plan.shape.stepTimeout.default(15_000).describe('ms until a step counts as failed'),
    visitTimeout: Plan.shape.visitTimeout.default(120_000).describe('ms until a visit is given up'),
    baseline: z.string().min(1).optional().describe('Name of the saved baseline that `against: baseline` means'),
    known: z.string().min(1).optional().describe('List of known findings that `against: known` means, relative to this file; default: known-findings.yaml'),
    browser: z.string().min(1).optional().describe('Path of the Chrome or Chromium to use, relative to this file'),
  })
  .superRefine(({ journeys, crawl }, context) => {
    if (crawl === undefined && !hasEntries(journeys)) context.addIssue({ code: 'custom', path: ['journeys'], message: 'expected at least one journey, or `crawl`; found none' });
  })
  .meta({ anyOf: [{ required: ['journeys'], properties: { journeys: { minProperties: 1 } } }, { required: ['crawl'] }] });
export type PlanFile = z.output<typeof PlanFile>;

/** A plan as people write it. */
export type PlanInput = Omit<z.input<typeof PlanFile>, 'sites' | 'journeys' | 'gates'> & {
  sites: Record<string, Site>;
  journeys?: Record<string, Journey>;
  gates?: Gate[];
};

/** Gives a TypeScript plan its types; hands back what it is given. */
export function defineConfig(plan: PlanInput): PlanInput {
  return plan;
}
