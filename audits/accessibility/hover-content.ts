import { defineAudit, measured, notApplicable } from '../../src/audit/define.ts';
import type { HoverContent } from '../../src/model/hover-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';

const why = 'Who has enlarged the page sees a small part of it. What pops up over that part has to be left without losing the place, and the pointer has to get onto it to read it.';

const source = criterion('1.4.13', 'Content on Hover or Focus');

export const audit = defineAudit({
  id: 'accessibility/hover-content',
  area: 'accessibility',
  title: 'Content that comes and goes with the pointer',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.stubborn-hover',
      title: 'Kinds of pop-ups that cannot be left or reached',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'max',
      why,
      how: 'Kinds of content shown on hover, or on focus where hover shows nothing, that cover something and stay after Escape, go when the pointer moves straight onto them, or go by themselves within 300 ms; each seen twice. One trigger of each kind is tried in a visit, at most three at a touchpoint: those that style sheets, attributes of tooltips and menus, and listeners of elements tell of. Not seen are triggers that only a listener of the whole page knows, what shows up in web components only, generated content, and titles of the browser.',
      source,
    },
  ],
  needs: ['hoverContent'],
  run({ hoverContent: { contents } }) {
    if (contents.length === 0) return notApplicable('nothing was found that shows something on hover or focus');
    const stuck = contents.filter(({ covers, dismissed }) => covers && dismissed === false);
    const fleeing = contents.filter(({ hoverable }) => hoverable === false);
    const gone = contents.filter(({ vanished }) => vanished);
    return measured({ 'accessibility.stubborn-hover': new Set([...stuck, ...fleeing, ...gone]).size }, [
      ...finding(fleeing, {
        severity: 'serious',
        title: `What ${where(fleeing)} shows is gone before the pointer gets onto it.`,
        advice: 'Keep it open while the pointer is on the trigger or on the content, leave no gap between the two, and close it a moment after the pointer has left both.',
        key: 'not-hoverable',
        judgement: 'decided',
      }),
      ...finding(stuck, {
        severity: 'moderate',
        title: `What ${where(stuck)} shows lies over other content, and Escape does not take it away; someone has to see whether there is another way without moving.`,
        advice: 'Let Escape close it wherever the focus is: listen for the key on the document while it is open.',
        key: 'not-dismissible',
        judgement: 'needed',
      }),
      ...finding(gone, {
        severity: 'serious',
        title: `What ${where(gone)} shows goes by itself before it can be read.`,
        advice: 'Leave it open until the pointer or the focus goes elsewhere.',
        key: 'not-persistent',
        judgement: 'decided',
      }),
    ]);
  },
});

function where(contents: readonly HoverContent[]): string {
  const [first] = contents;
  if (first === undefined) return '';
  const { by, trigger } = first;
  const others = contents.length > 1 ? ` and ${counted(contents.length - 1, 'other')}` : '';
  return `${by === 'pointer' ? 'hovering over' : 'the focus on'} ${named(trigger)}${others}`;
}

function finding(contents: readonly HoverContent[], told: Pick<FindingDraft, 'severity' | 'title' | 'advice' | 'key' | 'judgement'>): FindingDraft[] {
  const [first] = contents;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      ...told,
      direction: 'do',
      selector: first.trigger.selector,
      quote: some(contents.map(({ trigger, selector, text, triedAt }) => `${trigger.selector} shows ${selector}: “${clipped(text, 60)}”${triedAt === undefined ? '' : ` (tried at ${triedAt})`}`), 3),
      confidence: 'B',
      effort: 'small',
      wcag: ['1.4.13'],
    },
  ];
}
