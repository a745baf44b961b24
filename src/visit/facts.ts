import type { Locator } from 'playwright-core';
import type { z } from 'zod';
import { ElementFacts } from '../model/evidence.ts';
import { fieldState, type FieldState } from './in-page/field.ts';
import { factsSource } from './in-page/source.ts';
import { quote, wordFor } from './describe.ts';
import { askAbout } from './locate.ts';
import { within } from './patience.ts';

type Facts = z.infer<typeof ElementFacts>;

function factsIn(answer: unknown): Facts | null {
  return ElementFacts.safeParse(answer).data ?? null;
}

/** What the target is; null if it went away, or did not say within `timeout` ms. */
export async function elementFacts(target: Locator, timeout = 1_000): Promise<Facts | null> {
  return factsIn((await within(askAbout(target, [factsSource], timeout), timeout))?.[0]);
}

/** The same of a field, and how it takes what is entered; null as well if it did not say. */
export async function fieldFacts(target: Locator, timeout: number): Promise<{ facts: Facts | null; field: FieldState | null }> {
  const [facts, field] = (await within(askAbout(target, [factsSource, fieldState.toString()], timeout), timeout)) ?? [];
  return { facts: factsIn(facts), field: (field as FieldState | undefined) ?? null };
}

/** As in: The button "Pay". */
export function subject(facts: Facts | null, otherwise: string): string {
  if (facts === null || facts.name === '') return otherwise.startsWith('the ') ? `T${otherwise.slice(1)}` : otherwise;
  return `The ${wordFor(facts.role)} ${quote(facts.name)}`;
}
