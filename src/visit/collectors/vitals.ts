import type { Vital } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { timingFeed, type Navigation } from './instruments/timing-feed.ts';

interface Reading {
  navigation: Navigation;
  vital: Omit<Vital, 'navigationIndex'>;
}

interface Shift {
  navigation: Navigation;
  start: number;
  value: number;
  element: string | null;
}

// A page that never stands still must not fill the memory.
const mostShifts = 500;

/** The worst session window: shifts less than 1 s apart, over at most 5 s (CLS, web.dev, 2021). The element is that of its largest shift. */
function worstWindow(shifts: readonly Shift[]): { value: number; element: string | null } | undefined {
  let window: Shift[] = [];
  let worst: { value: number; element: string | null } | undefined;
  for (const shift of shifts) {
    const [begin, last] = [window[0], window.at(-1)];
    const within = begin !== undefined && last !== undefined && shift.start - last.start < 1_000 && shift.start - begin.start < 5_000;
    window = within ? [...window, shift] : [shift];
    const value = window.reduce((sum, one) => sum + one.value, 0);
    if (value > (worst?.value ?? 0)) worst = { value, element: window.reduce((a, b) => (b.value > a.value ? b : a)).element };
  }
  return worst;
}

const keyOf = ({ origin, start }: Navigation, metric: string): string => `${origin} ${start} ${metric}`;

/**
 * Web Vitals with their parts, per navigation, from web-vitals in a world apart from the page's scripts.
 *
 * A touchpoint is told what changed during it. Its navigation 0 is the page it began on, the one the customer arrived at
 * before, if there was one: that has a place here only for values that changed since, as the INP of the click that led on.
 * web-vitals' INP is the worst so far and only told when it gets worse: where it is not, the slowest input of the touchpoint
 * stands for it. Its CLS is the worst so far too: on the page a touchpoint began on, only what shifted since counts. What a page measures in its last frame is lost if the next document is
 * committed before that frame was shown.
 */
export const vitals = defineCollector({
  field: 'vitals',
  passes: ['experience', 'inspection'],
  async start(context) {
    const feed = await timingFeed(context);
    let changed = new Map<string, Reading>();
    let slowest = new Map<string, Reading>();
    let shifts = new Map<string, Shift[]>();
    let first: string | undefined;
    feed.listen((message, navigation) => {
      if (message.kind === 'interaction') {
        const key = keyOf(navigation, 'INP');
        const { duration: value, element, parts } = message;
        if (value < (slowest.get(key)?.vital.value ?? 0)) return;
        slowest.set(key, { navigation, vital: { metric: 'INP', value, navigation: navigation.start === 0 ? 'hard' : 'soft', url: context.scrub(navigation.url), element, parts } });
      }
      if (message.kind === 'shift') {
        const key = keyOf(navigation, 'CLS');
        shifts.set(key, [...(shifts.get(key) ?? []).slice(-mostShifts), { ...message, navigation }]);
      }
      if (message.kind !== 'vital') return;
      const { metric, value, soft, url, element, parts } = message;
      changed.set(keyOf(navigation, metric), { navigation, vital: { metric, value, navigation: soft ? 'soft' : 'hard', url: context.scrub(url), element, parts } });
    });
    return {
      settle: () => feed.settle(),
      async collect(touchpoint) {
        first ??= touchpoint;
        const navigations = feed.arrive(touchpoint);
        const [begunOn] = navigations;
        const reported = new Map([...slowest, ...changed]);
        // On the page it began on, what shifted before this touchpoint is not its doing.
        const earlier = begunOn === undefined || touchpoint === first ? undefined : keyOf(begunOn, 'CLS');
        const own = earlier === undefined || begunOn === undefined ? undefined : worstWindow(shifts.get(earlier) ?? []);
        if (earlier !== undefined) reported.delete(earlier);
        if (earlier !== undefined && begunOn !== undefined && own !== undefined) {
          reported.set(earlier, { navigation: begunOn, vital: { metric: 'CLS', ...own, navigation: begunOn.start === 0 ? 'hard' : 'soft', url: context.scrub(begunOn.url), parts: {} } });
        }
        [changed, slowest, shifts] = [new Map(), new Map(), new Map()];
        return [...reported.values()]
          .map(({ navigation, vital }) => ({ ...vital, navigationIndex: navigations.indexOf(navigation) }))
          .filter(({ navigationIndex }) => navigationIndex >= 0)
          .sort((a, b) => a.navigationIndex - b.navigationIndex);
      },
    };
  },
});
