import { z } from 'zod';

/** How the connection of a document was secured. */
export const Certificate = z.strictObject({
  protocol: z.string().describe('As in TLS 1.3'),
  issuer: z.string(),
  subject: z.string(),
  from: z.number().describe('Valid from, seconds since 1970'),
  until: z.number().describe('Valid until, seconds since 1970'),
});
export type Certificate = z.infer<typeof Certificate>;

/** A form, and what it asks for. */
export const FormFacts = z.strictObject({
  selector: z.string(),
  action: z.string().describe('Address it is sent to, scrubbed'),
  method: z.enum(['get', 'post', 'dialog']),
  thirdParty: z.boolean().describe('It is sent to another party than the site'),
  fields: z.number().int().describe('Visible fields to type or choose in'),
  password: z.boolean(),
  personal: z.boolean().describe('It asks for an email address, a telephone number or a card, by type or autocomplete'),
});
export type FormFacts = z.infer<typeof FormFacts>;

/** What the page shows and refers to that trust depends on. Texts are what stands there, scrubbed. */
export const PageSigns = z.strictObject({
  language: z.string().describe('lang of the document; empty: none'),
  forms: z.array(FormFacts).describe('At most 50'),
  scripts: z.array(z.strictObject({ url: z.string(), integrity: z.boolean() })).describe('script elements with an address, at most 200'),
  /** Visible fields to type or choose in, outside searches. */
  fields: z.number().int(),
  /** Visible password fields: must they be filled in, as far as the page says so? */
  passwords: z.array(z.strictObject({ selector: z.string(), required: z.boolean() })).describe('At most 5'),
  /** Visible lines that name a total with an amount of money, ways to order without an account, and the return of goods; each at most 5. */
  totals: z.array(z.string()),
  guest: z.array(z.string()),
  returns: z.array(z.string()),
});
export type PageSigns = z.infer<typeof PageSigns>;

/** A source map that a script names in its text. */
export const SourceMapReference = z.strictObject({
  script: z.string().describe('Address of the script, scrubbed'),
  map: z.string().describe('Address of the map; empty: it stands in the script itself'),
  thirdParty: z.boolean(),
});
export type SourceMapReference = z.infer<typeof SourceMapReference>;

/** Whose host it is, as far as the list of third parties knows (third-party-web, as it comes with Lighthouse). */
export const Party = z.strictObject({ host: z.string(), entity: z.string(), category: z.string().describe('ad, analytics, social, tag-manager, cdn, …') });
export type Party = z.infer<typeof Party>;
