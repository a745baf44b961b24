import { defineCollector } from './collector.ts';
import { bounded } from './instruments/bounded.ts';
import { timingFeed, type Navigation, type TimingMessage } from './instruments/timing-feed.ts';

type Task = Extract<TimingMessage, { kind: 'task' }>;
type Frame = Extract<TimingMessage, { kind: 'frame' }>;

// A page that never rests gives some 20 tasks of 50 ms a second.
const most = 1_000;

/**
 * Tasks over 50 ms on the main thread (Long Tasks API, W3C 2017), with the script that ran longest in them, from the
 * long animation frame around them. Navigations are numbered as in `vitals`.
 */
export const longTasks = defineCollector({
  field: 'longTasks',
  passes: ['experience'],
  async start(context) {
    const feed = await timingFeed(context);
    // The page's clock and ours both count from 1970.
    const began = performance.timeOrigin + performance.now() - context.now();
    const tasks = bounded<{ task: Task; navigation: Navigation }>(most, 'long tasks');
    const frames = bounded<Frame>(most, 'long frames');
    feed.listen((message, navigation) => {
      if (message.kind === 'task') tasks.add({ task: message, navigation });
      if (message.kind === 'frame') frames.add(message);
    });
    return {
      settle: (drawn) => feed.settle(drawn),
      async collect(touchpoint) {
        const navigations = feed.arrive(touchpoint);
        const around = frames.take();
        return tasks.take().flatMap(({ task, navigation }) => {
          const navigationIndex = navigations.indexOf(navigation);
          const script = scriptOf(task, around);
          return navigationIndex < 0 ? [] : [{ start: task.start - navigation.start, duration: task.duration, script: script === null ? null : context.scrub(script), navigationIndex, at: Math.max(0, task.origin + task.start - began) }];
        });
      },
      partial: () => tasks.partial() ?? feed.partial(),
    };
  },
});

/** Address of the script that took most of the task. */
function scriptOf(task: Task, frames: readonly Frame[]): string | null {
  const shares = frames
    .filter(({ origin }) => origin === task.origin)
    .flatMap(({ scripts }) => scripts)
    .map(({ url, start, duration }) => ({ url, overlap: Math.min(start + duration, task.start + task.duration) - Math.max(start, task.start) }))
    .filter(({ url, overlap }) => url !== '' && overlap > 0);
  return shares.sort((a, b) => b.overlap - a.overlap)[0]?.url ?? null;
}
