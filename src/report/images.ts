import type { Artefact } from '../model/evidence.ts';
import type { Lookup } from './lookup.ts';
import { shotAnchor } from './anchors.ts';

export type ReadArtefact = (path: string) => Promise<Uint8Array>;

/** A screenshot as it goes into the page, or why it does not. */
export interface Shot {
  anchor: string;
  site: string;
  journey: string;
  touchpoint: string;
  device: 'phone' | 'desktop';
  persona: string;
  /** data: address; null: see `absent`. */
  data: string | null;
  absent: string | null;
}

const imageTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);

/** Characters of base64 that pictures may take, so that the whole report stays under 5 MB. */
const budget = 4_000_000;

/** One picture per site, touchpoint and device class: personas with alike screens see nearly the same. */
function wanted(lookup: Lookup): { shot: Omit<Shot, 'data' | 'absent'>; artefact: Artefact }[] {
  const chosen = new Map<string, { shot: Omit<Shot, 'data' | 'absent'>; artefact: Artefact }>();
  for (const { site, journey, touchpoint, persona, screenshot } of lookup.record.touchpoints) {
    if (screenshot === undefined) continue;
    const { device } = lookup.persona(persona);
    const anchor = shotAnchor(site, journey, touchpoint, device);
    if (!chosen.has(anchor)) chosen.set(anchor, { shot: { anchor, site, journey, touchpoint, device, persona }, artefact: screenshot });
  }
  return [...chosen.values()];
}

async function dataOf(artefact: Artefact, read: ReadArtefact, left: number): Promise<Pick<Shot, 'data' | 'absent'>> {
  if (!imageTypes.has(artefact.mediaType)) return { data: null, absent: `It is not a picture (${artefact.mediaType}).` };
  if ((artefact.bytes * 4) / 3 > left) return { data: null, absent: `It was left out to keep this file small; it is in ${artefact.path}.` };
  try {
    const bytes = await read(artefact.path);
    return { data: `data:${artefact.mediaType};base64,${Buffer.from(bytes).toString('base64')}`, absent: null };
  } catch {
    return { data: null, absent: `It could not be read from ${artefact.path}.` };
  }
}

/** Screenshots by site, journey and touchpoint, read one after the other so that memory holds one at a time beside the result. */
export async function loadShots(lookup: Lookup, read: ReadArtefact): Promise<Map<string, Shot[]>> {
  const shots = new Map<string, Shot[]>();
  let left = budget;
  for (const { shot, artefact } of wanted(lookup)) {
    const data = await dataOf(artefact, read, left);
    left -= data.data?.length ?? 0;
    const key = `${shot.site}~${shot.journey}~${shot.touchpoint}`;
    shots.set(key, [...(shots.get(key) ?? []), { ...shot, ...data }]);
  }
  return shots;
}
