import type { HelpWay, LandmarkPlace, NavigationEvidence } from '../../model/navigation-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

interface Asked {
  most: { elements: number; menus: number; items: number; help: number };
  words: { chat: string; contact: string; help: string };
}

/** The navigation landmarks of the page with their items, and the links and buttons that promise help. */
export function collectNavigation({ most, words }: Asked, facts: ElementFactsOf): NavigationEvidence & { isCut: boolean } {
  const kinds = (['chat', 'contact', 'help'] as const).map((kind) => [kind, new RegExp(words[kind], 'iu')] as const);
  const found: NavigationEvidence & { isCut: boolean } = { language: (document.documentElement.getAttribute('lang') ?? '').slice(0, 40), modal: false, menus: [], help: [], isCut: false };
  const sections = 'main, [role=main], article, section, aside, nav, [role=article], [role=region], [role=complementary], [role=navigation]';

  function placeOf(element: Element): LandmarkPlace {
    let place: LandmarkPlace = 'elsewhere';
    for (let up: Element | null = element; up !== null; up = facts.parent(up)) {
      if (up.matches('main, [role=main]')) return 'main';
      if (up.matches('aside, [role=complementary]')) return 'aside';
      // Within a section, header and footer are no landmarks (HTML-AAM 1.0, 2024).
      if (up.matches('[role=banner]') || (up.localName === 'header' && up.parentElement?.closest(sections) === null)) place = 'header';
      if (up.matches('[role=contentinfo]') || (up.localName === 'footer' && up.parentElement?.closest(sections) === null)) place = 'footer';
    }
    return place;
  }

  const nameOf = (element: Element): string => facts.name(element) || facts.text(element).slice(0, 100);

  function addressOf(element: Element): string {
    const url = URL.canParse(element.getAttribute('href') ?? '', document.baseURI) ? new URL(element.getAttribute('href') ?? '', document.baseURI) : null;
    if (url === null || !element.hasAttribute('href')) return '';
    url.search = '';
    return url.href.slice(0, 500);
  }

  function kindOf(name: string, leads: string): HelpWay['kind'] | undefined {
    if (leads.startsWith('tel:')) return 'phone';
    if (leads.startsWith('mailto:')) return 'mail';
    // A long text with the word in it is about something else.
    return name.length > 40 ? undefined : kinds.find(([, pattern]) => pattern.test(name))?.[0];
  }

  const menus = new Map<Element, string[]>();
  let seen = 0;
  for (const element of facts.walk(document)) {
    seen += 1;
    if (seen > most.elements) {
      found.isCut = true;
      break;
    }
    if (element.matches('[aria-modal=true], dialog:modal') && facts.visible(element)) found.modal = true;
    if (element.matches('nav, [role=navigation]')) {
      if (menus.size < most.menus) menus.set(element, []);
      else found.isCut = true;
    }
    if (!element.matches('a[href], button, [role=link], [role=button], [role=menuitem], summary') || !facts.visible(element)) continue;
    const name = nameOf(element);
    const leads = addressOf(element);
    const items = menus.get(element.closest('nav, [role=navigation]') ?? element);
    if (items !== undefined && items.length < most.items) items.push(name || leads);
    else if (items !== undefined) found.isCut = true;
    const kind = kindOf(name, leads);
    if (kind === undefined) continue;
    if (found.help.length < most.help) found.help.push({ kind, name: name.slice(0, 100), leads, place: placeOf(element), selector: facts.selector(element) });
    else found.isCut = true;
  }
  found.menus = [...menus].filter(([, items]) => items.length > 0).map(([element, items]) => ({ name: facts.name(element).slice(0, 100), place: placeOf(element), selector: facts.selector(element), items }));
  return found;
}
