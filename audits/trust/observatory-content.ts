import type { Collected } from '../../src/model/evidence.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import type { Grade } from './observatory.ts';

// The tests of MDN HTTP Observatory v6 (2026) that look at cookies, scripts and redirects.

type Document = Collected['documents'][number];

/** Names that speak of a session, and of a guard against forged requests, as Observatory tells them. */
const session = /login|sess/i;
const forgeryGuard = /csrf/i;

interface SetCookie {
  name: string;
  flags: ReadonlyMap<string, string>;
}

function cookiesOf(header: string | undefined): SetCookie[] {
  return (header ?? '').split('\n').flatMap((line) => {
    const [pair = '', ...attributes] = line.split(';');
    const name = pair.split('=', 1)[0]?.trim() ?? '';
    const flags = new Map(attributes.map((attribute) => {
      const [key = '', value = ''] = attribute.split('=');
      return [key.trim().toLowerCase(), value.trim().toLowerCase()] as const;
    }));
    return name === '' ? [] : [{ name, flags }];
  });
}

/** What is wrong with one cookie, and what that costs. Without HTTPS on the own machine Secure is not asked for. */
function cookieFaults({ name, flags }: SetCookie, { needsSecure, hsts }: { needsSecure: boolean; hsts: boolean }): [result: string, points: number][] {
  const insecure = needsSecure && !flags.has('secure');
  const sameSite = flags.get('samesite');
  return [
    ...(insecure && session.test(name) ? [hsts ? (['cookies-session-insecure-hsts', -10] as [string, number]) : (['cookies-session-insecure', -40] as [string, number])] : []),
    ...(!flags.has('httponly') && session.test(name) ? [['cookies-session-readable', -30] as [string, number]] : []),
    ...(forgeryGuard.test(name) && sameSite === undefined ? [['cookies-guard-without-samesite', -20] as [string, number]] : []),
    ...(sameSite !== undefined && (!['lax', 'strict', 'none'].includes(sameSite) || (sameSite === 'none' && insecure)) ? [['cookies-samesite-invalid', -20] as [string, number]] : []),
    ...(insecure ? [hsts ? (['cookies-insecure-hsts', -5] as [string, number]) : (['cookies-insecure', -20] as [string, number])] : []),
  ];
}

/** The worst fault of the cookies that came with the document; extra points where they have none and all name SameSite. */
export function cookiesGrade({ headers, url, secure }: Document, hsts: boolean): Grade {
  const cookies = cookiesOf(headers['set-cookie']);
  if (cookies.length === 0) return { test: 'cookies', result: 'cookies-none', points: 0 };
  const needsSecure = url.startsWith('https:') || !secure;
  const [worst] = cookies.flatMap((cookie) => cookieFaults(cookie, { needsSecure, hsts })).sort(([, a], [, b]) => a - b);
  if (worst !== undefined) return { test: 'cookies', result: worst[0], points: worst[1] };
  return cookies.every(({ flags }) => flags.has('samesite')) ? { test: 'cookies', result: 'cookies-safe', points: needsSecure ? 5 : 0 } : { test: 'cookies', result: 'cookies-without-samesite', points: 0 };
}

/** Scripts of other parties that stand in the page itself; those that scripts put in Observatory does not see. */
export function integrityGrade(scripts: Collected['pageSigns']['scripts'], requests: Collected['requests']): Grade {
  const asked = new Map(requests.filter(({ type, initiator }) => type === 'script' && initiator === 'parser').map((request) => [request.url, request]));
  const written = scripts.flatMap(({ url, integrity }) => {
    const request = asked.get(url);
    const parsed = URL.parse(url);
    return request === undefined || parsed === null ? [] : [{ integrity, foreign: request.thirdParty, secure: parsed.protocol === 'https:' || isLoopback(parsed.hostname) }];
  });
  const foreign = written.filter((script) => script.foreign);
  const test = 'subresource-integrity';
  if (foreign.some(({ integrity, secure }) => !integrity && !secure)) return { test, result: 'integrity-insecure', points: -50 };
  if (foreign.some(({ secure }) => !secure)) return { test, result: 'integrity-insecure-source', points: -20 };
  if (foreign.some(({ integrity }) => !integrity)) return { test, result: 'integrity-missing', points: -5 };
  const checked = written.some(({ integrity, secure }) => integrity && secure);
  return { test, result: checked ? 'integrity' : 'integrity-not-needed', points: checked ? 5 : 0 };
}

/** Where the visit began without HTTPS: how it got there. */
export function redirectionGrade({ url, redirects }: Document): Grade[] {
  const [first, second] = [...redirects.map((hop) => hop.url), url];
  const [from, to] = [URL.parse(first ?? ''), URL.parse(second ?? '')];
  if (from === null || to === null || from.protocol !== 'http:' || !url.startsWith('https:')) return [];
  const test = 'redirection';
  if (to.protocol !== 'https:') return [{ test, result: 'redirection-late', points: -10 }];
  return [from.hostname === to.hostname ? { test, result: 'redirection', points: 0 } : { test, result: 'redirection-other-host', points: -5 }];
}
