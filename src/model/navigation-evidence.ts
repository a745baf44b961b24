import { z } from 'zod';

/** The landmark something stands in; elsewhere: in none of these. */
export const LandmarkPlace = z.enum(['header', 'main', 'aside', 'footer', 'elsewhere']);
export type LandmarkPlace = z.infer<typeof LandmarkPlace>;

/** A navigation landmark with what can be seen of it, in the order of the document. */
export const Menu = z.strictObject({
  name: z.string().describe('Accessible name; empty: none'),
  place: LandmarkPlace,
  selector: z.string(),
  /** Links and buttons by name, or by address where they have none; at most 60. */
  items: z.array(z.string()),
});
export type Menu = z.infer<typeof Menu>;

/** A link or button that promises help or contact. */
export const HelpWay = z.strictObject({
  kind: z.enum(['contact', 'help', 'chat', 'phone', 'mail']),
  name: z.string(),
  /** Address without its query, scrubbed; empty: a button. */
  leads: z.string(),
  place: LandmarkPlace,
  selector: z.string(),
});
export type HelpWay = z.infer<typeof HelpWay>;

/** What a page repeats of the pages before it: ways around the site, and ways to get help. */
export const NavigationEvidence = z.strictObject({
  /** lang of the document; empty: none. */
  language: z.string(),
  /** A modal dialog lies over the page: what is behind it is not what the customer sees. */
  modal: z.boolean(),
  menus: z.array(Menu).describe('At most 20'),
  help: z.array(HelpWay).describe('At most 40'),
});
export type NavigationEvidence = z.infer<typeof NavigationEvidence>;
