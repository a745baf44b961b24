import type { Announcement } from '../../model/heard-evidence.ts';
import type { TreeNode } from './tree.ts';

/** What a reader can jump to the next of, with one key. */
export type Kind = 'heading' | 'landmark' | 'field' | 'button' | 'link';

/** One thing that is announced when the reader goes on to it. */
export interface Item {
  key: string;
  /** Place among all nodes of the tree. */
  order: number;
  said: Announcement;
  kinds: ReadonlySet<Kind>;
  /** It can be used: pressed, ticked, filled, chosen from. */
  operable: boolean;
}

/** A page as it is read from top to bottom. */
export interface Reading {
  items: readonly Item[];
  /** Place of every element among all nodes, also of those that are not announced by themselves. */
  places: ReadonlyMap<string, number>;
  /** The element that has the focus; null: the document has it. */
  focused: string | null;
  /** Name of the modal dialog the reading is confined to; null: there is none. */
  modal: string | null;
  headings: number;
  landmarks: number;
}

/** Roles as Chrome's tree names them (HTML-AAM 1.0, WAI-ARIA 1.2), by what readers jump to them as. */
const fields = new Set(['textbox', 'searchbox', 'TextField', 'SearchBox', 'combobox', 'ComboBoxMenuButton', 'ComboBoxSelect', 'TextFieldWithComboBox', 'listbox', 'ListBox', 'checkbox', 'radio', 'switch', 'slider', 'spinbutton', 'Date', 'DateTime', 'InputTime', 'ColorWell']);
const buttons = new Set(['button', 'DisclosureTriangle', 'DisclosureTriangleGrouped', 'PopUpButton', 'ToggleButton']);
const widgets = new Set(['menuitem', 'menuitemcheckbox', 'menuitemradio', 'tab', 'option', 'treeitem', 'gridcell']);
const landmarks = new Set(['banner', 'navigation', 'main', 'complementary', 'contentinfo', 'search', 'form', 'region']);

/** Lists of choices, whose options are read one by one; other fields and buttons are read in one go with all that is in them. */
const lists = new Set(['listbox', 'ListBox']);

/** Read in one go, if it has a name. */
const leaves = new Set(['image', 'img', 'progressbar', 'meter', 'math', 'graphics-symbol', 'Canvas', 'Video', 'Audio']);

/** Parts of a line of text. */
const inline = new Set(['', 'strong', 'emphasis', 'code', 'mark', 'subscript', 'superscript', 'Abbr', 'abbr', 'time', 'insertion', 'deletion', 'term', 'definition']);

/** Said by a reader with what it stands before, never by itself. */
const unsaid = new Set(['ListMarker', 'InlineTextBox', 'LineBreak']);

/** Which key jumps to it; null: none of them. */
export function kindOf(role: string): Kind | null {
  if (fields.has(role)) return 'field';
  if (buttons.has(role)) return 'button';
  if (role === 'link') return 'link';
  return role === 'heading' ? 'heading' : null;
}

export function isOperable(role: string): boolean {
  return fields.has(role) || buttons.has(role) || widgets.has(role) || role === 'link';
}

function statesOf({ role, properties, value }: TreeNode): string[] {
  const is = (name: string): boolean => properties[name] === true || properties[name] === 'true';
  const choice = (name: string, words: Readonly<Record<string, string>>): string[] => {
    const word = words[String(properties[name])];
    return word === undefined ? [] : [word];
  };
  return [
    ...(role === 'heading' && properties['level'] !== undefined ? [`level ${String(properties['level'])}`] : []),
    ...(value !== '' && isOperable(role) ? [value.slice(0, 200)] : []),
    ...choice('checked', { true: 'checked', false: 'not checked', mixed: 'partly checked' }),
    ...choice('pressed', { true: 'pressed', false: 'not pressed' }),
    ...choice('expanded', { true: 'expanded', false: 'collapsed' }),
    ...(widgets.has(role) && is('selected') ? ['selected'] : []),
    ...(is('required') ? ['required'] : []),
    ...(is('readonly') ? ['read-only'] : []),
    ...choice('invalid', { true: 'invalid entry', grammar: 'grammar error', spelling: 'spelling error' }),
    ...(is('disabled') ? ['unavailable'] : []),
  ];
}

function tidy(text: string): string {
  return text.replace(/[\u00ad\u200b\u2060\ufeff\ue000-\uf8ff]/g, '').replace(/\s+/g, ' ').trim();
}

function announced(node: TreeNode): Announcement {
  const [name, description] = [tidy(node.name).slice(0, 500), tidy(node.description).slice(0, 500)];
  // A title that repeats the name is not read out a second time.
  return { role: node.role, name, states: statesOf(node), description: description === name ? '' : description };
}

/** The last modal dialog of the tree: readers keep to it as long as it is there (WAI-ARIA 1.2, aria-modal). */
function modalIn(node: TreeNode): TreeNode | null {
  for (const child of node.children.toReversed()) {
    const found = modalIn(child);
    if (found !== null) return found;
  }
  return /^(?:dialog|alertdialog)$/.test(node.role) && node.properties['modal'] === true ? node : null;
}

/**
 * The things a reader announces one after the other. Text goes on until something else or another block begins; a control is read with all
 * that is in it; a heading that is one link is one thing. That a list, table or landmark begins is said with the first thing in it.
 */
export function readingOf(root: TreeNode): Reading {
  const dialog = modalIn(root);
  const items: Item[] = [];
  const places = new Map<string, number>();
  const found = { headings: 0, landmarks: 0, focused: null as string | null };
  let order = 0;
  let entering: Kind[] = [];
  let line: { text: string; key: string; order: number } | null = null;

  const say = (item: Omit<Item, 'kinds'>, kinds: readonly (Kind | null)[]): void => {
    items.push({ ...item, kinds: new Set([...kinds, ...entering].filter((kind) => kind !== null)) });
    entering = [];
  };
  const endLine = (): void => {
    const name = tidy(line?.text ?? '');
    if (line !== null && name !== '') say({ key: line.key, order: line.order, operable: false, said: { role: 'text', name: name.slice(0, 500), states: [], description: '' } }, []);
    line = null;
  };
  const place = (node: TreeNode): number => {
    order += 1;
    if (node.key !== '' && !places.has(node.key)) places.set(node.key, order);
    if (node.properties['focused'] === true && !/^(?:RootWebArea|Iframe)$/.test(node.role)) found.focused = node.key;
    return order;
  };
  const pass = (node: TreeNode): void => {
    place(node);
    for (const child of node.children) pass(child);
  };
  const read = (node: TreeNode): void => {
    const here = place(node);
    const { role, name } = node;
    if (unsaid.has(role)) return;
    if (role === 'StaticText') {
      line ??= { text: '', key: node.key, order: here };
      line.text += name;
      return;
    }
    if (!inline.has(role)) endLine();
    if (landmarks.has(role) && (tidy(name) !== '' || !/^(?:form|region)$/.test(role))) {
      found.landmarks += 1;
      entering.push('landmark');
    }
    if (isOperable(role)) {
      say({ key: node.key, order: here, operable: true, said: announced(node) }, [kindOf(role)]);
      for (const child of node.children) (lists.has(role) || (widgets.has(role) && /^(?:treeitem|gridcell)$/.test(role)) ? read : pass)(child);
    } else if (role === 'heading') {
      found.headings += 1;
      const inside = controlsIn(node);
      if (inside.length === 1 && tidy(inside[0]?.name ?? '') === tidy(name)) {
        entering.push('heading');
        for (const child of node.children) read(child);
      } else {
        if (tidy(name) !== '') say({ key: node.key, order: here, operable: false, said: announced(node) }, ['heading']);
        for (const child of node.children) (inside.length === 0 ? pass : readControls)(child);
      }
    } else if (leaves.has(role)) {
      if (tidy(name) !== '') say({ key: node.key, order: here, operable: false, said: announced(node) }, []);
      for (const child of node.children) pass(child);
    } else {
      for (const child of node.children) read(child);
    }
    if (!inline.has(role)) endLine();
  };
  // The words of a heading are read with it; what can be used in it is read once more by itself.
  const readControls = (node: TreeNode): void => {
    if (isOperable(node.role)) return read(node);
    place(node);
    for (const child of node.children) readControls(child);
  };
  read(dialog ?? root);
  endLine();
  return { items, places, ...found, modal: dialog === null ? null : tidy(dialog.name) };
}

function controlsIn(node: TreeNode): TreeNode[] {
  return node.children.flatMap((child) => (isOperable(child.role) ? [child] : controlsIn(child)));
}

/** The node of an element; null: the tree does not have it, or has it ignored. */
export function nodeOf(root: TreeNode, key: string): TreeNode | null {
  if (root.key === key && root.role !== '') return root;
  for (const child of root.children) {
    const found = nodeOf(child, key);
    if (found !== null) return found;
  }
  return null;
}

/** Words a reader speaks for it: name, role, states and description. */
export function wordsOf({ role, name, states, description }: Announcement): number {
  const spoken = [name, role === 'text' ? '' : role, ...states, description].join(' ');
  return spoken.split(/\s+/).filter((word) => word !== '').length;
}
