import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import { actionsPerTask as source } from './sources.ts';

const why = 'What is out of sight is often not found, and scrolling to and fro costs the thread, most of all where little fits on the screen.';

export const audit = defineAudit({
  id: 'friction/scrolls',
  area: 'friction',
  title: 'Scrolls needed',
  why,
  source,
  pass: 'experience',
  // Without a pointer the browser scrolls by itself to what has the focus.
  onlyWith: { hands: ['mouse', 'touch'] },
  metrics: [
    {
      id: 'friction.scrolls',
      title: 'Scrolls needed',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Times the page had to be scrolled so that the target of a step came into view, and the screens scrolled by steps that scroll. Scrolling to look around is not in it: a replay knows where it is going.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    const done = steps.filter(({ outcome }) => outcome === 'done');
    return measured({ 'friction.scrolls': done.reduce((sum, { effort }) => sum + effort.scrolls, 0) });
  },
});
