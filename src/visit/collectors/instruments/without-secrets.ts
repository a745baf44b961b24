const secretHeaders = /^(cookie|set-cookie|authorization|proxy-authorization|x-csrf-token)$/i;
const secretFields = new Set(['postData', 'headersText', 'requestHeadersText', 'payloadData', 'cookieLine']);
const secretLists = new Set(['postDataEntries', 'associatedCookies', 'blockedCookies', 'exemptedCookies']);

const removed = '(removed)';

/** The same data without what customers and sites keep to themselves: credentials, cookies, what was posted; the rest of the text scrubbed. */
export function withoutSecrets(value: unknown, scrub: (text: string) => string): unknown {
  // The same few hundred texts make up most of a log.
  const scrubbed = new Map<string, string>();

  function text(one: string): string {
    const known = scrubbed.get(one);
    if (known !== undefined) return known;
    const clean = scrub(one);
    scrubbed.set(one, clean);
    return clean;
  }

  function copy(one: unknown): unknown {
    if (typeof one === 'string') return text(one);
    if (Array.isArray(one)) return one.map(copy);
    if (typeof one !== 'object' || one === null) return one;
    const { name } = one as { name?: unknown };
    const isSecretPair = typeof name === 'string' && secretHeaders.test(name);
    const result: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(one)) {
      if (secretFields.has(key)) continue;
      if (secretLists.has(key)) result[key] = [];
      else if (secretHeaders.test(key) || (isSecretPair && key === 'value' && typeof field === 'string')) result[key] = removed;
      // Screenshots in a trace: pictures as text, the bulk of it.
      else result[key] = key === 'snapshot' && typeof field === 'string' ? field : copy(field);
    }
    return result;
  }

  return copy(value);
}
