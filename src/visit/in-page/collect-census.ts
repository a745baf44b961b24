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
  const forms = new Map<Element, number>();
  let headings = 0;
  const search = 'input[type=search], [role=searchbox], [role=search] *, search *';
  const parts = 'fieldset, [role=group], [role=radiogroup], li, tr, [role=row], [role=listitem], article, section, dialog, [role=dialog]';

  /** Where a field stands: in which form, in which part of it, below which heading. */
  function inForm(element: Element): Pick<Field, 'form' | 'group' | 'search' | 'maxLength' | 'locked'> {
    const form = (element as HTMLInputElement).form ?? element.closest('form, [role=form], dialog, [role=dialog]');
    if (form !== null && !forms.has(form)) forms.set(form, forms.size);
    const part = element.closest(parts);
    const limit = Number.parseInt(element.getAttribute('maxlength') ?? '', 10);
    return {
      form: form === null ? -1 : (forms.get(form) ?? -1),
      group: `${part === null ? '' : facts.selector(part)} ${headings}`.slice(0, 400),
      search: element.matches(search),
      maxLength: Number.isInteger(limit) && limit >= 0 ? Math.min(limit, 1_000_000) : null,
      locked: element.matches(':disabled, :read-only:not(select, [type=checkbox], [type=radio], [type=file], [type=color], [type=range])') || element.getAttribute('aria-disabled') === 'true',
    };
  }

  function labelling(element: Element): Pick<Field, 'labelledBy' | 'label' | 'labelSeen'> {
    const found = facts.labelling(element);
    return { ...found, label: found.labelledBy === 'nothing' ? '' : facts.name(element) };
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
      ...inForm(element),
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

  function labelOf(element: Element): Pick<Census['targets'][number], 'label'> {
    const label = [...((element as HTMLInputElement).labels ?? [])].find((one) => facts.visible(one));
    if (label === undefined) return {};
    const { x, y, width, height } = label.getBoundingClientRect();
    return { label: { x, y, width, height } };
  }

  function describeTarget(element: Element): Census['targets'][number] {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { role: facts.role(element), name: facts.name(element), selector: facts.selector(element), box: { x, y, width, height }, inline: isInline(element), ...labelOf(element), ...(element instanceof HTMLAnchorElement && { leads: element.href.slice(0, 500) }) };
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
    if (element.matches('h1, h2, h3, h4, h5, h6, legend, [role=heading]')) headings += 1;
    if (facts.field(element)) {
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
