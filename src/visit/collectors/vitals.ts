import type { Vital } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { timingFeed, type Navigation, type TimingMessage } from './instruments/timing-feed.ts';

interface Reading {
  navigation: Navigation;
  vital: Omit<Vital, 'navigationIndex'>;
  /** INP: when the input was given, in ms since the origin. */
  input?: number | undefined;
}

interface Shift {
  start: number;
  value: number;
  elements: readonly string[];
}

type Frame = Extract<TimingMessage, { kind: 'frame' }>;

// A page that never stands still must not fill the memory.
const most = { frames: 1_000, elements: 5 };

/** What moved, by the size of the shifts; of one shift the browser tells the largest first. */
function moved(window: readonly Shift[]): string[] {
  const bySize = [...window].sort((a, b) => b.value - a.value);
  return [...new Set(bySize.flatMap(({ elements }) => elements))].slice(0, most.elements);
}

/** The session window that goes on, and the worst so far. */
interface Windows {
  current: Shift[];
  worst: { value: number; elements: string[] };
}

/** Session windows: shifts less than 1 s apart, over at most 5 s (CLS, web.dev, 2021). No more of the shifts is kept, however long a page goes on. */
function follow(windows: Windows | undefined, shift: Shift): Windows {
  const [begin, last] = [windows?.current[0], windows?.current.at(-1)];
  const within = begin !== undefined && last !== undefined && shift.start - last.start < 1_000 && shift.start - begin.start < 5_000;
  const current = within ? [...(windows?.current ?? []), shift] : [shift];
  const value = current.reduce((sum, one) => sum + one.value, 0);
  return { current, worst: windows !== undefined && windows.worst.value >= value ? windows.worst : { value, elements: moved(current) } };
}

/** What ran longest from an input until the frame that answered it was shown. */
function scriptTo({ navigation, vital, input }: Reading, frames: readonly Frame[]): Frame['scripts'][number] | undefined {
  if (input === undefined) return undefined;
  const end = input + vital.value;
  const overlap = ({ start, duration }: Frame['scripts'][number]): number => Math.min(start + duration, end) - Math.max(start, input);
  const scripts = frames.filter(({ origin }) => origin === navigation.origin).flatMap((frame) => frame.scripts);
  return scripts.filter((script) => overlap(script) > 0).sort((a, b) => overlap(b) - overlap(a))[0];
}

/** ms: three frames at 60 Hz. A page that was left, or had drawn, sooner than that after an input was not slow to react, though its entry is lost; a design choice. */
const notable = 50;

/** Vitals of a page or view while it comes. */
const ofLoading: readonly Vital['metric'][] = ['LCP', 'FCP', 'TTFB'];

const keyOf = ({ origin, start }: Navigation, metric: string): string => `${origin} ${start} ${metric}`;

/**
 * Web Vitals with their parts, per navigation, from web-vitals in a world apart from the page's scripts.
 *
 * A touchpoint is told what changed during it. Its navigation 0 is the page it began on, the one the customer arrived at
 * before, if there was one: that has a place here only for values that changed since, as the INP of the click that led on.
 * web-vitals' INP is the worst so far and only told when it gets worse: where it is not, the slowest input of the touchpoint
 * stands for it. Its CLS is the worst so far too: on the page a touchpoint began on, only what shifted since counts. What a page measures in its last frame is lost if the next document is
 * committed before that frame was shown: an input that nothing was told of makes the INP of the touchpoint incomplete.
 */
export const vitals = defineCollector({
  field: 'vitals',
  passes: ['experience'],
  async start(context) {
    const feed = await timingFeed(context);
    let changed = new Map<string, Reading>();
    let slowest = new Map<string, Reading>();
    let shifts = new Map<string, Windows>();
    let frames: Frame[] = [];
    /** By origin: when an input was given whose entry has not come, and the ms its page is known to have taken for it. */
    let owed = new Map<number, { given: number; took: number | null }>();
    let first: string | undefined;
    /** When the touchpoint before was collected, ms since 1970. */
    let since = 0;
    feed.listen((message, navigation) => {
      if (message.kind === 'interaction') {
        const key = keyOf(navigation, 'INP');
        const { duration: value, start: input, element, parts } = message;
        if (value < (slowest.get(key)?.vital.value ?? 0)) return;
        slowest.set(key, { navigation, input, vital: { metric: 'INP', value, navigation: navigation.start === 0 ? 'hard' : 'soft', url: context.scrub(navigation.url), element, parts } });
      }
      if (message.kind === 'input') owed.set(message.origin, { given: message.origin + message.start, took: null });
      if (message.kind === 'answered') {
        const input = owed.get(message.origin);
        if (message.after === 0) owed.delete(message.origin);
        else if (input !== undefined) input.took = message.after;
      }
      // The page before was there until now at the most.
      if (message.kind === 'document') for (const [origin, input] of owed) if (origin !== message.origin) input.took ??= performance.timeOrigin + performance.now() - input.given;
      if (message.kind === 'shift') {
        const key = keyOf(navigation, 'CLS');
        shifts.set(key, follow(shifts.get(key), message));
      }
      if (message.kind === 'frame' && frames.length < most.frames) frames.push(message);
      if (message.kind !== 'vital') return;
      const { metric, value, soft, url, element, parts, input } = message;
      // Of many inputs web-vitals leaves out the worst ones: what it tells then is of one that was told before.
      if (input !== undefined && message.origin + input < since) return;
      changed.set(keyOf(navigation, metric), { navigation, input, vital: { metric, value, navigation: soft ? 'soft' : 'hard', url: context.scrub(url), element, parts } });
    });
    return {
      settle: (drawn) => feed.settle(drawn),
      async collect(touchpoint) {
        first ??= touchpoint;
        const navigations = feed.arrive(touchpoint);
        const [begunOn] = navigations;
        const reported = new Map([...slowest, ...changed]);
        // On the page it began on, what shifted before this touchpoint is not its doing.
        const earlier = begunOn === undefined || touchpoint === first ? undefined : keyOf(begunOn, 'CLS');
        const own = earlier === undefined || begunOn === undefined ? undefined : shifts.get(earlier)?.worst;
        if (earlier !== undefined) reported.delete(earlier);
        // What that page drew late is no part of a page or view that this touchpoint led to.
        if (begunOn !== undefined && touchpoint !== first) for (const metric of ofLoading) reported.delete(keyOf(begunOn, metric));
        if (earlier !== undefined && begunOn !== undefined && own !== undefined) {
          reported.set(earlier, { navigation: begunOn, vital: { metric: 'CLS', value: own.value, element: own.elements[0] ?? null, navigation: begunOn.start === 0 ? 'hard' : 'soft', url: context.scrub(begunOn.url), parts: {} } });
        }
        const [around, shifted] = [frames, shifts];
        const slowestTold = Math.max(notable, ...[...reported.values()].map(({ vital }) => (vital.metric === 'INP' ? vital.value : 0)));
        const isIncomplete = [...owed.values()].some(({ took }) => took === null || took > slowestTold);
        since = performance.timeOrigin + performance.now();
        [changed, slowest, shifts, frames, owed] = [new Map(), new Map(), new Map(), [], new Map()];
        return [...reported.values()]
          .map((reading) => {
            const { navigation, vital } = reading;
            const elements = vital.metric === 'CLS' ? shifted.get(keyOf(navigation, 'CLS'))?.worst.elements.map(context.scrub) : undefined;
            const script = vital.metric === 'INP' ? scriptTo(reading, around) : undefined;
            return {
              ...vital,
              navigationIndex: navigations.indexOf(navigation),
              ...(elements !== undefined && { elements }),
              ...(vital.metric === 'INP' && isIncomplete && { incomplete: true as const }),
              ...(script !== undefined && { script: { url: context.scrub(script.url), invoker: context.scrub(script.invoker), duration: script.duration } }),
            };
          })
          .filter(({ navigationIndex }) => navigationIndex >= 0)
          .sort((a, b) => a.navigationIndex - b.navigationIndex);
      },
      partial: feed.partial,
    };
  },
});
