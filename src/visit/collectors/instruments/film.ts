import type { FilmFrame } from '../../../model/filmstrip-evidence.ts';

/** What a trace tells of what the page looked like. Moments in µs on the browser's clock. */
export interface Footage {
  /** In their order; JPEG as base64. */
  pictures: { ts: number; picture: string }[];
  /** Paints of the last document that the main frame showed; null: there was none. */
  firstContentful: number | null;
  largestContentful: number | null;
  /** When the recording began; null: the trace does not say. */
  began: number | null;
}

/** A picture and what is known of it. */
export interface Shown extends Omit<FilmFrame, 'picture'> {
  /** JPEG as base64: equal where the same was drawn. */
  picture: string;
}

interface TraceEvent {
  name: string;
  cat: string;
  ts: number;
  args: { snapshot?: unknown; sync_id?: unknown; frame?: unknown; data?: { navigationId?: unknown } };
}

/** Chrome writes an event a line. In text that comes from a page quotes are escaped, so that nothing there looks like a needle. */
function eventsWith(text: string, needle: string): TraceEvent[] {
  const found: TraceEvent[] = [];
  for (let at = text.indexOf(needle); at !== -1; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end);
    try {
      found.push(JSON.parse(line.replace(/(?:,|\],"metadata":.*)$/, '')) as TraceEvent);
    } catch {
      // It is not an event on a line of its own.
    }
    at = end === -1 ? -1 : text.indexOf(needle, end);
  }
  return found;
}

/** Reads only the lines it needs: all of a trace takes as long as recording it. `mainFrame`: of the page; null: it is not known. */
export function footageIn(trace: string, mainFrame: string | null): Footage {
  const pictures = eventsWith(trace, '"snapshot":"')
    .filter(({ name, args }) => name === 'Screenshot' && typeof args.snapshot === 'string')
    .map(({ ts, args }) => ({ ts, picture: args.snapshot as string }))
    .sort((a, b) => a.ts - b.ts);
  const paints = (name: string): TraceEvent[] => eventsWith(trace, `"name":"${name}"`).filter(({ cat, args }) => cat.includes('loading') && mainFrame !== null && args.frame === mainFrame);
  const first = latest(paints('firstContentfulPaint'));
  const largest = latest(paints('largestContentfulPaint::Candidate').filter(({ args }) => args.data?.navigationId === first?.args.data?.navigationId));
  const marker = eventsWith(trace, '"sync_id":"__lighthouseTimespanStart__"')[0];
  return { pictures, firstContentful: first?.ts ?? null, largestContentful: largest?.ts ?? null, began: marker?.ts ?? null };
}

function latest(events: readonly TraceEvent[]): TraceEvent | undefined {
  return events.reduce<TraceEvent | undefined>((last, event) => (last === undefined || event.ts > last.ts ? event : last), undefined);
}

/** µs by which a picture may be stamped before the paint that it shows; in 60 loads of the built-in shops it was up to 1,300. */
const early = 4_000;

/** What was to be seen when the input was given, and whatever differed after that. `input`: µs on the browser's clock. */
export function shownSince(input: number, { pictures, firstContentful, largestContentful }: Footage): Shown[] {
  const there = pictures.findLastIndex(({ ts }) => ts <= input);
  const since = pictures.slice(Math.max(0, there));
  const shows = (paint: number | null): number => (paint === null || paint <= input ? -1 : since.findIndex(({ ts }) => ts >= paint - early && ts > input));
  const [first, largest] = [shows(firstContentful), shows(largestContentful)];
  return since
    .map(({ ts, picture }, index): Shown => {
      const paints = [...(index === first ? (['first-contentful'] as const) : []), ...(index === largest ? (['largest-contentful'] as const) : [])];
      return { picture, at: Math.max(0, (ts - input) / 1_000), ...(paints.length > 0 && { paints }) };
    })
    .filter(({ picture, paints }, index) => paints !== undefined || picture !== since[index - 1]?.picture);
}

/** What tells most first: how it ended, what the paints showed, how it began, then those furthest in time from all before them, as far as anybody would notice. */
function byTelling(frames: readonly Shown[]): Shown[] {
  const ranked: Shown[] = [];
  const add = (frame: Shown | undefined): void => {
    if (frame !== undefined && !ranked.includes(frame)) ranked.push(frame);
  };
  add(frames.at(-1));
  for (const frame of frames) if (frame.paints !== undefined) add(frame);
  add(frames[0]);
  // What turns or blinks comes back to the same picture again and again.
  const known = new Set(ranked.map(({ picture }) => picture));
  const others = frames.filter(({ picture }) => !known.has(picture) && known.add(picture));
  while (others.length > 0 && ranked.length < mostFrames) {
    const apart = others.map(({ at }) => Math.min(...ranked.map((frame) => Math.abs(frame.at - at))));
    const furthest = Math.max(...apart);
    if (furthest < instant) break;
    add(others.splice(apart.indexOf(furthest), 1)[0]);
  }
  return ranked;
}

/** ms: what follows sooner is felt to come at once (Nielsen, Response Times: The 3 Important Limits, 1993). */
const instant = 100;

/** Pictures of a touchpoint that are kept: as many as can be taken in side by side. */
const mostFrames = 8;

/**
 * Of each film the pictures that tell most, in their order; of all films together at most 8. Films with a load come first, then the last ones.
 * What was to be seen before a step is left out where the film before ends with it.
 */
export function mostTelling(all: readonly (readonly Shown[])[]): Shown[][] {
  const films = all.map((frames, index) => (frames[0]?.at === 0 && frames[0].picture === all[index - 1]?.at(-1)?.picture ? frames.slice(1) : frames));
  const ranked = films.map(byTelling);
  const loads = (film: number): number => (films[film]?.some(({ paints }) => paints !== undefined) === true ? 1 : 0);
  const order = [...films.keys()].sort((a, b) => loads(b) - loads(a) || b - a);
  const taken = new Set<Shown>();
  for (let round = 0; round < mostFrames; round += 1) {
    for (const film of order) {
      const frame = ranked[film]?.[round];
      if (frame !== undefined && taken.size < mostFrames) taken.add(frame);
    }
  }
  return films.map((frames) => withoutRepeats(frames.filter((frame) => taken.has(frame))));
}

function withoutRepeats(frames: readonly Shown[]): Shown[] {
  return frames.filter(({ picture, paints }, index) => paints !== undefined || picture !== frames[index - 1]?.picture);
}
