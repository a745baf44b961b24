import type { Shot } from '../images.ts';
import type { Lookup } from '../lookup.ts';
import type { Action, Obstacle } from '../ranking.ts';

/** What every section may look at: the record with everything findable, what was ranked once for all, and the pictures. */
export interface SectionContext {
  lookup: Lookup;
  /** Most worthwhile first. */
  actions: readonly Action[];
  /** Worst for the customer first. */
  painPoints: readonly Action[];
  obstacles: readonly Obstacle[];
  /** By `site~journey~touchpoint`. */
  shots: ReadonlyMap<string, readonly Shot[]>;
}

/** A chapter of the report; its template is templates/sections/<id>.hbs. */
export interface Section {
  /** Its anchor in the page. */
  id: string;
  title: string;
  /** Everything its template prints, as text. null: there is nothing to say and the section is left out. */
  view(context: SectionContext): object | null;
}
