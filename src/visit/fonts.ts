import { drawsScripts } from './in-page/fonts.ts';
import type { VisitLane } from './lane.ts';

/** Which scripts the browser has glyphs for, by name. */
export async function scriptsDrawn(lane: VisitLane): Promise<Record<string, boolean>> {
  return (await lane.evaluate(drawsScripts.toString())) as Record<string, boolean>;
}
