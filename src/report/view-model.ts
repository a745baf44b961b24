import type { RunRecord } from '../model/record.ts';
import { loadShots } from './images.ts';
import type { ReadArtefact } from './images.ts';
import { legibleRecord } from './legible.ts';
import { lookUp } from './lookup.ts';
import type { Lookup } from './lookup.ts';
import { formatInstant, list, plural } from './numbers.ts';
import { obstacles, rankedActions, worstPainPoints } from './ranking.ts';
import { sections } from './sections/index.ts';
import type { SectionContext } from './sections/section.ts';
import { outcomeMarks, roleNames } from './words.ts';

/** Everything the page prints; what stands in it is text and needs escaping. */
export interface ReportView {
  name: string;
  mark: { tone: string; icon: string; word: string };
  when: string;
  what: string;
  sites: { id: string; title: string; role: string; origin: string }[];
  personas: { id: string; title: string }[];
  /** Is there anything to choose between? */
  filters: boolean;
  tool: string;
  sections: { id: string; title: string; template: string; view: object }[];
}

/** Context of the sections; `read` is asked for the screenshots, and only for those. */
export async function sectionContext(record: RunRecord, read: ReadArtefact | null): Promise<SectionContext> {
  const lookup = lookUp(legibleRecord(record));
  return {
    lookup,
    actions: rankedActions(lookup),
    painPoints: worstPainPoints(lookup),
    obstacles: obstacles(lookup),
    shots: read === null ? new Map() : await loadShots(lookup, read),
  };
}

function scopeOf(lookup: Lookup): string {
  const journeys = list(lookup.journeys.map((journey) => journey.title));
  return `${journeys}: ${plural(lookup.personas.length, 'persona')} on ${plural(lookup.sites.length, 'site')}, ${plural(lookup.record.plan.samples, 'sample')} each`;
}

export function viewModel(context: SectionContext): ReportView {
  const { lookup } = context;
  const { record } = lookup;
  return {
    name: record.name,
    mark: outcomeMarks[record.verdict.outcome],
    when: formatInstant(record.startedAt),
    what: scopeOf(lookup),
    sites: lookup.sites.map(({ id, title, role, origin }) => ({ id, title, origin, role: roleNames[role] })),
    personas: lookup.personas.map(({ id, title }) => ({ id, title })),
    filters: lookup.sites.length > 1 || lookup.personas.length > 1,
    tool: record.conditions.tool,
    sections: sections.flatMap(({ id, title, view }) => {
      const data = view(context);
      return data === null ? [] : [{ id, title, template: `sections/${id}`, view: data }];
    }),
  };
}
