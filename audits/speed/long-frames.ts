import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import type { LongFrame } from '../../src/model/speed-evidence.ts';
import { counted, duration, scriptName, some } from '../wording.ts';
import { navigated, severityOf } from './vitals.ts';

const why = 'While a frame is in the making nothing on the page moves and nothing answers.';

const source: Source = { title: 'Long Animation Frames API, Chrome 123', year: 2024, url: 'https://developer.chrome.com/docs/web-platform/long-animation-frames' };

/** The points of Lighthouse's curve for Total Blocking Time on a phone (0.9 and 0.5): the browser counts the blocking of frames the same way. */
const blocking = { good: 200, poor: 600, source: { title: 'Lighthouse 13 scoring, Total Blocking Time, mobile control points', year: 2026, url: 'https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time' } };

const metric = { better: 'lower', kind: 'timing', pass: 'experience', why, source } as const;

export const audit = defineAudit({
  id: 'speed/long-frames',
  area: 'speed',
  title: 'Frames that take long',
  why,
  source,
  pass: 'experience',
  metrics: [
    { ...metric, id: 'speed.long-frames', title: 'Frames over 50 ms', unit: 'count', overJourney: 'sum', how: 'Long animation frames on the way here, of all pages and views, as the browser tells them.' },
    { ...metric, id: 'speed.long-frames.blocking', title: 'Time blocked by long frames', unit: 'ms', overJourney: 'sum', how: 'Sum of the blocking durations of those frames: for how long no input could be answered.' },
    { ...metric, id: 'speed.long-frames.longest', title: 'Longest frame', unit: 'ms', overJourney: 'max', how: 'Duration of the longest of those frames; 0 where there was none.' },
  ],
  needs: ['longFrames'],
  run({ longFrames }, { steps }) {
    const sum = longFrames.reduce((total, frame) => total + frame.blocking, 0);
    const values = {
      'speed.long-frames': longFrames.length,
      'speed.long-frames.blocking': sum,
      'speed.long-frames.longest': Math.max(0, ...longFrames.map((frame) => frame.duration)),
    };
    const severity = severityOf(sum, blocking);
    // Where a page was loaded speed/tbt tells of it.
    if (severity === null || navigated(steps, 'hard')) return measured(values);
    const scripts = byScript(longFrames);
    return measured(values, [
      {
        kind: 'pain-point',
        severity,
        title: `Without a page being loaded, the page is blocked for ${duration(sum)} in ${counted(longFrames.length, 'long frame')}.`,
        advice: 'Do less at once: show first what the customer asked for, and give the browser room to draw before the rest.',
        direction: 'do',
        key: 'blocked',
        ...(scripts.length > 0 && { quote: some(scripts.map(({ name, total }) => `${name} (${duration(total)})`), 3) }),
        confidence: 'B',
        effort: 'medium',
      },
    ]);
  },
});

/** ms each script worked in the frames, the longest first. */
function byScript(frames: readonly LongFrame[]): { name: string; total: number }[] {
  const totals = new Map<string, number>();
  for (const script of frames.flatMap(({ scripts }) => scripts)) totals.set(scriptName(script), (totals.get(scriptName(script)) ?? 0) + script.duration);
  return [...totals].map(([name, total]) => ({ name, total })).sort((a, b) => b.total - a.total);
}
