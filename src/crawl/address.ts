import { isAboutTheVisitor } from './tracking-parameters.ts';

/** What is told of the rules below, for the report. */
export const addressRules = [
  'Two addresses are one if they differ only in the order of parameters, a slash at the end, doubled slashes, a default port, the case of the host, or a fragment (unless it is a route, as in #/home).',
  'Parameters of campaigns and sessions (as utm_source, gclid, PHPSESSID), and sessions within paths, are left out.',
];

/** ;jsessionid=… of Java, /(S(…))/ of ASP.NET. */
const sessionInPath = /;jsessionid=[^/?#]*|\/\((?:[A-Z]\([^)]*\))+\)(?=\/|$)/gi;

const route = /^#[!/]/;

/** The address to ask for; null: no address of the web, or longer than servers take (8,000 octets: RFC 9110, 2022, section 4.1). */
export function addressOf(reference: string, base: string): URL | null {
  if (reference.length > 8_000 || !URL.canParse(reference.trim(), base)) return null;
  const url = new URL(reference.trim(), base);
  if (!/^https?:$/.test(url.protocol) || url.href.length > 8_000) return null;
  url.username = '';
  url.password = '';
  if (!route.test(url.hash)) url.hash = '';
  url.pathname = url.pathname.replace(sessionInPath, '');
  const about = [...url.searchParams.keys()].filter(isAboutTheVisitor);
  // Only where there is something to leave out: writing parameters again changes how they are encoded.
  for (const name of about) url.searchParams.delete(name);
  return url;
}

/** What two addresses of one page have in common. */
export function identityOf(url: URL): string {
  const parameters = new URLSearchParams(url.search);
  parameters.sort();
  const path = unescaped(url.pathname).replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  const query = parameters.size === 0 ? '' : `?${parameters}`;
  return `${url.origin}${path}${query}${url.hash}`;
}

/** Percent-encoding of what needs none is the same character (RFC 3986, 2005, section 6.2.2.2); the rest in capitals. */
function unescaped(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
  });
}

/** The parts of a path between its slashes. */
export function segmentsOf(url: URL): string[] {
  return unescaped(url.pathname).split('/').filter((segment) => segment !== '');
}

/** Names of its parameters, each once, in order. */
export function parametersOf(url: URL): string[] {
  return [...new Set(url.searchParams.keys())].sort();
}
