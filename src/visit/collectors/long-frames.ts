import { defineCollector } from './collector.ts';
import { bounded } from './instruments/bounded.ts';
import { timingFeed, type Navigation, type TimingMessage } from './instruments/timing-feed.ts';

type Frame = Extract<TimingMessage, { kind: 'frame' }>;

// A page that never rests gives some 20 frames over 50 ms a second.
const most = 1_000;

/** Frames over 50 ms with the scripts at work in them. Navigations are numbered as in `vitals`. */
export const longFrames = defineCollector({
  field: 'longFrames',
  passes: ['experience'],
  async start(context) {
    const feed = await timingFeed(context);
    const frames = bounded<{ frame: Frame; navigation: Navigation }>(most, 'long frames');
    feed.listen((message, navigation) => {
      if (message.kind === 'frame') frames.add({ frame: message, navigation });
    });
    return {
      settle: (drawn) => feed.settle(drawn),
      async collect(touchpoint) {
        const navigations = feed.arrive(touchpoint);
        return frames.take().flatMap(({ frame: { start, duration, blocking, scripts }, navigation }) => {
          const navigationIndex = navigations.indexOf(navigation);
          const named = scripts.map((script) => ({ url: context.scrub(script.url), invoker: context.scrub(script.invoker), duration: script.duration }));
          return navigationIndex < 0 ? [] : [{ start: start - navigation.start, duration, blocking, scripts: named, navigationIndex }];
        });
      },
      partial: () => frames.partial() ?? feed.partial(),
    };
  },
});
