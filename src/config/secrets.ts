import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { Plan } from '../model/plan.ts';
import { isObject, pathText, type Path } from './problem.ts';

/**
 * The secrets that a plan's visits need, by name. Throws SECRET_MISSING with all that the environment lacks and where they are used;
 * an empty one counts as missing.
 */
export function resolveSecrets(plan: Pick<Plan, 'sites' | 'journeys'>, environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const uses = usesIn(plan);
  const names = [...new Set(uses.map(({ name }) => name))].sort();
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0) {
    const lines = missing.map((name) => {
      const places = uses.filter((use) => use.name === name).map(({ path }) => pathText(path));
      return `The environment variable ${name} is ${environment[name] === '' ? 'empty' : 'not set'}; it is typed at ${places.join(', ')}.`;
    });
    throw new KnownError(errors.secretMissing, lines.join('\n'), { hint: `Set ${missing.join(' and ')} in the environment of this command.` });
  }
  return Object.fromEntries(names.map((name) => [name, environment[name] ?? '']));
}

/** Steps for sites that are not part of this plan are not taken, so their secrets are not needed. */
function usesIn({ sites, journeys }: Pick<Plan, 'sites' | 'journeys'>): { name: string; path: Path }[] {
  return [...secretsIn(sites, ['sites']), ...secretsIn(journeys, ['journeys'])].filter(({ path }) => {
    const [top, , , , on, site] = path;
    return !(top === 'journeys' && on === 'on' && typeof site === 'string' && !Object.hasOwn(sites, site));
  });
}

function secretsIn(value: unknown, path: Path): { name: string; path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => secretsIn(item, [...path, index]));
  if (!isObject(value)) return [];
  if (typeof value['secret'] === 'string') return [{ name: value['secret'], path }];
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, [...path, key]));
}
