import { z } from 'zod';
import { LightAudits } from './light.ts';

const trapKinds = ['pages-of-one-kind', 'calendar', 'pagination', 'ids-in-path', 'parameters', 'parameter-sets', 'depth', 'repeating-path', 'redirects'] as const;
const skipReasons = ['outside', 'excluded', 'robots', 'nofollow', 'noindex', 'acts', 'no-page', 'private-address'] as const;
export const siteFindingKinds = ['broken-link', 'redirect-chain', 'redirect-loop', 'orphan', 'duplicate-title', 'duplicate-content', 'missing-language', 'listed-noindex', 'canonical-noindex'] as const;

/** Pages that are built alike. */
const PageTemplate = z.strictObject({
  id: z.string(),
  /** Path in which `*` stands for what differs, with the names of its parameters, as in /tents/*?page */
  pattern: z.string(),
  /** Addresses of this kind that were come upon, opened or not. */
  found: z.number().int(),
  opened: z.number().int(),
  /** Its pages show what their HTML alone does not: they were opened in the browser. */
  rendered: z.boolean(),
  /** Addresses that were audited, by the id of their touchpoint. */
  audited: z.record(z.string(), z.string()),
  example: z.string(),
});

/** Where following every address would not have ended, or not in reason. */
export const Trap = z.strictObject({
  kind: z.enum(trapKinds),
  where: z.string(),
  opened: z.number().int(),
  /** Found beyond the bound and not opened. */
  left: z.number().int(),
  bound: z.number().int(),
  examples: z.array(z.string()),
});
export type Trap = z.infer<typeof Trap>;

export const SiteFinding = z.strictObject({
  kind: z.enum(siteFindingKinds),
  url: z.string(),
  /** In the reader's words: a status, a title, the way a chain goes. */
  detail: z.string(),
  /** Where it is linked from or what it is shared with, at most 20; `inAll` says how many there are. */
  places: z.array(z.string()),
  inAll: z.number().int(),
});
export type SiteFinding = z.infer<typeof SiteFinding>;

/** Pages of one kind that ask machines not to list them, or not to follow their links. */
export const PageWish = z.strictObject({
  what: z.enum(['noindex', 'nofollow']),
  /** Who is asked, as in googlebot; absent: everybody. */
  agent: z.string().optional(),
  /** Id of their kind; absent: they are of none, as copies of other pages. */
  template: z.string().optional(),
  pages: z.number().int(),
  /** Up to five of them. */
  examples: z.array(z.string()),
});
export type PageWish = z.infer<typeof PageWish>;

/** Where pages were looked for, what was found, and what was left out and why. */
export const CrawlSummary = z.strictObject({
  seed: z.string(),
  /** How addresses were told apart and which were followed, one sentence each. */
  rules: z.array(z.string()),
  found: z.number().int(),
  opened: z.number().int(),
  failed: z.number().int(),
  /** Not opened since the crawl had reached its end before. */
  waiting: z.number().int(),
  templates: z.array(PageTemplate),
  traps: z.array(Trap),
  findings: z.array(SiteFinding),
  /** Findings by kind, all of them: `findings` keeps the first 200 of each. */
  totals: z.partialRecord(z.enum(siteFindingKinds), z.number().int()),
  /** What pages ask of search engines. Absent: a record from before they were asked. */
  wishes: z.array(PageWish).optional(),
  skipped: z.array(z.strictObject({ reason: z.enum(skipReasons), count: z.number().int(), examples: z.array(z.string()) })),
  /** complete: nothing was left to follow within the rules. */
  ended: z.enum(['complete', 'limit', 'interrupted']),
  /** The limit that ended it, in words, and which it was; `busy`: the site asked to be left alone for longer than a crawl waits. `endedBy` is absent in older records, too. */
  because: z.string().optional(),
  endedBy: z.enum(['pages', 'time', 'bytes', 'busy']).optional(),
  /** Seed of the sample, to draw the same again. */
  sampleSeed: z.number().int(),
  /** Audits of every page that was opened. Absent: only the sample was audited. */
  light: LightAudits.optional(),
});
export type CrawlSummary = z.infer<typeof CrawlSummary>;
