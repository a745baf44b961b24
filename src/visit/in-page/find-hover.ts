import type { HoverContent } from '../../model/hover-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** How it is known that an element may show something: a rule of a style sheet, an attribute that tooltips and menus carry, or a listener of a script. */
export type HoverSign = 'rule' | 'mark' | 'listener';

export interface HoverTrigger {
  element: Element;
  sign: HoverSign;
  /** What the rule would show. */
  subjects: Element[];
}

/** Kinds of triggers found so far, kept in our world. */
export interface HoverFind {
  triggers: Map<string, HoverTrigger>;
  /** Reads the text of a style sheet that scripts may not read. */
  read(text: string): void;
  /** Adds elements that listen for the pointer. */
  listening(...elements: unknown[]): void;
  /** The kinds, the surest sign first. `cut`: not everything was looked at. */
  kinds(): { kinds: { kind: string; sign: HoverSign; trigger: HoverContent['trigger'] }[]; cut: boolean };
}

/**
 * Looks for what may show something on hover or focus. Triggers of a kind are alike: the same tag and classes, and those of the parent. Gives the
 * addresses of style sheets that scripts may not read.
 */
export function findHover(most: { rules: number; alike: number; milliseconds: number }, facts: ElementFactsOf): string[] {
  const triggers: HoverFind['triggers'] = new Map();
  let rules = 0;
  let spent = 0;
  let cut = false;
  const unread: string[] = [];

  const shows = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && facts.visible(element);

  function add(element: Element | null, sign: HoverSign, subject?: Element): void {
    if (element === null || element.matches('html, body, main, :disabled') || !shows(element)) return;
    const kind = [element, element.parentElement].map((one) => `${one?.localName}.${one?.getAttribute('class') ?? ''}`.slice(0, 100)).join(' < ');
    const known = triggers.get(kind);
    if (known === undefined) triggers.set(kind, { element, sign, subjects: subject === undefined ? [] : [subject] });
    else if (subject !== undefined && known.subjects.length < 5 && (known.element === element || known.sign !== 'rule')) {
      if (known.sign !== 'rule') [known.sign, known.element] = ['rule', element];
      known.subjects.push(subject);
    }
  }

  /** The part of a selector up to the element under the pointer, and the whole without it; null: it is about that element itself. */
  function partsOf(selector: string): { trigger: string; subject: string } | null {
    const match = /^(.*?:(?:hover|focus-within|focus-visible|focus)[^\s>+~]*)([\s>+~].*)$/.exec(selector);
    if (match === null) return null;
    const bare = (text: string): string => text.replace(/(^|[\s>+~(,])?:(?:hover|focus-within|focus-visible|focus)(?![\w-])/g, (_all, alone?: string) => (alone === undefined ? '' : `${alone}*`));
    return { trigger: bare(match[1] ?? ''), subject: bare(selector) };
  }

  function follow(selector: string): void {
    const parts = partsOf(selector);
    if (parts === null) return;
    try {
      const hidden = [...document.querySelectorAll(parts.subject)].slice(0, most.alike).filter((element) => (element.textContent ?? '').trim() !== '' && !shows(element));
      for (const subject of hidden.slice(0, 5)) {
        let around: Element | null = subject.parentElement;
        for (let up = 0; up < 6 && around !== null; up += 1, around = around.parentElement) {
          const trigger: Element | undefined = around.matches(parts.trigger) ? around : [...around.children].slice(0, most.alike).find((one) => one !== subject && one.matches(parts.trigger) && !one.contains(subject));
          if (trigger === undefined) continue;
          add(trigger, 'rule', subject);
          break;
        }
      }
    } catch {
      // A selector that does not parse any more without its pseudo-class is one we know nothing of.
    }
  }

  const revealing = /(?:^|;)\s*(?:display|visibility|opacity|clip-path|transform|left|top|height|max-height)\s*:/;
  const partsOfList = (list: string): string[] => list.split(/,(?![^(]*\))/).map((one) => one.trim());

  /** `within`: the selector that rules in a rule are about (CSS Nesting). */
  function readRules(list: CSSRuleList, within: string, until: number): void {
    for (const rule of list) {
      rules += 1;
      if (rules > most.rules || (rules % 64 === 0 && performance.now() > until)) {
        cut = true;
        return;
      }
      if (rule instanceof CSSStyleRule) {
        const { selectorText } = rule;
        const own = within === '' ? selectorText : selectorText.includes('&') ? selectorText.replaceAll('&', `:is(${within})`) : `:is(${within}) ${selectorText}`;
        if (/:(?:hover|focus)/.test(own) && revealing.test(rule.style.cssText)) for (const selector of partsOfList(own)) follow(selector);
        if (rule.cssRules.length > 0) readRules(rule.cssRules, own, until);
      } else if (rule instanceof CSSImportRule) readSheet(rule.styleSheet, until);
      else if (rule instanceof CSSMediaRule ? matchMedia(rule.media.mediaText).matches : rule instanceof CSSGroupingRule) readRules((rule as CSSGroupingRule).cssRules, within, until);
    }
  }

  function readSheet(sheet: CSSStyleSheet | null, until: number): void {
    if (sheet === null || sheet.disabled || (sheet.media.mediaText !== '' && !matchMedia(sheet.media.mediaText).matches)) return;
    let list: CSSRuleList;
    try {
      list = sheet.cssRules;
    } catch {
      if (sheet.href !== null) unread.push(sheet.href);
      return;
    }
    readRules(list, '', until);
  }

  /** All reading together may take so long. */
  function timed(work: (until: number) => void): void {
    const began = performance.now();
    work(began + Math.max(0, most.milliseconds - spent));
    spent += performance.now() - began;
  }

  timed((until) => {
    const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
    cut ||= sheets.length > 200;
    for (const sheet of sheets.slice(0, 200)) readSheet(sheet, until);
  });
  const scripted = '[onmouseover], [onmouseenter], [onpointerenter], [onpointerover]';
  const closed = ':not([aria-expanded], [aria-haspopup])[data-state=closed]';
  const marked = `[data-tooltip], [data-tip], [data-tippy-content], [data-bs-toggle=tooltip], [data-toggle=tooltip], [data-bs-trigger*=hover], [data-trigger*=hover], [interestfor], a${closed}, button${closed}, nav [aria-haspopup]:not([aria-haspopup=false])[aria-expanded=false]`;
  for (const element of [...document.querySelectorAll(marked)].slice(0, most.alike)) add(element, 'mark');
  for (const tip of [...document.querySelectorAll('[role=tooltip]')].slice(0, most.alike)) {
    if (shows(tip)) continue;
    const described = tip.id === '' ? null : document.querySelector(`[aria-describedby~="${CSS.escape(tip.id)}"], [aria-labelledby~="${CSS.escape(tip.id)}"]`);
    add(described ?? tip.parentElement, 'mark');
  }
  for (const element of [...document.querySelectorAll(scripted)].slice(0, most.alike)) add(element, 'listener');

  /** What can be read of it: a place that is no control is named by all that is in it, also by what is not shown yet. */
  const nameOf = (element: Element): string => (facts.interactive(element) && facts.name(element)) || facts.text(element).slice(0, 100) || facts.name(element);
  const order: readonly HoverSign[] = ['rule', 'mark', 'listener'];
  const find: HoverFind = {
    triggers,
    read: (text) =>
      timed((until) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        readRules(sheet.cssRules, '', until);
      }),
    listening(...elements) {
      for (const element of elements) {
        if (!(element instanceof Element) || element.ownerDocument !== document) continue;
        const { width, height } = element.getBoundingClientRect();
        // What is as large as that listens for what is in it.
        if (width * height < (innerWidth * innerHeight) / 4) add(element, 'listener');
      }
    },
    kinds: () => ({
      cut,
      kinds: [...triggers]
        .sort(([, one], [, other]) => order.indexOf(one.sign) - order.indexOf(other.sign))
        .slice(0, 100)
        .map(([kind, { element, sign }]) => ({ kind, sign, trigger: { role: facts.role(element), name: nameOf(element), selector: facts.selector(element) } })),
    }),
  };
  (globalThis as unknown as { hoverFind: HoverFind }).hoverFind = find;
  return unread;
}
