import { z } from 'zod';

const locatorWays = ['named', 'role', 'heading', 'label', 'text', 'placeholder', 'alt', 'title', 'testId', 'css'] as const;

const LocatorObject = z
  .strictObject({
    named: z.string().min(1).optional().describe('What a person would call it: the accessible name of a control, else visible text'),
    role: z.string().min(1).optional().describe('ARIA role, as in button, link, textbox'),
    name: z.string().min(1).optional().describe('Accessible name; goes with role'),
    heading: z.string().min(1).optional().describe('Text of a heading'),
    label: z.string().min(1).optional().describe('Label of a form field'),
    text: z.string().min(1).optional().describe('Visible text'),
    placeholder: z.string().min(1).optional().describe('Placeholder of a form field'),
    alt: z.string().min(1).optional().describe('Text alternative of an image'),
    title: z.string().min(1).optional().describe('Title attribute'),
    testId: z.string().min(1).optional().describe('data-testid; a last resort'),
    css: z.string().min(1).optional().describe('CSS selector; the last resort'),
    exact: z.boolean().optional().describe('Match the whole text, case included'),
    nth: z.number().int().min(0).optional().describe('Which of several matches, from 0; without it the first visible one'),
    get within() {
      return Locator.optional().describe('Look only inside this');
    },
    get frame() {
      return Locator.optional().describe('Look inside this frame (iframe)');
    },
  })
  .superRefine((value, context) => {
    const used = locatorWays.filter((way) => value[way] !== undefined);
    if (used.length !== 1) {
      const found = used.length === 0 ? 'none of them' : used.join(' and ');
      context.addIssue({ code: 'custom', message: `expected exactly one of ${locatorWays.join(', ')}; found ${found}` });
    }
    if (value.name !== undefined && value.role === undefined) {
      context.addIssue({ code: 'custom', path: ['name'], message: 'expected `role` beside `name`' });
    }
  });

/** How to find something the way a person does. A bare string is short for `{ named: … }`. */
export const Locator: z.ZodType<Locator> = z.union([z.string().min(1), LocatorObject]).meta({ id: 'Locator' });

export type LocatorWay = (typeof locatorWays)[number];
export type Locator = string | ({ [W in LocatorWay]?: string | undefined } & {
  name?: string | undefined;
  exact?: boolean | undefined;
  nth?: number | undefined;
  within?: Locator | undefined;
  frame?: Locator | undefined;
});
