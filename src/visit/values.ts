import type { Value } from '../model/journey.ts';
import { problemError } from './problems.ts';

/** The text to enter. Throws a problem if the persona has no such datum, or the secret is not there. */
export function valueOf(value: Value, data: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): string {
  if (typeof value !== 'string') {
    const secret = secrets[value.secret];
    if (secret === undefined) throw problemError('SECRET_MISSING', `The environment variable ${value.secret} is not set.`);
    return secret;
  }
  return value.replace(/\{persona\.([\w-]+)\}/g, (_, key: string) => {
    const datum = data[key];
    if (datum === undefined) throw problemError('VALUE_MISSING', `The persona has no "${key}" in its data.`);
    return datum;
  });
}
