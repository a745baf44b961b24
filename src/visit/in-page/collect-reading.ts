import type { ElementFactsOf } from './collect-element-facts.ts';

/** What collect-reading sees; the text is counted outside of the page. */
export interface ReadingFound {
  language: string;
  /** Paragraphs of the main text. */
  paragraphs: string[];
  sizes: { px: number; characters: number; selector: string }[];
  choices: number;
  brokenImages: { selector: string; url: string }[];
  brokenImageCount: number;
  /** The page has more than was looked at. */
  cut: boolean;
}

/** What there is to read and to choose from, and which pictures are broken. */
export async function collectReading(most: { elements: number; characters: number; sizes: number; images: number; choices: number; suspects: number; ms: number }, facts: ElementFactsOf): Promise<ReadingFound> {
  let cut = false;

  const shown = new WeakMap<Element, boolean>();
  const isShown = (element: Element): boolean => {
    const known = shown.get(element);
    if (known !== undefined) return known;
    const is = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    shown.set(element, is);
    return is;
  };

  /** What stands in sentences, paragraph by paragraph. */
  function paragraphsOf(root: Element): string[] {
    const notMain = 'nav, header, footer, aside, form, dialog, button, select, textarea, script, style, noscript, template, svg, pre, code, table, [role=navigation], [role=dialog], [role=contentinfo], [role=banner], [aria-hidden=true], [hidden]';
    const blocks = new WeakMap<Element, Element>();
    const blockOf = (element: Element): Element => {
      const known = blocks.get(element);
      if (known !== undefined) return known;
      let block = element;
      while (block !== root && /^(?:inline|contents)/.test(getComputedStyle(block).display) && block.parentElement !== null) block = block.parentElement;
      blocks.set(element, block);
      return block;
    };
    const paragraphs: string[] = [];
    let total = 0;
    let block: Element | null = null;
    let said = '';
    const flush = (): void => {
      const text = said.replace(/\s+/g, ' ').trim();
      said = '';
      // Names, prices and labels are read too, but formulas made for sentences say nothing of them.
      if (/[.!?…]["'”’»)]*(?:\s|$)/u.test(text) && text.split(' ').length >= 4) paragraphs.push(text);
    };
    const visit = (from: Element | ShadowRoot): void => {
      const walker = document.createTreeWalker(from, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
        if (node instanceof Element) return node.matches(notMain) || !isShown(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
        return NodeFilter.FILTER_ACCEPT;
      });
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (total > most.characters) {
          cut = true;
          return;
        }
        if (node instanceof Element) {
          if (node.shadowRoot !== null) visit(node.shadowRoot);
          if (node.localName === 'br') said += ' ';
          continue;
        }
        const parent = node.parentElement;
        const text = node.nodeValue ?? '';
        if (text === '') continue;
        const own = parent === null ? null : blockOf(parent);
        if (own !== block) flush();
        block = own;
        said += text;
        total += text.length;
      }
    };
    visit(root);
    flush();
    return paragraphs;
  }

  function mainOf(): Element {
    const only = (selector: string): Element | undefined => {
      const found = [...document.querySelectorAll(selector)].filter(isShown);
      return found.length === 1 ? found[0] : undefined;
    };
    return only('main, [role=main]') ?? only('article') ?? document.body ?? document.documentElement;
  }

  /** Loaded without a picture in it, and large enough to be seen as broken: pictures of 1 px are there to count visitors. */
  function looksBroken(element: Element): element is HTMLImageElement {
    if (!(element instanceof HTMLImageElement) || !element.complete || element.naturalWidth > 0 || element.currentSrc === '' || !isShown(element)) return false;
    const { width, height } = element.getBoundingClientRect();
    return width >= 8 && height >= 8;
  }

  const scale = globalThis.visualViewport?.scale ?? 1;
  const sizes = new Map<number, { characters: number; selector: string }>();
  const choices = new Set<string>();
  const suspects: HTMLImageElement[] = [];
  let elements = 0;
  for (const element of facts.walk(document)) {
    elements += 1;
    if (elements > most.elements) {
      cut = true;
      break;
    }
    if (facts.interactive(element) && !element.matches(':disabled')) {
      const { top, left, bottom, right } = element.getBoundingClientRect();
      // The first screen, also where a step has scrolled on.
      const inFirst = bottom + scrollY > 0 && top + scrollY < innerHeight && right + scrollX > 0 && left + scrollX < innerWidth;
      if (inFirst && facts.visible(element)) {
        if (choices.size < most.choices) choices.add(`${facts.role(element)} ${facts.name(element)}`);
        else cut = true;
      }
    }
    if (looksBroken(element)) {
      if (suspects.length < most.suspects) suspects.push(element);
      else cut = true;
    }
    if (element.matches('script, style, noscript, template, title, option')) continue;
    let characters = 0;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) characters += (node.nodeValue ?? '').replace(/\s+/g, '').length;
    if (characters === 0 || !isShown(element) || !facts.visible(element)) continue;
    const px = Math.round(Number.parseFloat(getComputedStyle(element).fontSize) * scale * 10) / 10;
    const known = sizes.get(px);
    if (known !== undefined) known.characters += characters;
    else if (sizes.size < most.sizes) sizes.set(px, { characters, selector: facts.selector(element) });
    else cut = true;
  }

  // An SVG without a size of its own has no width either, but it can be drawn.
  const isBroken = async (image: HTMLImageElement): Promise<boolean> => await image.decode().then(() => false, () => true);
  const answers = Promise.all(suspects.map(async (image) => ((await isBroken(image)) ? image : null)));
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), most.ms));
  const decoded = suspects.length === 0 ? [] : await Promise.race([answers, late]);
  if (decoded === null) cut = true;
  const broken = (decoded ?? []).filter((image) => image !== null);

  const main = mainOf();
  return {
    language: (main.closest('[lang]')?.getAttribute('lang') ?? '').slice(0, 40),
    paragraphs: paragraphsOf(main),
    sizes: [...sizes].map(([px, size]) => ({ px, ...size })).sort((a, b) => a.px - b.px),
    choices: choices.size,
    brokenImages: broken.slice(0, most.images).map((image) => ({ selector: facts.selector(image), url: image.currentSrc.slice(0, 2_000) })),
    brokenImageCount: broken.length,
    cut,
  };
}
