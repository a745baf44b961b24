import type { Census } from '../../model/evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

type Field = Census['fields'][number];

/** What is on the page: its fields, what can be pressed, how much there is to read. */
export function collectCensus(most: { fields: number; targets: number }, facts: ElementFactsOf): Census {
  const fields: Field[] = [];
  const targets: Census['targets'] = [];
  const draggables: NonNullable<Census['draggables']> = { count: 0, first: [] };
  let fieldCount = 0;
  let targetCount = 0;
  let words = 0;
  let elements = 0;
  const textBoxes = '[role=textbox], [role=searchbox], [role=combobox], [role=listbox], [role=spinbutton], [contenteditable=""], [contenteditable=true]';
  const notFields = ['hidden', 'submit', 'button', 'reset', 'image'];

  function isField(element: Element): boolean {
    if (element instanceof HTMLInputElement) return !notFields.includes(element.type);
    return element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement || element.matches(textBoxes);
  }

  function labelling(element: Element): Pick<Field, 'labelledBy' | 'label'> {
    const name = facts.name(element);
    const labels = [...((element as HTMLInputElement).labels ?? [])];
    const said = (text: string | null): boolean => (text ?? '').trim() !== '';
    // ARIA goes before a label in what assistive technology says; but a label that can be seen is what most people read.
    if (labels.some((label) => said(label.textContent))) return { labelledBy: 'label', label: name };
    if (name !== '' && (said(element.getAttribute('aria-label')) || element.hasAttribute('aria-labelledby'))) return { labelledBy: 'aria', label: name };
    if (said(element.getAttribute('title'))) return { labelledBy: 'title', label: name };
    if (said(element.getAttribute('placeholder'))) return { labelledBy: 'placeholder', label: name };
    return { labelledBy: 'nothing', label: '' };
  }

  function describeField(element: Element): Field {
    const tag = element.localName;
    const input = element as HTMLInputElement;
    return {
      selector: facts.selector(element),
      tag,
      type: tag === 'input' || tag === 'select' ? input.type : tag,
      name: (element.getAttribute('name') ?? '').slice(0, 200),
      ...labelling(element),
      required: input.required === true || element.getAttribute('aria-required') === 'true',
      autocomplete: (element.getAttribute('autocomplete') ?? '').trim().slice(0, 100),
      inputmode: (element.getAttribute('inputmode') ?? '').slice(0, 40),
      visible: facts.visible(element),
    };
  }

  /** A link with text of the same sentence beside it. */
  function isInline(element: Element): boolean {
    if (getComputedStyle(element).display !== 'inline') return false;
    const block = element.parentElement;
    if (block === null) return false;
    const around = [...block.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.nodeValue ?? ''));
    return around.length > 0;
  }

  function describeTarget(element: Element): Census['targets'][number] {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { role: facts.role(element), name: facts.name(element), selector: facts.selector(element), box: { x, y, width, height }, inline: isInline(element) };
  }

  /** Every element from the one touched up to the root has to allow it (W3C Pointer Events 3, touch-action). */
  function allowsPinch(start: Element | null): boolean {
    for (let element = start; element !== null; element = facts.parent(element)) {
      const action = getComputedStyle(element).touchAction;
      if (!/auto|manipulation|pinch-zoom/.test(action)) return false;
    }
    return true;
  }

  /** At 5 × 5 places of the window. */
  function pinchBarred(): number {
    const places = [0.1, 0.3, 0.5, 0.7, 0.9];
    const barred = places.flatMap((x) => places.filter((y) => !allowsPinch(document.elementFromPoint(x * innerWidth, y * innerHeight))));
    return barred.length / places.length ** 2;
  }

  for (const element of facts.walk(document)) {
    elements += 1;
    if (element.matches('[draggable=true]') && facts.visible(element)) {
      draggables.count += 1;
      if (draggables.first.length < 20) draggables.first.push({ role: facts.role(element), name: facts.name(element), selector: facts.selector(element) });
    }
    if (isField(element)) {
      fieldCount += 1;
      if (fields.length < most.fields) fields.push(describeField(element));
    }
    if (facts.interactive(element) && facts.visible(element) && !element.matches(':disabled')) {
      targetCount += 1;
      if (targets.length < most.targets) targets.push(describeTarget(element));
    }
    if (element.matches('script, style, noscript, template, title, option')) continue;
    let counted = 0;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) counted += (node.nodeValue ?? '').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0;
    if (counted > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) words += counted;
  }

  return {
    fields,
    fieldCount,
    targets,
    targetCount,
    words,
    elements,
    language: (document.documentElement.getAttribute('lang') ?? '').slice(0, 40),
    title: document.title.slice(0, 500),
    viewport: (document.querySelector('meta[name=viewport]')?.getAttribute('content') ?? '').slice(0, 500),
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
    pinchBarred: pinchBarred(),
    draggables,
  };
}
