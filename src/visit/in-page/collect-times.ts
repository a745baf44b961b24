import type { ElementFactsOf } from './collect-element-facts.ts';

/** A visible text that tells a time of day, a length or what is left: `seconds` as if it were a length. */
export interface TimeSeen {
  selector: string;
  text: string;
  seconds: number;
  /** ms on the page's own clock. */
  at: number;
}

/** Texts such as 14:59, 1:05:00, "14 min 59 s" and "59 seconds", in the order of the page; times of day are left out where that is said. `after`: ms to wait before. */
export async function collectTimes(most: { nodes: number; listed: number; after: number }, facts: ElementFactsOf): Promise<TimeSeen[]> {
  if (most.after > 0) await new Promise((resolve) => setTimeout(resolve, most.after));
  const clock = /(?:^|[^\d:.])(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?![\d:])/;
  const words = /(?:(\d{1,3})\s*(?:min\w*\.?|m)\b)?[\s,:]*(?:and|und|et|y|e|en)?\s*(\d{1,4})\s*(?:s|sec\w*|sek\w*|segund\w*)\b/i;
  const ofDay = /\buhr\b|\d\s?[ap]\.?m\b|\d:\d\d\s*(?:h\b|[-–—]|to\b|bis\b|until\b)/i;
  const at = performance.now();
  const found: TimeSeen[] = [];

  function secondsIn(text: string): number | null {
    const told = clock.exec(text);
    if (told !== null) return Number(told[1] ?? 0) * 3600 + Number(told[2]) * 60 + Number(told[3]);
    const said = words.exec(text);
    return said === null ? null : Number(said[1] ?? 0) * 60 + Number(said[2]);
  }

  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  for (let node = walker.nextNode(); node !== null && nodes < most.nodes && found.length < most.listed; node = walker.nextNode()) {
    nodes += 1;
    const own = node.nodeValue ?? '';
    if (own.length > 500 || !/\d/.test(own)) continue;
    const element = node.parentElement;
    if (element === null || element.matches('script, style, noscript, template, textarea')) continue;
    // Minutes and seconds often stand in elements of their own.
    const around = own.trim().length < 12 && (element.parentElement?.textContent ?? '').length < 200 ? (element.parentElement ?? element) : element;
    const text = (around.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (ofDay.test(text)) continue;
    const seconds = secondsIn(text) ?? secondsIn(text.replace(/\s+/g, ''));
    if (seconds === null || !facts.visible(element)) continue;
    const selector = facts.selector(around);
    if (!found.some((one) => one.selector === selector)) found.push({ selector, text: text.slice(0, 100), seconds, at });
  }
  return found;
}
