import type { ConsentPurpose } from '../../model/consent-words.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** What a request for consent is told by: words as sources of regular expressions, all of them without regard to case. */
export interface ConsentWords {
  topic: string;
  marks: string;
  /** Purposes with what they are labelled; the first that fits is meant. */
  labels: readonly (readonly [ConsentPurpose, string])[];
}

/** Choices to tick: one that is ticked in advance can be unticked. */
type TickedChoice = 'untick' | 'unticked';

export interface ConsentControl {
  element: Element;
  purpose: ConsentPurpose | TickedChoice;
  name: string;
  /** The lower the better among those of its purpose. */
  rank: number;
}

export interface ConsentLayer {
  element: Element;
  /** The frame it is in; what that holds is not read here. */
  frame: Element | null;
  controls: ConsentControl[];
  ways: string[];
  nameless: number;
  covers: number;
  modal: boolean;
}

/**
 * The topmost layer that asks for consent, with its controls by what they are for; null: there is none. It is found from what lies
 * over the page, not from what it is made of: raised, or named like what consent platforms use, about cookies, and with a way to answer. A form
 * that asks for an address is none. `whole`: the document is that of a frame that is the layer. Runs in the page.
 */
export function readConsentLayer({ words, whole }: { words: ConsentWords; whole: boolean }, facts: ElementFactsOf): ConsentLayer | null {
  const topic = new RegExp(words.topic, 'i');
  const marks = new RegExp(words.marks, 'i');
  const labels = words.labels.map(([purpose, source]) => [purpose, new RegExp(source, 'i')] as const);
  const dialogs = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [popover]';
  const { innerWidth: width, innerHeight: height } = window;
  const most = { elements: 3_000, controls: 200 };

  const deepest = (x: number, y: number): Element | null => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot != null) {
      const inner = hit.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const chainOf = (element: Element | null): Element[] => {
    const chain: Element[] = [];
    for (let one = element; one !== null && one !== document.body && one !== document.documentElement && chain.length < 60; one = facts.parent(one)) chain.push(one);
    return chain;
  };
  const isRaised = (element: Element): boolean => {
    if (element.matches(dialogs)) return true;
    const { position, zIndex } = getComputedStyle(element);
    return position === 'fixed' || position === 'sticky' || (position === 'absolute' && Number(zIndex) >= 100);
  };
  const isMarked = (element: Element): boolean => {
    const label = `${element.id} ${element.getAttribute('class') ?? ''} ${element.getAttribute('aria-label') ?? ''} ${element.localName}`.slice(0, 500);
    const frame = element.localName === 'iframe' ? `${element.getAttribute('title') ?? ''} ${element.getAttribute('name') ?? ''} ${(element.getAttribute('src') ?? '').slice(0, 300)}` : '';
    return marks.test(label) || marks.test(frame);
  };
  const holdsPage = (element: Element): boolean => element.querySelector('main, [role=main]') !== null || (!isRaised(element) && element.querySelector('h1, nav') !== null);
  const asksForAddress = (element: Element): boolean => element.querySelector('input[type=email], input[type=password], input[type=tel], textarea') !== null;

  /** A link that leads to another document answers nothing. */
  const leadsAway = (element: Element): boolean => {
    const href = element.getAttribute('href');
    if (element.localName !== 'a' || href === null || element.getAttribute('role') === 'button') return false;
    return !/^\s*(#|javascript:|$)/i.test(href);
  };
  /** Pressed with a pointer, though nothing says that it is a control. */
  const isDressedUp = (element: Element): boolean => {
    if (!/^(div|span|a|p|li)$/.test(element.localName) || element.childElementCount > 2) return false;
    const text = (element.textContent ?? '').trim();
    return text !== '' && text.length <= 60 && getComputedStyle(element).cursor === 'pointer';
  };
  /** Nothing but its own layer's lies over its middle, or it has to be scrolled to first. */
  const isFree = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (x < 0 || y < 0 || x > width || y > height) return true;
    const hit = deepest(x, y);
    return hit === null || chainOf(hit).includes(element) || chainOf(element).includes(hit);
  };
  const tickState = (element: Element): boolean => {
    if (element instanceof HTMLInputElement) return element.type === 'checkbox' && element.checked && !element.disabled;
    return element.matches('[role=switch][aria-checked=true], [role=checkbox][aria-checked=true]') && element.getAttribute('aria-disabled') !== 'true' && !element.hasAttribute('disabled');
  };
  const isTickShown = (element: Element): boolean => {
    const shown = element instanceof HTMLInputElement ? [element, ...(element.labels ?? [])] : [element];
    return shown.some((one) => facts.visible(one));
  };

  const read = (layer: Element): Omit<ConsentLayer, 'element' | 'frame' | 'covers' | 'modal'> => {
    const controls: ConsentControl[] = [];
    const ways: string[] = [];
    let nameless = 0;
    let seen = 0;
    const dressed: Element[] = [];
    for (const element of facts.walk(layer)) {
      if ((seen += 1) > most.elements || controls.length + ways.length > most.controls) break;
      if (element.matches('input[type=checkbox], [role=switch], [role=checkbox]')) {
        if (isTickShown(element)) controls.push({ element, purpose: tickState(element) ? 'untick' : 'unticked', name: facts.name(element), rank: controls.length });
        continue;
      }
      const interactive = facts.interactive(element);
      if (interactive ? !/^(button|link|generic)$/.test(facts.role(element)) : !isDressedUp(element)) continue;
      if (!facts.visible(element) || (element instanceof HTMLButtonElement && element.disabled) || !isFree(element)) continue;
      if (!interactive && chainOf(element).slice(1).some((above) => above !== layer && facts.interactive(above))) continue;
      const name = facts.name(element) || (interactive ? '' : facts.text(element));
      if (name === '') {
        if (interactive) nameless += 1;
        continue;
      }
      ways.push(name);
      if (leadsAway(element)) continue;
      const rank = labels.findIndex(([, words]) => words.test(name));
      const purpose = labels[rank]?.[0];
      if (purpose === undefined || name.length > 100) continue;
      // A group of controls that is pressed as one would be found beside each of them.
      if (!interactive) {
        if (dressed.some((other) => other.contains(element) || element.contains(other))) continue;
        dressed.push(element);
      }
      controls.push({ element, purpose, name, rank: rank + (interactive ? 0 : 100) });
    }
    controls.sort((one, other) => one.rank - other.rank || one.name.length - other.name.length);
    return { controls, ways: [...new Set(ways)].slice(0, 10), nameless };
  };

  const grid = 16;
  const points: Element[][] = [];
  for (let row = 0; row < grid; row += 1) {
    for (let column = 0; column < grid; column += 1) points.push(chainOf(deepest(((column + 0.5) / grid) * width, ((row + 0.5) / grid) * height)));
  }
  if (whole) {
    const found = document.body === null ? null : read(document.body);
    return found === null || found.controls.length === 0 ? null : { element: document.body, frame: null, ...found, covers: 1, modal: false };
  }

  const isAsking = ({ controls }: Pick<ConsentLayer, 'controls'>): boolean => controls.some(({ purpose }) => /^(accept|reject|save)$/.test(purpose));
  const judged = new Map<Element, ReturnType<typeof read> | null>();
  const judge = (element: Element): ReturnType<typeof read> | null => {
    const known = judged.get(element);
    if (known !== undefined) return known;
    const candidate = (isRaised(element) || isMarked(element)) && !facts.interactive(element) && !holdsPage(element) && !asksForAddress(element);
    const about = candidate && (isMarked(element) || topic.test(facts.text(element)));
    const found = about ? read(element) : null;
    const asking = found !== null && isAsking(found) ? found : null;
    judged.set(element, asking);
    return asking;
  };
  let layer: Element | null = null;
  let frame: Element | null = null;
  // Small layers lie between the points of a coarse grid less often at the edges: those of the hint are looked at too.
  for (const [x, y] of [[0.5, 0.97], [0.5, 0.88], [0.5, 0.02], [0.12, 0.93], [0.88, 0.93]] as const) points.push(chainOf(deepest(x * width, y * height)));
  for (const chain of points) {
    const outermost = chain.findLast((element) => judge(element) !== null);
    if (outermost !== undefined) {
      layer = outermost;
      break;
    }
    const top = chain[0];
    if (frame === null && top?.localName === 'iframe' && chain.some(isMarked) && chain.some(isRaised)) frame = top;
  }
  const element = layer ?? frame;
  if (element === null) return null;

  const inside = points.slice(0, grid * grid).filter((chain) => chain.includes(element)).length;
  const isSheet = (chain: Element[]): boolean => chain[0] !== undefined && isRaised(chain[0]) && facts.text(chain[0]) === '' && !facts.interactive(chain[0]);
  const sheets = points.slice(0, grid * grid).filter((chain) => !chain.includes(element) && isSheet(chain)).length;
  const dialog = element.matches(dialogs) ? element : element.querySelector(dialogs);
  const restIsInert = [...document.body.children].some((one) => one.hasAttribute('inert') && !one.contains(element) && facts.text(one) !== '');
  const covers = (inside + sheets) / (grid * grid);
  const modal = dialog?.matches('[aria-modal=true], dialog:modal') === true || restIsInert || covers >= 0.9;
  const found = layer === null ? { controls: [], ways: [], nameless: 0 } : read(layer);
  return { element, frame: layer === null ? frame : null, ...found, covers, modal };
}

/** The elements of a consent layer that a selector asks for: those of some purposes (and a name), the layer, or its frame. Runs in the page. */
export function findConsent(selector: string, read: (whole: boolean) => ConsentLayer | null): Element[] {
  const { part, name, whole } = JSON.parse(selector) as { part: string; name?: string; whole?: boolean };
  const layer = read(whole === true);
  if (layer === null) return [];
  if (part === 'layer') return [layer.element];
  if (part === 'frame') return layer.frame === null ? [] : [layer.frame];
  return layer.controls.filter((control) => part.split(' ').includes(control.purpose) && (name === undefined || control.name === name)).map(({ element }) => element);
}

/** What can be told of a consent layer outside of the page. */
export interface ConsentReading {
  name: string;
  selector: string;
  covers: number;
  modal: boolean;
  ways: string[];
  nameless: number;
  inFrame: boolean;
  controls: { purpose: ConsentControl['purpose']; name: string }[];
}

/** Runs in the page. */
export function describeConsent(layer: ConsentLayer | null, facts: ElementFactsOf): ConsentReading | null {
  if (layer === null) return null;
  const { element, frame, controls, ways, nameless, covers, modal } = layer;
  const dialog = element.querySelector('[role=dialog], [role=alertdialog], dialog, [aria-modal=true]');
  const heading = element.querySelector('h1, h2, h3, h4, [role=heading]');
  const name = (element.getAttribute('aria-label') ?? '') || (dialog === null ? '' : facts.name(dialog)).slice(0, 100) || (heading === null ? '' : facts.text(heading)) || facts.text(element);
  return {
    name: name.slice(0, 100),
    selector: facts.selector(element),
    covers,
    modal,
    ways: ways.map((way) => way.slice(0, 100)),
    nameless,
    inFrame: frame !== null,
    controls: controls.filter(({ purpose }) => purpose !== 'unticked').slice(0, 50).map(({ purpose, name: own }) => ({ purpose, name: own.slice(0, 200) })),
  };
}
