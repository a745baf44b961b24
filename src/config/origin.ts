/** The origin of a site's address, without the slash at its end; null where the address says more than an origin does. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const bare = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '';
  return bare ? url.origin : null;
}

/** What to write instead of an address that is no origin, where that can be told. */
export function nearestOrigin(address: string): string | undefined {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text) || !/^https?:/.test(text)) return undefined;
  const { origin, hostname } = new URL(text);
  return hostname.includes('.') || hostname === 'localhost' ? origin : undefined;
}
