import { z } from 'zod';

/** What a field is in its form, beside what it is by itself. Absent in evidence of before: not recorded. */
export const FieldInForm = z
  .strictObject({
    /** Can what names it be read on the screen all the time? A placeholder cannot; a title cannot; an ARIA label only if the same words stand beside it. */
    labelSeen: z.boolean(),
    /** Which form of the page it belongs to, from 0; -1: to none. */
    form: z.number().int(),
    /** Tells parts of a form apart that give the same label another meaning: fieldset, list item, row, heading. */
    group: z.string(),
    /** A field to search in: the button beside it says what it is for (WCAG technique G167). */
    search: z.boolean(),
    /** Characters; null: no limit. */
    maxLength: z.number().int().nullable(),
    /** Disabled or read-only: nothing is asked for. */
    locked: z.boolean(),
  })
  .partial();
export type FieldInForm = z.infer<typeof FieldInForm>;

/** What was typed by a `fill` step. */
export const Typed = z.strictObject({
  /** Keys of the persona's data that the text is made of, as email; empty: it is a text of the plan, or a secret. Never the values. */
  data: z.array(z.string()),
  /** The text is one datum and nothing else. */
  whole: z.boolean(),
  /** Was there nothing in the field before? null: not known. */
  intoEmpty: z.boolean().nullable(),
});
export type Typed = z.infer<typeof Typed>;

/** Something on the page says that what stands in a field is wrong. */
export const FieldError = z.strictObject({
  selector: z.string().describe('Of the field'),
  label: z.string(),
  /** aria-invalid="true". */
  ariaInvalid: z.boolean(),
  /** The browser refuses it when the form is sent: :user-invalid, and the form does not turn that off. */
  userInvalid: z.boolean(),
  /** Some text other than its label stands beside it, which may say what is wrong. */
  words: z.boolean(),
  /** What it says; null: no words were found that can be told to be about that. */
  message: z
    .strictObject({
      text: z.string(),
      selector: z.string(),
      /** What ties it to the field for assistive technology. */
      tie: z.enum(['errormessage', 'describedby', 'label', 'none']),
      /** In a live region, alert or status: said when it appears. */
      live: z.boolean(),
      /** It was not there before the first field of the page was filled in. false: not known, or it was. */
      appeared: z.boolean(),
      /** CSS px between message and field. */
      distance: z.number(),
    })
    .nullable(),
});
export type FieldError = z.infer<typeof FieldError>;

/** What became of one `fill` step of the persona's data. */
export const Entry = z.strictObject({
  /** null: it was filled in at a touchpoint before, and what the page says of it came up here. */
  step: z.number().int().nullable(),
  selector: z.string(),
  label: z.string(),
  data: z.array(z.string()),
  /** Letters and digits that stood in the field after the step. */
  kept: z.number().int(),
  /** The field takes no more characters than it had then. */
  full: z.boolean(),
  /** The page said that it is wrong, each time it began to. `typing`: the customer was still in the field, the whole text entered; `left`: at a later step; `sent`: at a click or a key after it. */
  errors: z.array(z.strictObject({ when: z.enum(['typing', 'left', 'sent']), error: FieldError, step: z.number().int().optional().describe('Index of the step after which it was seen first; absent: on arrival, or not recorded') })).describe('At most 5'),
  /** What the page said of it when it was last looked at after the customer had left it. */
  last: z.enum(['wrong', 'fine', 'unknown']),
  /** An error showed during typing and was gone again when the text was complete. */
  premature: z.boolean(),
});
export type Entry = z.infer<typeof Entry>;

const captchaProviders = ['reCAPTCHA', 'hCaptcha', 'Turnstile', 'Arkose Labs', 'image'] as const;

/** A test that is to tell people from programs, as it is shown. It is never answered. */
export const Captcha = z.strictObject({
  provider: z.enum(captchaProviders),
  selector: z.string(),
  /** What tells it: a host, or a name. */
  evidence: z.string(),
  /** Shown to the customer, or working unseen. */
  shown: z.boolean(),
});
export type Captcha = z.infer<typeof Captcha>;

export const FormEvidence = z.strictObject({
  /** One for each `fill` step whose field could be watched. */
  entries: z.array(Entry).describe('At most 200'),
  /** Fields that are said to be wrong on arrival, filled in or not. */
  errors: z.array(FieldError).describe('At most 50'),
  captchas: z.array(Captcha).describe('At most 20'),
});
export type FormEvidence = z.infer<typeof FormEvidence>;

/** What came of pasting into a field. */
const PasteProbe = z.strictObject({
  selector: z.string(),
  label: z.string(),
  type: z.string(),
  /** A password, a code that was sent, or anything else. */
  asks: z.enum(['password', 'code', 'other']),
  /** taken: nothing stands in the way. blocked: the page refuses it. unclear: refused, but a page may refuse just this text, as a part of a code. */
  outcome: z.enum(['taken', 'blocked', 'unclear']),
});

export const PasteEvidence = z.strictObject({
  probes: z.array(PasteProbe).describe('At most 30'),
  /** Fields that could be pasted into. */
  fieldCount: z.number().int(),
});
export type PasteEvidence = z.infer<typeof PasteEvidence>;

/** A text that came up during a step and says that something went wrong. */
export const ErrorText = z.strictObject({
  step: z.number().int().describe('Index of the step'),
  text: z.string(),
  selector: z.string(),
  /** alert: an alert or assertive live region that speaks of an error; field: it is tied to a field that is marked as invalid. */
  by: z.enum(['alert', 'field']),
});
export type ErrorText = z.infer<typeof ErrorText>;
