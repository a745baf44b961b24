import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { Source } from '../../src/model/metric.ts';
import { named, sentenceCase } from '../wording.ts';

const why = 'People move a mouse straight to what they see. A menu that closes on the way makes them start again and steer around corners.';

const source: Source = { title: 'WCAG 2.2, 1.4.13 Content on Hover or Focus: hoverable', year: 2023, url: 'https://www.w3.org/WAI/WCAG22/Understanding/content-on-hover-or-focus' };

export const audit = defineAudit({
  id: 'friction/hover-menus',
  area: 'friction',
  title: 'Menus that close on the way',
  why,
  source,
  pass: 'experience',
  metrics: [
    {
      id: 'friction.menus-closed',
      title: 'Menus that close on the way',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'experience',
      overJourney: 'sum',
      why,
      how: 'Times that what had opened when the mouse rested on something closed while the mouse went straight to its target at the pace of the persona. Where every way closes it, the journey ends there, which is told by friction.reached.',
      source,
    },
  ],
  needs: [],
  run(_evidence, { steps }) {
    const ways = steps.filter(({ outcome, pointing }) => outcome === 'done' && pointing?.closedOnTheWay !== undefined);
    if (ways.length === 0) return notApplicable('nothing was opened here by pointing at it with a mouse');
    const closed = ways.filter(({ pointing }) => pointing?.closedOnTheWay === true);
    return measured(
      { 'friction.menus-closed': closed.length },
      closed.map(({ target, description }) => ({
        kind: 'pain-point',
        severity: 'moderate',
        title: target === null ? `What had opened closes on the straight way: ${description}.` : `${sentenceCase(named(target))} goes away while the mouse is on its straight way there; only a way around corners gets there.`,
        advice: 'Open the menu on a click, or keep it open for as long as the pointer moves towards it.',
        direction: 'do',
        key: description,
        ...(target && { selector: target.selector }),
        confidence: 'B',
        effort: 'medium',
      })),
    );
  },
});
