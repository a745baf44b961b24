import type { ElementHandle, Locator } from 'playwright-core';
import type { z } from 'zod';
import { ElementFacts } from '../model/evidence.ts';
import { factsSource } from './in-page/source.ts';
import { wordFor } from './describe.ts';
import { within } from './patience.ts';

type Facts = z.infer<typeof ElementFacts>;

// Built here from sources that run in the page; nothing of an audited site goes into it.
const inPage = new Function('element', `return (${factsSource})(element)`) as (element: Node) => unknown;

function ask(target: Locator | ElementHandle): Promise<unknown> {
  return 'elementHandles' in target ? target.evaluate(inPage) : target.evaluate(inPage);
}

/** What the target is; null if it went away, or did not say within `timeout` ms. */
export async function elementFacts(target: Locator | ElementHandle, timeout = 1_000): Promise<Facts | null> {
  const facts = ElementFacts.safeParse(await within(ask(target), timeout));
  return facts.success ? facts.data : null;
}

/** As in: The button "Pay". */
export function subject(facts: Facts | null, otherwise: string): string {
  if (facts === null || facts.name === '') return otherwise.startsWith('the ') ? `T${otherwise.slice(1)}` : otherwise;
  return `The ${wordFor(facts.role)} "${facts.name.length > 80 ? `${facts.name.slice(0, 79)}…` : facts.name}"`;
}
