import type { Finding } from '../model/results.ts';
import type { Box } from '../model/target-evidence.ts';
import type { Shot } from './images.ts';
import type { Lookup } from './lookup.ts';
import { touchpointKey } from './places.ts';
import { boxIn } from './spots.ts';
import { capitalised } from './words.ts';

/** Roles and landmarks as people call them; the rest is called what it is. */
const words: Readonly<Record<string, string>> = {
  a: 'link without an address', banner: 'page header', contentinfo: 'page footer', complementary: 'side column', main: 'main part', img: 'picture', svg: 'drawing', textbox: 'text field', searchbox: 'search field', combobox: 'choice list',
  listbox: 'choice list', spinbutton: 'number field', checkbox: 'check box', radio: 'radio button', listitem: 'list entry', iframe: 'frame', html: 'page as a whole', div: 'block', span: 'piece of text', strong: 'piece of text', em: 'piece of text', alertdialog: 'dialog',
};

const shapes: Readonly<Record<string, string>> = { nameless: ' without a name', named: '', numbered: '', signed: '' };

/** "link nameless navigation list" → "Link without a name in navigation, list" */
export function componentTitle(component: string): string {
  const [role = '', ...rest] = component.split(' ');
  const shape = rest.map((word) => shapes[word] ?? '').join('');
  const path = rest.filter((word) => shapes[word] === undefined).map((word) => words[word] ?? word);
  return capitalised(`${words[role] ?? role}${shape}${path.length === 0 ? '' : ` in ${path.join(', ')}`}`);
}

/** What is about no component: the page as a whole, or the way through it. */
export const wholePage = 'The page as a whole, and the way through it';

export interface Component {
  title: string;
  findings: readonly Finding[];
}

/** By component, in the order in which each is first met. */
export function byComponent(findings: readonly Finding[]): Component[] {
  const groups = Map.groupBy(findings, ({ component }) => (component === undefined ? wholePage : componentTitle(component)));
  return [...groups].map(([title, alike]) => ({ title, findings: alike }));
}

/** A part of a screenshot with an element in it; CSS px of the screenshot. */
export interface Crop {
  shot: Shot;
  box: Box;
  /** What is shown. */
  view: Box;
}

/** CSS px around an element, and the least and the most that a crop shows: enough to recognise the place, little enough to see the element. */
const around = { margin: 24, least: { width: 320, height: 120 }, most: { width: 900, height: 420 } };

/** The part of a picture that shows an element in its surroundings; of one that is too large for that, its beginning. */
export function cropAround(box: Box, picture: { width: number; height: number }): Box {
  const side = (start: number, length: number, least: number, most: number, whole: number): { start: number; length: number } => {
    const wanted = Math.min(whole, most, Math.max(least, length + 2 * around.margin));
    const centred = length + 2 * around.margin > most ? start - around.margin : start + length / 2 - wanted / 2;
    return { start: Math.round(Math.max(0, Math.min(centred, whole - wanted))), length: Math.round(wanted) };
  };
  const across = side(box.x, box.width, around.least.width, around.most.width, picture.width);
  const down = side(box.y, box.height, around.least.height, around.most.height, picture.height);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** Of the first of the findings that has a place in one of the screenshots. */
export function cropOf(lookup: Lookup, findings: readonly Finding[], shots: ReadonlyMap<string, readonly Shot[]>): Crop | null {
  for (const finding of findings) {
    for (const place of finding.places) {
      if (place.box === undefined) continue;
      for (const shot of shots.get(touchpointKey(place)) ?? []) {
        const box = shot.data === null ? null : boxIn(lookup, finding, shot);
        if (box !== null) return { shot, box, view: cropAround(box, shot.size) };
      }
    }
  }
  return null;
}
