import { isObject, type Path, type Problem } from './problem.ts';
import { suggest } from './suggest.ts';

/** Every text in a plan, with its path. */
export function textsIn(value: unknown, path: Path = []): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
  return [];
}

const variable = /^\$([A-Z_][A-Z0-9_]*)$|\$\{(\w+)\}/;

/** Texts that look as if a variable of the environment were to be put in. Nothing puts it in, so it would be typed or visited as it stands. */
export function variablesIn(data: unknown): Problem[] {
  return textsIn(data).flatMap(({ path, text }) => {
    const name = variable.exec(text)?.slice(1).find((part) => part !== undefined);
    if (name === undefined) return [];
    const typed = path.at(-1) === 'with';
    const written = `{ secret: ${name.toUpperCase()} }`;
    return [
      {
        path,
        of: 'value',
        found: `"${text}", which looks like a variable of the environment`,
        expected: typed ? `\`${written}\`` : 'the value itself',
        advice: typed ? 'The secret is then read from the environment and written down nowhere.' : `Only what a step types can come from the environment: \`with: ${written}\`.`,
      },
    ];
  });
}

const template = /\{persona\.([^{}]*)\}/g;

/** `{persona.x}` where a persona of the plan has no x in its data. */
export function templatesWithoutData(parts: readonly { path: Path; value: unknown }[], personas: readonly { id: string; data: Readonly<Record<string, string>> }[]): Problem[] {
  return parts
    .flatMap(({ path, value }) => textsIn(value, path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(template)].flatMap(([whole, key = '']) => {
        const without = personas.filter(({ data }) => !Object.hasOwn(data, key));
        if (without.length === 0) return [];
        const who = without.length === personas.length ? 'no persona of this plan has' : `${without.map(({ id }) => id).join(', ')} ${without.length === 1 ? 'does' : 'do'} not have`;
        const keys = new Set(without.flatMap(({ data }) => Object.keys(data)));
        const near = suggest(key, keys);
        const expected = keys.size === 0 ? 'a key of the personas\' `data`, which is empty' : `a key of the personas' \`data\`: ${[...keys].join(', ')}`;
        return [{ path, of: 'value' as const, found: `\`${whole}\`, which ${who}`, expected, ...(near === undefined ? {} : { suggestion: `{persona.${near}}` }) }];
      }),
    );
}
