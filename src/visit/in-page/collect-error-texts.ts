import type { ElementFactsOf } from './collect-element-facts.ts';

/** What the page says is wrong now, and what else it says of its fields. */
export interface ErrorTextsSeen {
  errors: { text: string; selector: string; by: 'alert' | 'field' }[];
  hints: string[];
  /** Tells this document from any other: when it began, in ms since 1970. */
  document: number;
  /** There were more alerts or fields than were looked at. */
  cut: boolean;
}

/**
 * Texts in sight that say that something is wrong, in open shadow roots too: alerts and assertive live regions that speak of an error, and what is tied to fields marked
 * as invalid. `hints`: what is tied to other fields, so that a text that was there all the time is known.
 */
export function collectErrorTexts({ words, most }: { words: string; most: number }, facts: ElementFactsOf): ErrorTextsSeen {
  const speaksOfError = new RegExp(words, 'i');
  const seen: ErrorTextsSeen = { errors: [], hints: [], document: performance.timeOrigin, cut: false };
  const textOf = (element: Element): string => (facts.visible(element) ? facts.text(element).replace(/\s+/g, ' ').trim().slice(0, 300) : '');
  const alerts: Element[] = [];
  const fields: Element[] = [];
  for (const element of facts.walk(document)) {
    if (alerts.length <= most && element.matches('[role=alert], [aria-live=assertive]')) alerts.push(element);
    if (fields.length <= most && element.matches('[aria-describedby]:is(input, select, textarea, [role]), [aria-errormessage]')) fields.push(element);
  }
  for (const element of alerts.slice(0, most)) {
    const text = textOf(element);
    if (text !== '' && speaksOfError.test(text)) seen.errors.push({ text, selector: facts.selector(element), by: 'alert' });
  }
  for (const field of fields.slice(0, most)) {
    const root = field.getRootNode() as Document | ShadowRoot;
    const invalid = !/^(?:|false)$/.test(field.getAttribute('aria-invalid') ?? '');
    const ids = `${field.getAttribute('aria-describedby') ?? ''} ${field.getAttribute('aria-errormessage') ?? ''}`.split(/\s+/).slice(0, 10);
    for (const id of ids) {
      const element = id === '' ? null : root.getElementById(id);
      const text = element === null ? '' : textOf(element);
      if (element === null || text === '') continue;
      if (!invalid) seen.hints.push(text);
      else if (!seen.errors.some((one) => one.text === text)) seen.errors.push({ text, selector: facts.selector(element), by: 'field' });
    }
  }
  seen.cut = alerts.length > most || fields.length > most;
  return seen;
}
