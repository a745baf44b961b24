import type { RequestDetails } from '../../../model/request-evidence.ts';

/** Characters of an address that are kept. */
const longest = 2_000;

/** What the headers of an answer say of keeping it and of its source map. Header names in any case. */
export function fromHeaders(raw: Readonly<Record<string, string>>): Pick<RequestDetails, 'freshFor' | 'sourceMap'> {
  const headers = new Map(Object.entries(raw).map(([name, value]) => [name.toLowerCase(), value]));
  const freshFor = freshness(headers);
  const sourceMap = headers.get('sourcemap') ?? headers.get('x-sourcemap');
  return { ...(freshFor !== undefined && { freshFor }), ...(sourceMap !== undefined && sourceMap !== '' && { sourceMap: sourceMap.slice(0, longest) }) };
}

/** Seconds, as a private cache reckons them (RFC 9111, 2022, 4.2.1); undefined: the headers do not say. */
function freshness(headers: ReadonlyMap<string, string>): number | undefined {
  const control = headers.get('cache-control')?.toLowerCase();
  if (control !== undefined && /(^|[\s,])no-(store|cache)\b/.test(control)) return 0;
  const age = Number(headers.get('age') ?? 0);
  const aged = (seconds: number): number => Math.max(0, seconds - (Number.isFinite(age) ? age : 0));
  const maxAge = /(?:^|[\s,])max-age="?(\d{1,12})/.exec(control ?? '')?.[1];
  if (maxAge !== undefined) return aged(Number(maxAge));
  const expires = headers.get('expires');
  if (expires === undefined) return undefined;
  const [until, from] = [Date.parse(expires), Date.parse(headers.get('date') ?? '')];
  // An invalid date, as the common 0, means: expired already.
  if (!Number.isFinite(until)) return 0;
  return Number.isFinite(from) ? aged((until - from) / 1_000) : undefined;
}
