const secretHeaders = /^(cookie|set-cookie|authorization|proxy-authorization|x-csrf-token)$/i;
const secretFields = new Set(['postData', 'headersText', 'requestHeadersText', 'payloadData', 'cookieLine']);
const secretLists = new Set(['postDataEntries', 'associatedCookies', 'blockedCookies', 'exemptedCookies']);

const removed = '(removed)';

/** The same data without what customers and sites keep to themselves: credentials, cookies, what was posted; the rest of the text scrubbed. */
export function withoutSecrets(value: unknown, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, scrub));
  if (typeof value !== 'object' || value === null) return value;
  const pair = value as { name?: unknown; value?: unknown };
  const isSecretPair = typeof pair.name === 'string' && secretHeaders.test(pair.name) && typeof pair.value === 'string';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !secretFields.has(key))
      .map(([key, one]) => {
        if (secretLists.has(key)) return [key, []];
        if (secretHeaders.test(key) || (isSecretPair && key === 'value')) return [key, removed];
        // Screenshots in a trace: pictures as text, the bulk of it.
        if (key === 'snapshot' && typeof one === 'string') return [key, one];
        return [key, withoutSecrets(one, scrub)];
      }),
  );
}
