import type { TouchpointSummary } from '../model/record.ts';
import type { Lookup } from './lookup.ts';
import { list, plural } from './numbers.ts';
import type { Action } from './ranking.ts';
import { capitalised } from './words.ts';

const paths = /(?:[\w.#:()[\]="'*^$~-]+ > ){2,}[\w.#:()[\]="'*^$~-]*[\w)\]"']/gu;

/** The same text with long paths to elements cut to their last two steps, as in "form > button"; the whole path stands in the finding. */
export function withShortPaths(text: string): string {
  return text.replaceAll(paths, (path) => path.split(' > ').slice(-2).join(' > '));
}

/** Advice and the address at its end that tells more, as audits of rules give it; `more` null: there is none. */
export function adviceParts(advice: string): { text: string; more: string | null } {
  const found = /^(?<text>.+?)\s+Details: (?<more>https?:\/\/\S+?)\.?$/su.exec(advice);
  return { text: withShortPaths(found?.groups?.['text'] ?? advice), more: found?.groups?.['more'] ?? null };
}

/** The sentence without the outcome it begins with, where that stands beside it anyway. */
export function withoutOutcome(sentence: string, word: string): string {
  if (!sentence.startsWith(`${word}: `)) return sentence;
  return capitalised(sentence.slice(word.length + 2));
}

/** As in "every persona" or "Kim and Molly Millennial". */
export function whoOf(lookup: Lookup, ids: readonly string[]): string {
  return ids.length === lookup.personas.length && ids.length > 1 ? 'every persona' : list(ids.map((id) => lookup.persona(id).title));
}

/** As in "all 3 personas" or "Kim and Molly Millennial". */
export function whomOf(lookup: Lookup, personas: readonly string[]): string {
  if (personas.length === lookup.personas.length && personas.length > 1) return `all ${personas.length} personas`;
  return list(personas.map((id) => lookup.persona(id).title));
}

/** As in "Basket, Checkout and 2 more touchpoints". */
export function whereOf(lookup: Lookup, places: Action['places']): string {
  const titles = [...new Set(places.map((place) => lookup.touchpoint(place.journey, place.touchpoint)?.title ?? 'the whole journey'))];
  return titles.length <= 3 ? list(titles) : `${titles.slice(0, 2).join(', ')} and ${plural(titles.length - 2, 'more touchpoint')}`;
}

/** The step a persona did not get past, in the customer's words; null: none failed. */
export function stuckStep(summary: TouchpointSummary | undefined): string | null {
  return summary?.steps.findLast(({ outcome }) => outcome === 'failed')?.description ?? null;
}
