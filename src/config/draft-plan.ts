import { Document, isCollection, isSeq, visit, type Node } from 'yaml';
import type { Step } from '../model/journey.ts';
import type { Arrival, Stage } from '../model/journey.ts';
import type { Plan } from '../model/plan.ts';
import { resolvePlan } from './resolve.ts';
import { PlanFile } from './schema.ts';

/** A first plan for a site, to be edited. */
export interface PlanDraft {
  name: string;
  origin: string;
  personas: string[];
  journeys: DraftJourney[];
  /** What the crawl found, for the reader: lines of a comment. */
  found: string[];
}

export interface DraftJourney {
  id: string;
  goal: string;
  /** What to edit, for the reader. */
  advice: string;
  touchpoints: DraftTouchpoint[];
}

export interface DraftTouchpoint {
  id: string;
  title: string;
  stage: Stage;
  momentOfTruth?: boolean;
  steps: Step[];
  arrived?: Arrival;
  /** Why it is reached in this way, for the reader. */
  note?: string;
}

function planFileOf({ name, origin, personas, journeys }: PlanDraft) {
  return {
    name,
    sites: { ours: { origin, role: 'own' } },
    personas,
    journeys: Object.fromEntries(journeys.map(({ id, goal, touchpoints }) => [id, { goal, touchpoints: Object.fromEntries(touchpoints.map(({ id: touchpoint, note: _note, ...rest }) => [touchpoint, rest])) }])),
    gates: journeys.map(({ id }) => ({ completable: true, journey: id })),
  };
}

/** Lists keep a line for each of their items, unless they hold words only. */
function setFlow(collection: { items: unknown[]; flow?: boolean }): void {
  const parts = collection.items.filter(isCollection);
  if (parts.length === 0 || !isSeq(collection)) collection.flow = true;
  else for (const part of parts) part.flow = true;
}

/** The plan as it would be run. */
export function planFromDraft(draft: PlanDraft): Plan {
  return resolvePlan(PlanFile.parse(planFileOf(draft)), { name: draft.name, directory: '.' });
}

/** Lines of YAML with comments that say what to edit. It is a plan: what its schema refuses would throw. */
export function draftPlanText(draft: PlanDraft): string {
  const { journeys, found } = draft;
  const plan = planFileOf(draft);
  PlanFile.parse(plan);
  const document = new Document(plan);
  const comment = (path: readonly string[], text: string): void => {
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = (parent as { items?: { key?: { value?: unknown } & Partial<Node> }[] } | undefined)?.items?.find(({ key }) => key?.value === path.at(-1));
    if (pair?.key !== undefined) pair.key.commentBefore = text.split('\n').map((line) => ` ${line}`).join('\n');
  };
  // Steps, markers and gates on one line each, as in the documentation.
  visit(document, { Pair: (_, { key, value }) => void (/^(?:steps|arrived|gates|personas|ours)$/.test(String(key)) && isCollection(value) && setFlow(value)) });
  document.commentBefore = [' A first plan, found by a short crawl. It runs as it is: mystery-shopper run <this file>', ...found.map((line) => ` ${line}`)].join('\n');
  comment(['sites'], 'Add a site to compare with, as\n  rival: { origin: https://rival.example, role: competitor }');
  comment(['personas'], 'Who visits; `mystery-shopper list personas` shows all. Add keyboard-only and screen-reader once the journeys are right.');
  comment(['journeys'], 'What customers come to do. Mark what matters most with `momentOfTruth: true`.');
  for (const { id, advice, touchpoints } of journeys) {
    comment(['journeys', id], advice);
    for (const { id: touchpoint, note } of touchpoints) if (note !== undefined) comment(['journeys', id, 'touchpoints', touchpoint], note);
  }
  comment(['gates'], 'Rules that make a run fail. Limits to add, as\n  - { metric: speed.lcp, max: 2500 }\n  - { metric: accessibility.violations, against: baseline, new: 0 }');
  return document.toString({ lineWidth: 0 });
}
