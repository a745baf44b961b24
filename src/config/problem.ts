/** Keys and positions on the way from the top of the plan to something in it. */
export type Path = readonly (string | number)[];

/** Something in the user's plan that cannot stay as it is. */
export interface Problem {
  path: Path;
  /** What the path leads to: a value; a key that should not be there; or a key that is not there, so that its owner is shown. */
  of: 'value' | 'key' | 'absence';
  /** In words, completing "Found …". */
  found: string;
  /** In words, completing "Expected …". */
  expected: string;
  /** What was most likely meant. */
  suggestion?: string;
  /** A full sentence: what to do. */
  advice?: string;
  /** All of it in full sentences, in place of the above. */
  said?: string;
}

/** As in journeys.buy.touchpoints.home.steps[0].click; keys that would be misread stand in brackets and quotes. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[\w$-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Record<string | number, unknown>)[part] : undefined), value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
