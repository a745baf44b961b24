import type { Lookup } from '../lookup.ts';
import { findingAnchor } from '../anchors.ts';
import { formatValue, plural } from '../numbers.ts';
import type { Action } from '../ranking.ts';
import { areaNames, certainty, effortNames, severityMarks } from '../words.ts';
import type { Section } from './section.ts';
import { whereOf, whomOf } from './verdict.ts';

/** More than this nobody starts on. */
export const atMost = 10;

function impactWord(impact: number, highest: number): string {
  if (impact >= highest / 2) return 'High';
  return impact >= highest / 6 ? 'Medium' : 'Low';
}

function itemOf(lookup: Lookup, action: Action, rank: number, highest: number) {
  const [first] = action.findings;
  return {
    rank,
    mark: severityMarks[action.severity],
    title: action.title,
    others: action.findings.length > 1 ? `and ${plural(action.findings.length - 1, 'more finding')} with the same cause` : null,
    advice: action.advice,
    why: action.why,
    area: areaNames[action.area],
    whom: whomOf(lookup, action.personas),
    where: whereOf(lookup, action.places),
    momentOfTruth: action.momentOfTruth,
    cost: action.cost === null ? null : formatValue(action.cost, 's'),
    impact: impactWord(action.impact, highest),
    impactWidth: Math.max(4, Math.round((action.impact / highest) * 100)),
    effort: effortNames[action.effort],
    confidence: first === undefined ? '' : certainty(first),
    href: first === undefined ? null : `#${findingAnchor(first.id)}`,
    personaIds: action.personas.join(' '),
  };
}

export const todo: Section = {
  id: 'todo',
  title: 'Do and stop doing',
  view({ lookup, actions }) {
    const top = actions.slice(0, atMost);
    const highest = Math.max(1, ...top.map((action) => action.impact));
    const items = top.map((action, index) => ({ direction: action.direction, item: itemOf(lookup, action, index + 1, highest) }));
    const lists = [
      { title: 'Do', icon: 'check', items: items.filter((entry) => entry.direction === 'do').map((entry) => entry.item) },
      { title: 'Stop doing', icon: 'blocked', items: items.filter((entry) => entry.direction === 'stop').map((entry) => entry.item) },
    ].filter((entry) => entry.items.length > 0);
    return {
      lists,
      left: actions.length > atMost ? `${plural(actions.length - atMost, 'more thing')} to do were found; they are at the touchpoints below.` : null,
      none: lists.length === 0,
    };
  },
};
