import { z } from 'zod';

/** What the server sent for an address, as far as a crawl needs it to go on. */
const KeptAnswer = z.strictObject({
  kind: z.literal('answer'),
  status: z.number().int(),
  contentType: z.string(),
  robotsHeader: z.string().nullable(),
  body: z.string(),
  bytes: z.number(),
  location: z.string().nullable(),
  problem: z.string().nullable(),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

/** A page as the browser showed it. */
const KeptPage = z.strictObject({
  kind: z.literal('page'),
  url: z.string(),
  html: z.string(),
  further: z.array(z.strictObject({ href: z.string(), text: z.string(), rel: z.string() })),
  cut: z.boolean(),
  settled: z.boolean(),
  /** That the browser received for it. Absent: they were not counted. */
  bytes: z.number().optional(),
  /** Private hosts that pages had asked for and were refused by then. */
  refused: z.array(z.string()),
});

export const Kept = z.discriminatedUnion('kind', [KeptAnswer, KeptPage]);
export type Kept = z.infer<typeof Kept>;

/** One thing that a crawl learnt. */
export const Learnt = z.strictObject({
  /** ms of looking for pages before it; what stood still in between does not count. */
  at: z.number(),
  /** When it was learnt. */
  when: z.iso.datetime(),
  /** null: it failed in a way that may pass, and is to be asked for again. */
  kept: Kept.nullable(),
});
export type Learnt = z.infer<typeof Learnt>;

/** What a crawl learnt, each thing by its name and at its place in the order in which it was learnt. */
export interface Journal {
  /** Names that have a place. */
  count: number;
  /** The highest place; 0: nothing was learnt. */
  last: number;
  /** When the latest of them was learnt; null: nothing was, or it cannot be told. */
  until: string | null;
  /** undefined: it has none. */
  placeOf(name: string): number | undefined;
  /** null: it cannot be read any more. */
  read(name: string): Promise<Learnt | null>;
  write(name: string, place: number, learnt: Learnt): Promise<void>;
}

export const unfinishedSchema = 'mystery-shopper/unfinished@1';

/** When a run stood still. */
export const Pause = z.strictObject({ from: z.iso.datetime().describe('The last that is known of it before'), until: z.iso.datetime() });
export type Pause = z.infer<typeof Pause>;

/** What a run that has not come to its end needs to go on; it stands in the folder of the run until then. */
export const Unfinished = z.strictObject({
  schema: z.literal(unfinishedSchema),
  /** Of the run. */
  id: z.string(),
  startedAt: z.iso.datetime(),
  pauses: z.array(Pause),
  /** When this was written. */
  lastSeen: z.iso.datetime(),
  /** Of what made it so far; the browser: null as long as none was started. */
  made: z.strictObject({ tool: z.string(), axe: z.string(), lighthouse: z.string(), webVitals: z.string(), browser: z.string().nullable(), machine: z.string() }),
  /** What the answers that are kept depend on, as text by what it is called. */
  asked: z.record(z.string(), z.string()),
  /** The command line that began it, where it needs no plan: an address and options. */
  command: z.strictObject({ address: z.string(), options: z.record(z.string(), z.unknown()) }).optional(),
});
export type Unfinished = z.infer<typeof Unfinished>;
