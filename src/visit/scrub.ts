/** Parameter names whose values let someone in. Compared as whole words of the name, as in session_id or accessToken. */
const sensitiveName = /(?:^|[^a-z])(?:token|apikey|key|password|passwd|pwd|secret|session|sessionid|sid|auth|authorization|code|jwt|sig|signature|otp|pin|credential|credentials)(?:$|[^a-z])/;

const removed = '[removed]';

/** Secrets shorter than this would take ordinary text with them. */
const shortestSecret = 4;

function isSensitive(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return sensitiveName.test(words);
}

function encodings(secret: string): string[] {
  const form = new URLSearchParams({ v: secret }).toString().slice(2);
  const base64 = Buffer.from(secret).toString('base64');
  const escaped = JSON.stringify(secret).slice(1, -1);
  return [secret, encodeURIComponent(secret), form, escaped, base64, base64.replace(/=+$/, ''), Buffer.from(secret).toString('base64url')];
}

/**
 * Makes the function that text goes through before it is kept: it removes the given secrets (as they are, URL-encoded,
 * JSON-escaped and in base64), the values of parameters with a sensitive name, and user names and passwords in addresses.
 */
export function makeScrubber(secrets: readonly string[]): (text: string) => string {
  const needles = [...new Set(secrets.filter((secret) => secret.length >= shortestSecret).flatMap(encodings))].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const needle of needles) clean = clean.replaceAll(needle, removed);
    return clean
      .replace(/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>]+@/gi, `$1`)
      .replace(/([?&#;])([\w.[\]%-]{1,64})=([^&#;\s"'<>]+)/g, (all, before: string, name: string) => (isSensitive(name) ? `${before}${name}=${removed}` : all));
  };
}
