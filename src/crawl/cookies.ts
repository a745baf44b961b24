/** A cookie as a browser tells it: a domain that begins with a dot holds for the hosts below it, too. */
export interface HeldCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  secure: boolean;
}

/** Cookies that a login has left, sent where a browser would send them (RFC 6265, 2011, section 5.4). */
export interface CookieJar {
  /** undefined: there is none for this address. */
  header(url: URL): string | undefined;
  /** What an answer says of cookies that are held; others are not taken up. */
  take(url: URL, setCookies: readonly string[]): void;
}

export function openCookieJar(cookies: readonly HeldCookie[]): CookieJar {
  const held = cookies.map((cookie) => ({ ...cookie }));
  return {
    header(url) {
      const sent = held.filter((cookie) => cookie.value !== '' && isFor(cookie, url)).sort((a, b) => b.path.length - a.path.length);
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    },
    take(url, setCookies) {
      for (const line of setCookies) {
        const [pair = '', ...attributes] = line.split(';');
        const at = pair.indexOf('=');
        const cookie = held.find((one) => one.name === pair.slice(0, at).trim() && isFor(one, url));
        if (cookie === undefined) continue;
        cookie.value = attributes.some((attribute) => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/i.test(attribute)) ? '' : pair.slice(at + 1).trim();
      }
    },
  };
}

function isFor({ domain, path, secure }: HeldCookie, { hostname, pathname, protocol }: URL): boolean {
  const host = domain.replace(/^\./, '');
  const ofHost = hostname === host || (domain.startsWith('.') && hostname.endsWith(`.${host}`));
  const ofPath = pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
  // Browsers trust this machine without encryption, too.
  return ofHost && ofPath && (!secure || protocol === 'https:' || /(?:^|\.)localhost$/.test(hostname));
}
