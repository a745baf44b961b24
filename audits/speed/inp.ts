import { defineAudit, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Vital } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { duration, scriptName } from '../wording.ts';
import { hasInput, largestPart, partMetrics, partsMissing, partValues, thresholds, vitalsSource, waitedTooLong, worstOf, type Parts } from './vitals.ts';

const why = 'When a tap or a key press shows no effect at once, people wonder whether it worked and try again.';

const parts: Parts = [
  ['inputDelay', 'input-delay', 'Reaction: until the page could take the input'],
  ['processingDuration', 'processing', 'Reaction: work on the input'],
  ['presentationDelay', 'presentation', 'Reaction: until the result was drawn'],
];

/** What to look at first, by the part of INP that takes the most time. */
const firstSteps: Readonly<Record<string, string>> = {
  inputDelay: 'The page was busy when the input came: break up the scripts that run while it loads.',
  processingDuration: 'The handlers of the input take long: do what is visible first and the rest afterwards.',
  presentationDelay: 'Drawing the result takes long: change fewer elements at once.',
};

export const audit = defineAudit({
  id: 'speed/inp',
  area: 'speed',
  title: 'Reaction to input (INP)',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.inp',
      title: 'Reaction to input (INP)',
      unit: 'ms',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Interaction to Next Paint, the worst of the navigations on the way here, from web-vitals in the page. It varies a lot between samples: judge it on several.',
      source: vitalsSource,
      threshold: thresholds.INP,
      references: { mobile: 'crux.inp.mobile', desktop: 'crux.inp.desktop' },
    },
    ...partMetrics('speed.inp', parts, { why: 'It shows what the slowest reaction was waiting for.', how: 'One of the three parts of the slowest interaction, one after the other, from web-vitals in the page.' }),
  ],
  needs: ['vitals'],
  run({ vitals }, { steps }) {
    const inp = worstOf(vitals, 'INP');
    if (inp === undefined) return hasInput(steps) ? notAvailable('the browser reported no interaction') : notApplicable('nothing was pressed or typed here');
    if (inp.incomplete === true) return notAvailable('the page was left before the browser could tell how long it took to react to the last input');
    const missing = partsMissing('speed.inp', parts, inp.parts);
    return {
      status: 'measured',
      values: { 'speed.inp': inp.value, ...partValues('speed.inp', parts, inp.parts) },
      ...(Object.keys(missing).length > 0 && { missing }),
      findings: slow(inp),
    };
  },
});

function slow({ value, element, parts: made, script }: Vital): FindingDraft[] {
  return waitedTooLong(value, thresholds.INP, {
    title: `The page takes ${duration(value)} to react to a tap, click or key.`,
    advice: `Show a reaction within ${duration(thresholds.INP.good)}. ${firstSteps[largestPart(made) ?? ''] ?? 'Start with the longest script that runs after the input.'}`,
    key: 'slow',
    selector: element,
    quote: [...parts.flatMap(([name, , title]) => (made[name] === undefined ? [] : [`${title.replace('Reaction: ', '')} ${duration(made[name])}`])), ...(script === undefined ? [] : [`longest script: ${scriptName(script)} (${duration(script.duration)})`])].join(', '),
    effort: 'medium',
  });
}
