import type { ElementFacts } from '../../model/evidence.ts';
import type { Identity } from './identify.ts';

/** What an element is and where it is. Runs in the page; `identify` is handed in beside it. */
export function factsOf(element: Element, identify: (element: Element) => Identity): ElementFacts {
  const escape = (text: string): string => CSS.escape(text);

  const pathOf = (target: Element): string => {
    const root = target.getRootNode() as Document | ShadowRoot;
    const parts: string[] = [];
    let current: Element | null = target;
    while (current !== null && parts.length < 6) {
      if (current.id !== '' && current.id.length < 60 && root.querySelectorAll(`#${escape(current.id)}`).length === 1) {
        parts.unshift(`#${escape(current.id)}`);
        break;
      }
      const tag: string = current.localName;
      const twins: Element[] = current.parentElement === null ? [] : [...current.parentElement.children].filter((el) => el.localName === tag);
      parts.unshift(twins.length > 1 ? `${escape(tag)}:nth-of-type(${twins.indexOf(current) + 1})` : escape(tag));
      current = current.parentElement;
    }
    const path = parts.join(' > ');
    return root instanceof ShadowRoot ? `${pathOf(root.host)} >>> ${path}` : path;
  };

  const rect = element.getBoundingClientRect();
  const rendered = rect.width > 0 || rect.height > 0;
  return {
    ...identify(element),
    tag: element.localName,
    selector: pathOf(element),
    box: rendered ? { x: rect.x, y: rect.y, width: rect.width, height: rect.height } : null,
  };
}
