import type { Locator } from 'playwright-core';
import type { ElementFacts } from '../model/evidence.ts';
import { factsSource } from './in-page/source.ts';
import { wordFor } from './describe.ts';

// Built here from sources that run in the page; nothing of an audited site goes into it.
const inPage = new Function('element', `return (${factsSource})(element)`) as (element: Element) => ElementFacts;

/** What the target is; null if it went away before it could be asked. */
export async function elementFacts(target: Locator, timeout = 1_000): Promise<ElementFacts | null> {
  return target.evaluate(inPage, undefined, { timeout }).catch(() => null);
}

/** As in: The button "Pay". */
export function subject(facts: ElementFacts | null, otherwise: string): string {
  if (facts === null || facts.name === '') return otherwise.startsWith('the ') ? `T${otherwise.slice(1)}` : otherwise;
  return `The ${wordFor(facts.role)} "${facts.name.length > 80 ? `${facts.name.slice(0, 79)}…` : facts.name}"`;
}
