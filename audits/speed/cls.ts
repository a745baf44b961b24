import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import { some } from '../wording.ts';
import { navigated, noPageLoaded, severityOf, thresholds, vitalsSource, worstOf } from './vitals.ts';

const why = 'When content jumps, people lose their place in the text or press something they did not mean to press.';

export const audit = defineAudit({
  id: 'speed/cls',
  area: 'speed',
  title: 'Content that jumps (CLS)',
  why,
  source: vitalsSource,
  pass: 'experience',
  metrics: [
    {
      id: 'speed.cls',
      title: 'Content that jumps (CLS)',
      unit: 'none',
      better: 'lower',
      kind: 'timing',
      pass: 'experience',
      overJourney: 'max',
      why,
      how: 'Cumulative Layout Shift, the worst of the navigations on the way here, from web-vitals in the page.',
      source: vitalsSource,
      threshold: thresholds.CLS,
      references: { mobile: 'crux.cls.mobile', desktop: 'crux.cls.desktop' },
    },
  ],
  needs: ['vitals'],
  run({ vitals }, { steps }) {
    const cls = worstOf(vitals, 'CLS');
    if (cls === undefined) {
      // On a page that was there before the browser tells of shifts only: none were told, none were seen.
      const acted = steps.some(({ effort, outcome }) => outcome === 'done' && effort.presses + effort.keys + effort.typed + effort.scrolls > 0);
      if (acted && !navigated(steps, 'hard') && !navigated(steps, 'soft')) return measured({ 'speed.cls': 0 });
      return navigated(steps, 'hard') || navigated(steps, 'soft') ? notAvailable('the browser reported no layout shift score') : notApplicable(noPageLoaded);
    }
    const severity = severityOf(cls.value, thresholds.CLS);
    if (severity === null) return measured({ 'speed.cls': cls.value });
    return measured({ 'speed.cls': cls.value }, [
      {
        kind: 'pain-point',
        severity,
        title: 'Content jumps while the customer looks at it.',
        advice: 'Reserve the space: give images, banners and embedded content a width and a height before they arrive, and put late content where it pushes nothing away.',
        direction: 'do',
        key: 'jumps',
        ...(cls.element !== null && { selector: cls.element }),
        quote: `layout shift score ${cls.value.toFixed(3)}, good is ${thresholds.CLS.good} or less${(cls.elements ?? []).length === 0 ? '' : `; moved: ${some(cls.elements ?? [])}`}`,
        confidence: 'B',
        effort: 'small',
      },
    ]);
  },
});
