import { z } from 'zod';
import { Id } from './ids.ts';
import { Locator } from './locator.ts';

/** Text the persona enters; `{persona.email}` is replaced from the persona's data. A secret is read from the environment and never written down. */
export const Value = z.union([z.string(), z.strictObject({ secret: z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'expected the name of an environment variable') })]).meta({ id: 'Value' });
export type Value = z.infer<typeof Value>;

/** How we know that the customer got there; all that is given must hold. */
export const Arrival = z
  .union([
    Locator,
    z.strictObject({ url: z.string().describe('Path or URL; * stands for anything'), see: Locator.optional() }),
  ])
  .meta({ id: 'Arrival' });
export type Arrival = z.infer<typeof Arrival>;

export const actions = ['visit', 'click', 'fill', 'choose', 'check', 'uncheck', 'press', 'hover', 'scroll', 'drag', 'upload', 'waitFor', 'back', 'reload', 'run'] as const;
export type ActionName = (typeof actions)[number];

/** Those that fill in a field and ask for nothing else. */
export const fillingActions: readonly ActionName[] = ['fill', 'choose', 'check', 'uncheck'];

/** What a function step of a TypeScript plan is given: Playwright's page, and the persona's data. */
export type StepFunction = (tools: { page: unknown; persona: Readonly<Record<string, string>>; signal: AbortSignal }) => Promise<void>;

/** One thing the customer does: exactly one action key, and how to take it. */
export const Step = z
  .strictObject({
    visit: z.string().optional().describe('Path on the site, or a full URL'),
    click: Locator.optional(),
    fill: z.strictObject({ field: Locator, with: Value }).optional().describe('Type into a field; { field, with }'),
    choose: z.strictObject({ field: Locator, option: z.string() }).optional().describe('Choose an option of a select, listbox or radio group; { field, option }'),
    check: Locator.optional().describe('Tick a checkbox or radio button'),
    uncheck: Locator.optional(),
    press: z.union([z.string().min(1), z.strictObject({ key: z.string().min(1), on: Locator })]).optional().describe('A key, as in Enter or Control+K'),
    hover: Locator.optional(),
    scroll: z.union([z.enum(['top', 'bottom']), z.strictObject({ by: z.number().describe('CSS px; negative is up') }), z.strictObject({ to: Locator })]).optional(),
    drag: z.strictObject({ from: Locator, to: Locator }).optional(),
    upload: z.strictObject({ field: Locator, files: z.union([z.string(), z.array(z.string()).min(1)]) }).optional().describe('Files relative to the plan file'),
    waitFor: Arrival.optional(),
    back: z.literal(true).optional(),
    reload: z.literal(true).optional(),
    run: z.custom<StepFunction>((value) => typeof value === 'function', 'expected a function; only TypeScript plans can have one').optional(),

    ifVisible: z.union([z.boolean(), z.literal('layout')]).optional().describe('Skip the step if its target does not show up. true: a banner or the like, and what is done counts as an interruption. layout: a part of the way that only some layouts have, as the menu button on a phone'),
    commits: z.boolean().optional().describe('Places an order, deletes, sends: refused unless the site allows commits'),
    inspect: z.boolean().optional().describe('Look for accessibility problems in the state that this step leads to, too: an open menu, a form with errors. Costs time in the inspection pass only'),
    timeout: z.number().int().positive().optional().describe('ms until the step counts as failed'),
    as: z.string().optional().describe('How the report calls this step'),
  })
  .superRefine((step, context) => {
    const used = actions.filter((action) => step[action] !== undefined);
    if (used.length !== 1) {
      context.addIssue({ code: 'custom', message: `expected exactly one action (${actions.join(', ')}); found ${used.length === 0 ? 'none' : used.join(' and ')}` });
    }
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

/** May its target be missing? */
export function isOptional({ ifVisible }: Pick<Step, 'ifVisible'>): boolean {
  return ifVisible === true || ifVisible === 'layout';
}

/** The action a step takes, with what it takes it on, as one discriminated value. */
export type StepAction = { [A in ActionName]: { action: A; on: NonNullable<Step[A]> } }[ActionName];

export function actionOf(step: Step): StepAction {
  const action = actions.find((name) => step[name] !== undefined);
  if (action === undefined) throw new TypeError('a step without an action cannot pass the schema');
  return { action, on: step[action] } as StepAction;
}

export const stages = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

const reaching = {
  steps: z.array(Step).optional(),
  arrived: Arrival.optional().describe('How we know the customer got there'),
};

/** A named place in the journey. Its id is its identity: that is what lines sites up. */
export const Touchpoint = z
  .strictObject({
    title: z.string().optional(),
    stage: Stage,
    momentOfTruth: z.boolean().optional(),
    ...reaching,
    on: z.record(Id, z.strictObject(reaching)).optional().describe('The same touchpoint, reached another way on a site'),
    template: Id.optional().describe('Kind of page, which `at` of a gate may name as well'),
    optimum: z
      .strictObject({ actions: z.number().int().min(0), pages: z.number().int().min(1).optional().describe('The fewest pages that have to be shown on the way') })
      .optional()
      .describe('The fewest actions this touchpoint can take, and perhaps the fewest pages'),
  })
  .meta({ id: 'Touchpoint' });
export type Touchpoint = z.infer<typeof Touchpoint>;

export const Journey = z
  .strictObject({
    goal: z.string(),
    title: z.string().optional(),
    sites: z.array(Id).min(1).optional().describe('Walked on these sites only; default: on all of the plan'),
    personas: z.array(Id).min(1).optional().describe('Walked by these personas only; default: by all of the plan'),
    touchpoints: z.record(Id, Touchpoint).describe('In the order in which the customer meets them'),
  })
  .superRefine((journey, context) => {
    if (Object.keys(journey.touchpoints).length === 0) context.addIssue({ code: 'custom', path: ['touchpoints'], message: 'expected at least one touchpoint' });
  })
  .meta({ id: 'Journey' });
export type Journey = z.infer<typeof Journey>;

/** Does this persona walk the journey on this site? */
export function isWalked({ sites, personas }: Pick<Journey, 'sites' | 'personas'>, { site, persona }: { site: string; persona: string }): boolean {
  return (sites === undefined || sites.includes(site)) && (personas === undefined || personas.includes(persona));
}

/** Does the `at` of a gate mean this touchpoint: by its id, or by the kind of page that it is of? */
export function isMeantBy(at: string | undefined, id: string, { template }: Pick<Touchpoint, 'template'>): boolean {
  return at === undefined || at === id || at === template;
}

/** Steps and arrival of a touchpoint as they are on one site. */
export function touchpointOn(touchpoint: Touchpoint, site: string): { steps: Step[]; arrived: Arrival | undefined } {
  const override = touchpoint.on?.[site];
  return { steps: override?.steps ?? touchpoint.steps ?? [], arrived: override?.arrived ?? touchpoint.arrived };
}
