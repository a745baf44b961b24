import type { Locator } from 'playwright-core';
import type { z } from 'zod';
import { ElementFacts } from '../model/evidence.ts';
import { factsSource } from './in-page/source.ts';
import { wordFor } from './describe.ts';
import { askAbout } from './locate.ts';
import { within } from './patience.ts';

type Facts = z.infer<typeof ElementFacts>;

/** What the target is; null if it went away, or did not say within `timeout` ms. */
export async function elementFacts(target: Locator, timeout = 1_000): Promise<Facts | null> {
  const facts = ElementFacts.safeParse(await within(askAbout(target, factsSource, timeout), timeout));
  return facts.success ? facts.data : null;
}

/** As in: The button "Pay". */
export function subject(facts: Facts | null, otherwise: string): string {
  if (facts === null || facts.name === '') return otherwise.startsWith('the ') ? `T${otherwise.slice(1)}` : otherwise;
  return `The ${wordFor(facts.role)} "${facts.name.length > 80 ? `${facts.name.slice(0, 79)}…` : facts.name}"`;
}
