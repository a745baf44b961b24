import type { Artefact } from '../model/evidence.ts';
import type { Persona } from '../model/persona.ts';
import type { Lookup } from './lookup.ts';
import { shotAnchor } from './anchors.ts';
import { digest } from './digest.ts';
import { touchpointKey } from './places.ts';

export type ReadArtefact = (path: string) => Promise<Uint8Array>;

/** A screenshot as it goes into the report, or why it does not. */
export interface Shot {
  anchor: string;
  site: string;
  journey: string;
  touchpoint: string;
  device: 'phone' | 'desktop';
  persona: string;
  /** Of the screenshot among the evidence. */
  path: string;
  /** CSS px that it shows. */
  size: { width: number; height: number };
  /** Address of the picture: the picture itself, as data:, or a file beside the page. null: see `absent`. */
  data: string | null;
  absent: string | null;
}

/** A screenshot that the report is to show. */
export interface WantedShot {
  shot: Omit<Shot, 'data' | 'absent'>;
  artefact: Artefact;
}

const extensions: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/avif': 'avif' };

/** A picture in the report: its address, or why there is none. */
export type Picture = Pick<Shot, 'data' | 'absent'>;

/** Keeps a picture beside the page. */
export type KeepPicture = (name: string, content: Uint8Array) => Promise<void>;

/** One picture per site, touchpoint and device class, by `touchpointKey`: personas with alike screens see nearly the same. */
export function wantedShots(lookup: Lookup): Map<string, WantedShot[]> {
  const wanted = new Map<string, WantedShot[]>();
  for (const { site, journey, touchpoint, persona, screenshot, picture } of lookup.record.touchpoints) {
    if (screenshot === undefined) continue;
    const { device, persona: customer } = lookup.persona(persona);
    const shot = { anchor: shotAnchor(site, journey, touchpoint, device), site, journey, touchpoint, device, persona, path: screenshot.path, size: picture ?? sizeOf(customer) };
    const here = wanted.get(touchpointKey(shot)) ?? [];
    wanted.set(touchpointKey(shot), here);
    if (here.every((other) => other.shot.device !== device)) here.push({ shot, artefact: screenshot });
  }
  return wanted;
}

/** What screenshots of a persona show, where the record does not say: the window, which a zoomed browser has less of. */
function sizeOf({ device, display }: Pick<Persona, 'device' | 'display'>): Shot['size'] {
  return { width: device.width / display.zoom, height: device.height / display.zoom };
}

/** Characters that all of them take as text. */
export function embeddedSize(wanted: ReadonlyMap<string, readonly WantedShot[]>): number {
  return [...wanted.values()].flat().reduce((sum, { artefact }) => sum + (artefact.bytes * 4) / 3, 0);
}

type Found = { bytes: Uint8Array; extension: string } | { absent: string };

async function find({ path, mediaType }: Artefact, read: ReadArtefact): Promise<Found> {
  const extension = extensions[mediaType];
  if (extension === undefined) return { absent: `It is not a picture (${mediaType}).` };
  try {
    return { bytes: await read(path), extension };
  } catch {
    return { absent: `It could not be read from ${path}.` };
  }
}

/** A picture as text of the page. */
export async function embedded(artefact: Artefact, read: ReadArtefact): Promise<Picture> {
  const found = await find(artefact, read);
  return 'absent' in found ? { data: null, absent: found.absent } : { data: `data:${artefact.mediaType};base64,${Buffer.from(found.bytes).toString('base64')}`, absent: null };
}

/** A picture as a file of its own, named after what is in it, so that equal ones are there once. `keep` is given it and its name. */
export async function filed(artefact: Artefact, read: ReadArtefact, keep: KeepPicture): Promise<Picture> {
  const found = await find(artefact, read);
  if ('absent' in found) return { data: null, absent: found.absent };
  const name = `${digest(found.bytes, 32)}.${found.extension}`;
  await keep(name, found.bytes);
  return { data: name, absent: null };
}

/** Pictures as text of the page, up to so many characters, read one after the other so that memory holds one at a time beside the result. */
export async function embedShots(wanted: ReadonlyMap<string, readonly WantedShot[]>, read: ReadArtefact, budget: number): Promise<Map<string, Shot[]>> {
  let left = budget;
  const embed = async ({ shot, artefact }: WantedShot): Promise<Shot> => {
    if ((artefact.bytes * 4) / 3 > left) return { ...shot, data: null, absent: `It was left out to keep this file small; it is in ${artefact.path}.` };
    const picture = await embedded(artefact, read);
    left -= picture.data?.length ?? 0;
    return { ...shot, ...picture };
  };
  const shots = new Map<string, Shot[]>();
  for (const [key, here] of wanted) {
    const embedded: Shot[] = [];
    for (const one of here) embedded.push(await embed(one));
    shots.set(key, embedded);
  }
  return shots;
}

/** Pictures as files of their own. */
export async function fileShots(wanted: readonly WantedShot[], read: ReadArtefact, keep: KeepPicture): Promise<Shot[]> {
  return Promise.all(wanted.map(async ({ shot, artefact }): Promise<Shot> => ({ ...shot, ...(await filed(artefact, read, keep)) })));
}
