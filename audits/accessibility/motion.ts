import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Moving } from '../../src/model/motion-evidence.ts';
import { clipped, counted, some } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'What moves beside a text pulls the eyes away from it. Some people cannot read on until it stops, and some feel sick.';

const source = criterion('2.2.2', 'Pause, Stop, Hide');

export const audit = defineAudit({
  id: 'accessibility/motion',
  area: 'accessibility',
  title: 'Moves without end',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.lasting-motion',
      title: 'Things that move for more than five seconds',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: "Animations, videos without controls and marquees of at least 24 CSS px that start by themselves and go on for more than five seconds under the persona's motion setting. Signs of loading and moving pictures (GIF) are not counted. Whether there is a way to stop them takes a person; whether they stop for those who ask for less motion is tried.",
      source,
    },
  ],
  needs: ['motion'],
  run({ motion: { moving, movingCount, whenAsked, pause } }, { persona }) {
    const [first] = moving;
    if (first === undefined) return measured({ 'accessibility.lasting-motion': 0 });
    const asked = persona.display.reducedMotion;
    return measured({ 'accessibility.lasting-motion': movingCount }, [
      {
        kind: 'pain-point',
        severity: asked ? 'serious' : 'moderate',
        title: `${counted(movingCount, 'thing goes', 'things go')} on moving for more than five seconds${asked ? ', though the customer has asked for less motion' : calm(whenAsked, movingCount)}; ${way(pause)}`,
        advice: 'Let it stop within five seconds or give it a pause button, and do not start it at all under prefers-reduced-motion.',
        direction: 'stop',
        key: 'moving',
        judgement: 'needed',
        selector: first.selector,
        quote: some(moving.map(inWords)),
        confidence: 'B',
        effort: 'small',
        wcag: ['2.2.2'],
      },
    ]);
  },
});

/** What came of asking for less motion; what a page looks at only while it loads is not seen by that. */
function calm(whenAsked: number | undefined, movingCount: number): string {
  if (whenAsked === undefined) return '';
  if (whenAsked === 0) return ', but stop when the customer asks for less motion';
  return whenAsked < movingCount ? `, ${whenAsked} of them even after less motion was asked for` : ', even after less motion was asked for';
}

function way(pause: string | null | undefined): string {
  if (pause === undefined) return 'someone has to see whether it can be stopped.';
  return pause === null ? 'no control that promises to pause it was found, and someone has to see whether there is one.' : `someone has to see whether “${clipped(pause, 60)}” stops it.`;
}

function inWords({ kind, selector, seconds }: Moving): string {
  return `${kind} ${selector}, ${seconds === null ? 'without end' : `${Math.round(seconds)} s`}`;
}
