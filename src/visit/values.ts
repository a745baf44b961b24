import type { Value } from '../model/journey.ts';
import { problemError } from './problems.ts';

const datum = /\{persona\.([\w-]+)\}/g;

/** Which of the persona's data a text to enter is made of, by key; and whether it is one of them and nothing else. */
export function dataIn(value: Value): { data: string[]; whole: boolean } {
  if (typeof value !== 'string') return { data: [], whole: false };
  const data = [...value.matchAll(datum)].flatMap(([, key]) => key ?? []);
  return { data: [...new Set(data)], whole: data.length === 1 && value.replace(datum, '') === '' };
}

/** The text to enter. Throws a problem if the persona has no such datum, or the secret is not there. */
export function valueOf(value: Value, data: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): string {
  if (typeof value !== 'string') {
    const secret = secrets[value.secret];
    if (secret === undefined) throw problemError('SECRET_MISSING', `The environment variable ${value.secret} is not set.`);
    return secret;
  }
  return value.replace(datum, (_, key: string) => {
    const found = data[key];
    if (found === undefined) throw problemError('VALUE_MISSING', `The persona has no "${key}" in its data.`);
    return found;
  });
}
