/** What assistive technology would call an element. Runs in the page. */
export interface Identity {
  role: string;
  name: string;
}

/**
 * Role and accessible name of an element, following the parts of HTML-AAM 1.0 and accname 1.2 that ordinary pages use:
 * aria-labelledby, aria-label, native labels, alt, value of buttons, text content, title, placeholder. Runs in the page.
 */
export function identify(element: Element): Identity {
  const clean = (text: string | null | undefined): string => (text ?? '').replace(/[\u00ad\u200b\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim().slice(0, 200);

  const inputRoles: Record<string, string> = {
    button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio',
    range: 'slider', number: 'spinbutton', search: 'searchbox',
  };
  const tagRoles: Record<string, string> = {
    button: 'button', select: 'combobox', textarea: 'textbox', option: 'option', img: 'img', nav: 'navigation', main: 'main',
    dialog: 'dialog', form: 'form', table: 'table', ul: 'list', ol: 'list', li: 'listitem', article: 'article', summary: 'button',
    h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', iframe: 'iframe', p: 'paragraph',
  };

  const roleOf = (el: Element): string => {
    const explicit = (el.getAttribute('role') ?? '').trim().split(/\s+/, 1)[0];
    if (explicit) return explicit;
    const tag = el.localName;
    if (tag === 'a' || tag === 'area') return el.hasAttribute('href') ? 'link' : 'generic';
    if (tag === 'input') return inputRoles[(el.getAttribute('type') ?? 'text').toLowerCase()] ?? (el.hasAttribute('list') ? 'combobox' : 'textbox');
    if (tag === 'select' && (el.hasAttribute('multiple') || Number(el.getAttribute('size')) > 1)) return 'listbox';
    if (el instanceof HTMLElement && el.isContentEditable && el.hasAttribute('contenteditable')) return 'textbox';
    return tagRoles[tag] ?? 'generic';
  };

  const textOf = (node: Node, depth: number): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element) || depth > 20) return '';
    if (/^(script|style|noscript|template)$/.test(node.localName) || node.getAttribute('aria-hidden') === 'true' || node.hasAttribute('hidden')) return '';
    const own = node.getAttribute('aria-label') ?? (node.localName === 'img' || node.localName === 'area' ? node.getAttribute('alt') : null);
    if (depth > 0 && own !== null && own.trim() !== '') return ` ${own} `;
    if (node.localName === 'svg') return node.querySelector(':scope > title')?.textContent ?? '';
    const children = node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
    let text = '';
    for (const child of children) {
      text += textOf(child, depth + 1);
      if (text.length > 2_000) break;
    }
    return /^(span|b|i|em|strong|a|small|mark|sup|sub|abbr|code|u|s|label)$/.test(node.localName) ? text : ` ${text} `;
  };

  const role = roleOf(element);
  const root = element.getRootNode() as Document | ShadowRoot;

  const referenced = (element.getAttribute('aria-labelledby') ?? '').trim();
  if (referenced !== '') {
    const parts = referenced.split(/\s+/).map((id) => root.getElementById(id)).filter((el) => el !== null);
    const name = clean(parts.map((el) => textOf(el, 0)).join(' '));
    if (name !== '') return { role, name };
  }
  const label = clean(element.getAttribute('aria-label'));
  if (label !== '') return { role, name: label };

  const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement || element instanceof HTMLButtonElement;
  if (isField && element.labels !== null && element.labels.length > 0) {
    const name = clean([...element.labels].map((el) => [...el.childNodes].filter((child) => child !== element && !(child instanceof HTMLSelectElement)).map((child) => textOf(child, 1)).join(' ')).join(' '));
    if (name !== '') return { role, name };
  }
  if (element instanceof HTMLInputElement) {
    if (/^(submit|reset|button)$/.test(element.type)) {
      const name = clean(element.value || (element.type === 'submit' ? 'Submit' : element.type === 'reset' ? 'Reset' : ''));
      if (name !== '') return { role, name };
    }
    if (element.type === 'image') return { role, name: clean(element.alt || element.value || element.title || 'Submit') };
  } else if (element instanceof HTMLImageElement || element.localName === 'area') {
    const name = clean(element.getAttribute('alt'));
    if (name !== '') return { role, name };
  } else if (!isField || element instanceof HTMLButtonElement) {
    const name = clean(textOf(element, 0));
    if (name !== '') return { role, name };
  }
  return { role, name: clean(element.getAttribute('title')) || clean(element.getAttribute('placeholder')) };
}
