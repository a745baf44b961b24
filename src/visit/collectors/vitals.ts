import type { Vital } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { timingFeed, type Navigation } from './instruments/timing-feed.ts';

interface Reading {
  navigation: Navigation;
  vital: Omit<Vital, 'navigationIndex'>;
}

const keyOf = ({ origin, start }: Navigation, metric: string): string => `${origin} ${start} ${metric}`;

/**
 * Web Vitals with their parts, per navigation, from web-vitals in a world apart from the page's scripts.
 *
 * A touchpoint is told what changed during it. Its navigation 0 is the page it began on, the one the customer arrived at
 * before, if there was one: that has a place here only for values that changed since, as the INP of the click that led on.
 * web-vitals' INP is the worst so far and only told when it gets worse: where it is not, the slowest input of the touchpoint
 * stands for it. Its CLS is the worst so far too. What a page measures in its last frame is lost if the next document is
 * committed before that frame was shown.
 */
export const vitals = defineCollector({
  field: 'vitals',
  passes: ['experience', 'inspection'],
  async start(context) {
    const feed = await timingFeed(context);
    let changed = new Map<string, Reading>();
    let slowest = new Map<string, Reading>();
    feed.listen((message, navigation) => {
      if (message.kind === 'interaction') {
        const key = keyOf(navigation, 'INP');
        const { duration: value, element, parts } = message;
        if (value < (slowest.get(key)?.vital.value ?? 0)) return;
        slowest.set(key, { navigation, vital: { metric: 'INP', value, navigation: navigation.start === 0 ? 'hard' : 'soft', url: context.scrub(navigation.url), element, parts } });
      }
      if (message.kind !== 'vital') return;
      const { metric, value, soft, url, element, parts } = message;
      changed.set(keyOf(navigation, metric), { navigation, vital: { metric, value, navigation: soft ? 'soft' : 'hard', url: context.scrub(url), element, parts } });
    });
    return {
      async collect(touchpoint) {
        const navigations = await feed.arrive(touchpoint);
        const reported = new Map([...slowest, ...changed]);
        [changed, slowest] = [new Map(), new Map()];
        return [...reported.values()]
          .map(({ navigation, vital }) => ({ ...vital, navigationIndex: navigations.indexOf(navigation) }))
          .filter(({ navigationIndex }) => navigationIndex >= 0)
          .sort((a, b) => a.navigationIndex - b.navigationIndex);
      },
    };
  },
});
