import { distance } from 'fastest-levenshtein';

/** Words of other tools for what the plan calls otherwise. */
const synonyms: Record<string, readonly string[]> = {
  goto: ['visit'],
  open: ['visit'],
  navigate: ['visit'],
  tap: ['click'],
  type: ['fill'],
  input: ['fill'],
  select: ['choose'],
  option: ['choose'],
  tick: ['check'],
  wait: ['waitFor'],
  selector: ['css'],
  value: ['with'],
  label: ['field'],
  optional: ['ifVisible'],
  audit: ['inspect'],
  expect: ['arrived'],
  actions: ['steps'],
  url: ['origin', 'visit'],
  viewport: ['device'],
  cpu: ['cpuSlowdown'],
};

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]/g, '');

/** Letters to change to make one word of the other; two neighbours that changed places count as one, and so does an ending left away. */
function apartness(word: string, other: string): number {
  if (word.length >= 3 && other.startsWith(word)) return Math.min(1, other.length - word.length);
  const swapped = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`);
  return Math.min(distance(word, other), ...swapped.map((variant) => 1 + distance(variant, other)));
}

/** The candidate that was most likely meant, if any is near enough: about one letter in three may differ. */
export function suggest(found: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  const word = plain(found);
  const ranked = known
    .map((candidate) => ({ candidate, apart: apartness(word, plain(candidate)) }))
    .filter(({ candidate, apart }) => apart <= Math.max(1, Math.floor(Math.min(word.length, plain(candidate).length) / 3)))
    .sort((a, b) => a.apart - b.apart);
  const synonym = Object.hasOwn(synonyms, word) ? synonyms[word]?.find((other) => known.includes(other)) : undefined;
  return ranked[0]?.apart === 0 ? ranked[0].candidate : (synonym ?? ranked[0]?.candidate);
}
