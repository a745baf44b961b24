import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { duration } from '../wording.ts';
import { largestPart, severityOf, thresholds, vitalsSource, worstOf } from './vitals.ts';

const why = 'When a tap or a key press shows no effect at once, people wonder whether it worked and try again.';

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
  ],
  needs: ['vitals'],
  run({ vitals }, { steps }) {
    const inp = worstOf(vitals, 'INP');
    if (inp === undefined) {
      const acted = steps.some(({ effort }) => effort.presses + effort.keys + effort.typed > 0);
      return acted ? notAvailable('the browser reported no interaction') : notApplicable('nothing was pressed or typed here');
    }
    const severity = severityOf(inp.value, thresholds.INP);
    if (severity === null) return measured({ 'speed.inp': inp.value });
    const part = largestPart(inp.parts);
    return measured({ 'speed.inp': inp.value }, [
      {
        kind: 'pain-point',
        severity,
        title: `The page takes ${duration(inp.value)} to react to a tap, click or key.`,
        advice: `Show a reaction within ${duration(thresholds.INP.good)}. ${firstSteps[part ?? ''] ?? 'Start with the longest script that runs after the input.'}`,
        direction: 'do',
        key: 'slow',
        ...(inp.element !== null && { selector: inp.element }),
        cost: (inp.value - thresholds.INP.good) / 1000,
        confidence: 'B',
        effort: 'medium',
      },
    ]);
  },
});
