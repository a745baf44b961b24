import type { FilmOf } from '../films.ts';
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
  /** By `touchpointKey`. */
  shots: ReadonlyMap<string, readonly Shot[]>;
  films: ReadonlyMap<string, readonly FilmOf[]>;
  /** Are the tables in it that are looked things up in, not read: of every number and every request of a touchpoint? */
  tables: boolean;
}

/** A part of a chapter that is printed by itself, so that no chapter has to be in memory as a whole. */
export interface Piece {
  /** As in partials/touchpoint */
  template: string;
  view: object;
}

/** A chapter of the report; its template is templates/sections/<id>.hbs. */
export interface Section {
  /** Its anchor in the page. */
  id: string;
  title: string;
  /** What it grows with, which is what has pages of its own where one page is not enough. Absent: it stays of one size. */
  growsWith?: 'findings' | 'journeys' | 'touchpoints';
  /** Everything its template prints, as text. null: there is nothing to say and the section is left out. */
  view(context: SectionContext): object | null;
  /** What follows what its template prints. */
  pieces?(context: SectionContext): Iterable<Piece>;
}
