import type { ElementFactsOf } from './collect-element-facts.ts';

/** A visible text that tells a time of day, a length or what is left: `seconds` as if it were a length. */
export interface TimeSeen {
  selector: string;
  text: string;
  seconds: number;
  /** ms on the page's own clock. */
  at: number;
}

/**
 * Texts such as 14:59, 1:05:00, "2 days 05:12:33", "14 min 59 s" and "59 seconds", in the order of the page. Left out are times of day where that is said, the time
 * of a player, and what stands in a control that waits to be enabled. `after`: ms to wait before. `cut`: there was more than was looked at.
 */
export async function collectTimes(most: { nodes: number; listed: number; after: number }, facts: ElementFactsOf): Promise<{ seen: TimeSeen[]; cut: boolean }> {
  if (most.after > 0) await new Promise((resolve) => setTimeout(resolve, most.after));
  const clock = /(?:^|[^\d:.])(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?![\d:])/;
  const units: readonly [RegExp, number][] = [
    [/(\d{1,3})\s*(?:d|days?|tagen?|tage?|jours?|j|d[ií]as?|giorn[io]|g|dagen|dag)(?![\p{L}])/iu, 86_400],
    [/(\d{1,3})\s*(?:h|hrs?|hours?|stunden?|std|heures?|horas?|or[ae]|uur|u)(?![\p{L}])/iu, 3_600],
    [/(\d{1,3})\s*(?:m|min|mins|minut\p{L}*)(?![\p{L}])/iu, 60],
    [/(\d{1,4})\s*(?:s|secs?|second\p{L}*|sek|sekund\p{L}*|segund\p{L}*)(?![\p{L}])/iu, 1],
  ];
  const ofDay = /\buhr\b|\d\s?[ap]\.?m\b|\d:\d\d\s*(?:h\b|[-–—]|to\b|bis\b|until\b)/i;
  const at = performance.now();
  const seen: TimeSeen[] = [];

  function secondsIn(text: string): number | null {
    const parts = units.map(([unit, seconds]) => {
      const told = unit.exec(text);
      return told === null ? null : Number(told[1]) * seconds;
    });
    const told = clock.exec(text);
    if (told !== null) return (parts[0] ?? 0) + Number(told[1] ?? 0) * 3_600 + Number(told[2]) * 60 + Number(told[3]);
    // Without seconds nothing is seen to change.
    return parts[3] === null ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  }

  /** Days, minutes and seconds often stand in elements of their own. */
  function around(element: Element): Element {
    let widest = element;
    for (let up = clock.test(element.textContent ?? '') ? 2 : 0; up < 3; up += 1) {
      const parent: Element | null = widest.parentElement;
      if (parent === null || parent.matches('body, main') || (parent.textContent ?? '').length > 100) break;
      widest = parent;
    }
    return widest;
  }

  function ofPlayer(element: Element): boolean {
    let part: Element | null = element;
    for (let up = 0; up < 5 && part !== null && !part.matches('body, main'); up += 1, part = part.parentElement) if (part.querySelector('video, audio') !== null) return true;
    return false;
  }

  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  let nodes = 0;
  let cut = false;
  for (let node = walker.nextNode(); node !== null && !cut; node = walker.nextNode()) {
    nodes += 1;
    cut = nodes > most.nodes || seen.length >= most.listed;
    const own = node.nodeValue ?? '';
    const element = node.parentElement;
    if (cut || own.length > 500 || !/\d/.test(own) || element === null || element.matches('script, style, noscript, template, textarea')) continue;
    const whole = own.trim().length < 12 ? around(element) : element;
    const text = (whole.textContent ?? '').replace(/\s+/g, ' ').trim();
    if (ofDay.test(text)) continue;
    const seconds = secondsIn(text) ?? secondsIn(text.replace(/\s+/g, ''));
    if (seconds === null || !facts.visible(element) || element.closest(':disabled, [aria-disabled=true]') !== null || ofPlayer(element)) continue;
    const selector = facts.selector(whole);
    if (!seen.some((one) => one.selector === selector)) seen.push({ selector, text: text.slice(0, 100), seconds, at });
  }
  return { seen, cut };
}
