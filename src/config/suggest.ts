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
  expect: ['arrived'],
  actions: ['steps'],
  url: ['origin', 'visit'],
  viewport: ['device'],
  cpu: ['cpuSlowdown'],
};

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]/g, '');

/** The candidate that was most likely meant, if any is near enough: about one letter in three may differ. */
export function suggest(found: string, candidates: Iterable<string>): string | undefined {
  const known = [...candidates];
  const word = plain(found);
  const ranked = known
    .map((candidate) => ({ candidate, apart: distance(word, plain(candidate)) }))
    .filter(({ candidate, apart }) => apart <= Math.max(1, Math.floor(Math.min(word.length, plain(candidate).length) / 3)))
    .sort((a, b) => a.apart - b.apart);
  const synonym = Object.hasOwn(synonyms, word) ? synonyms[word]?.find((other) => known.includes(other)) : undefined;
  return ranked[0]?.apart === 0 ? ranked[0].candidate : (synonym ?? ranked[0]?.candidate);
}
