import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Metric } from '../../src/model/metric.ts';
import { effortOf, parts, secondsOf, unsettled, waitingPartOf, type Part } from './klm.ts';
import { klm } from './sources.ts';

const why = 'Time and trouble together: what a practised customer needs at the very least to get here.';

const shared = { unit: 's', better: 'lower', pass: 'experience', overJourney: 'sum', why, source: klm } as const;

const told: Readonly<Record<Part, { title: string; how: string; kind: Metric['kind'] }>> = {
  typing: { title: 'Effort: typing', how: "Characters and other keys times the persona's seconds per key (K). With a keyboard or a screen reader, getting to controls is part of it.", kind: 'exact' },
  pointing: { title: 'Effort: pointing', how: "Fitts's law with the distance the pointer travelled, the size of the target along that way and the persona's throughput, or 1.1 s where these are not known, plus presses and moving the hand (P, B, H). In a list of the browser's own the way to the option is not known, and not in it.", kind: 'exact' },
  listening: { title: 'Effort: listening', how: "Words a screen reader announced on the shortest way to each control, at the persona's pace of speech; 0 for everybody else. That each announcement is heard to its end, at the pace of a text read aloud, is an assumption: practised listeners have it spoken faster and cut it short.", kind: 'exact' },
  thinking: { title: 'Effort: deciding', how: "One mental preparation (M) of the persona's for each step that needs a decision.", kind: 'exact' },
  waiting: { title: 'Effort: waiting', how: 'What each wait takes beyond one second (R): for a control to become usable, and for the page to settle or, where that was not seen, to show something; of the last step, also for what shows that the customer has arrived.', kind: 'timing' },
  interruptions: { title: 'Effort: interruptions', how: 'Everything spent on steps that got rid of what the customer had not asked for.', kind: 'timing' },
  recovery: { title: 'Effort: recovering', how: 'Everything spent on going back and loading again.', kind: 'timing' },
};

export const audit = defineAudit({
  id: 'friction/effort',
  area: 'friction',
  title: 'Effort',
  why,
  source: klm,
  pass: 'experience',
  metrics: [
    {
      ...shared,
      id: 'friction.effort',
      title: 'Effort',
      kind: 'timing',
      how: "Keystroke-Level Model over what the persona's hands did, times the persona's slowness, plus waits. Reading, searching other than with a screen reader, scrolling, mistakes and what a function of the plan does are not in it: it is a lower bound. Take differences under 20 % for none.",
    },
    ...parts.map((part): Metric => ({ ...shared, id: `friction.effort.${part}`, ...told[part] })),
  ],
  needs: [],
  run(_evidence, { steps, before = [], persona: { pace, hands } }) {
    if (steps.length === 0) return notApplicable('no step of the plan leads here');
    const effort = effortOf(steps, pace, hands, before.flatMap((place) => place.steps));
    const values = { 'friction.effort': secondsOf(effort), ...Object.fromEntries(parts.map((part) => [`friction.effort.${part}`, effort[part]])) };
    const endless = unsettled(steps);
    if (endless.length === 0) return measured(values);
    const missing = Object.fromEntries(endless.flatMap((step) => ['friction.effort', `friction.effort.${waitingPartOf(step)}`].map((id) => [id, `the page never settled after: ${step.description}`])));
    return { status: 'measured', values: Object.fromEntries(Object.entries(values).filter(([id]) => !(id in missing))), missing, findings: [] };
  },
});
