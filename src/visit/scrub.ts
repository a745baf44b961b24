import { formsOfSecret } from '../model/secret-forms.ts';

/** Parameter names whose values let someone in. Compared as whole words of the name, as in session_id or accessToken. */
const sensitiveName = /(?:^|[^a-z])(?:token|apikey|key|password|passwd|pwd|secret|session|sessionid|sid|auth|authorization|code|jwt|sig|signature|otp|pin|credential|credentials)(?:$|[^a-z])/;

const removed = '[removed]';

/** Characters; a shorter secret is removed only where it stands alone, or it would take ordinary text with it. */
export const shortestAnywhere = 4;

function isSensitive(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return sensitiveName.test(words);
}

function standingAlone(secret: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${secret.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
}

/**
 * Makes the function that text goes through before it is kept: it removes the given secrets in all their forms, the values of
 * parameters with a sensitive name, and user names and passwords in addresses.
 */
export function makeScrubber(secrets: readonly string[]): (text: string) => string {
  const needles = [...new Set(secrets.filter(({ length }) => length >= shortestAnywhere).flatMap(formsOfSecret))].sort((a, b) => b.length - a.length);
  const alone = secrets.filter(({ length }) => length > 0 && length < shortestAnywhere).map(standingAlone);
  return (text) => {
    let clean = text;
    for (const needle of needles) clean = clean.replaceAll(needle, removed);
    for (const pattern of alone) clean = clean.replaceAll(pattern, removed);
    // Looking for the scheme first takes ten times as long, and most texts are long and have none of it.
    if (/:\/\/[^\s/?#@"'<>]+@/.test(clean)) clean = clean.replace(/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>]+@/gi, `$1`);
    return clean.replace(/([?&#;])([\w.[\]%-]{1,64})=([^&#;\s"'<>]+)/g, (all, before: string, name: string) => (isSensitive(name) ? `${before}${name}=${removed}` : all));
  };
}
