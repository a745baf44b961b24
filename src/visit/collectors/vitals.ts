import type { Vital } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { timingFeed, type Navigation } from './instruments/timing-feed.ts';

/**
 * Web Vitals with their parts, per navigation, from web-vitals in a world apart from the page's scripts.
 *
 * A touchpoint is told what changed during it. Its navigation 0 is the page it began on, the one the customer arrived at
 * before, if there was one: that has a place here only for values that changed since, as the INP of the click that led on.
 * A navigation's INP and CLS are the worst so far, so that later ones which are no worse are not reported. What a page
 * measures in its last frame is lost if the next document is committed before that frame was shown.
 */
export const vitals = defineCollector({
  field: 'vitals',
  passes: ['experience', 'inspection'],
  async start(context) {
    const feed = await timingFeed(context);
    let changed = new Map<string, { navigation: Navigation; vital: Omit<Vital, 'navigationIndex'> }>();
    feed.listen((message, navigation) => {
      if (message.kind !== 'vital') return;
      const { metric, value, soft, url, element, parts } = message;
      changed.set(`${navigation.origin} ${navigation.start} ${metric}`, { navigation, vital: { metric, value, navigation: soft ? 'soft' : 'hard', url: context.scrub(url), element, parts } });
    });
    return {
      async collect(touchpoint) {
        const navigations = await feed.arrive(touchpoint);
        const reported = changed;
        changed = new Map();
        return [...reported.values()]
          .map(({ navigation, vital }) => ({ ...vital, navigationIndex: navigations.indexOf(navigation) }))
          .filter(({ navigationIndex }) => navigationIndex >= 0)
          .sort((a, b) => a.navigationIndex - b.navigationIndex);
      },
    };
  },
});
