import type { Collected } from '../../src/model/evidence.ts';
import { cspPoints, forbidsFraming, judgeCsp } from './csp.ts';
import { cookiesGrade, integrityGrade, redirectionGrade } from './observatory-content.ts';

type Document = Collected['documents'][number];

/** One test of MDN HTTP Observatory v6 (2026) that can be made from what a visit sees. */
export interface Grade {
  test: 'csp' | 'cookies' | 'subresource-integrity' | 'hsts' | 'redirection' | 'x-frame-options' | 'x-content-type-options' | 'referrer-policy' | 'corp' | 'coop' | 'coep';
  /** Stable name of the result, as in csp-missing. */
  result: string;
  points: number;
}

/** Seconds; Observatory takes 180 days for six months. */
const sixMonths = 15_552_000;

/** Points from which extra points count. */
const forBonus = 90;

/** What the page holds beside its headers. */
export interface PageContent {
  scripts: Collected['pageSigns']['scripts'];
  requests: Collected['requests'];
}

/**
 * Grades of the tests that apply. Left out: cross-origin sharing, which shows only when another origin asks, the redirect to HTTPS of a
 * visit that began with HTTPS, the list of preloaded hosts, and all that needs HTTPS on the own machine.
 */
export function gradesOf(document: Document, { scripts, requests }: PageContent): Grade[] {
  const { headers, url, secure } = document;
  const https = url.startsWith('https:');
  const csp = headers['content-security-policy'];
  const verdict = judgeCsp(csp, https);
  const transport = hsts(headers['strict-transport-security']);
  return [
    { test: 'csp', result: `csp-${verdict}`, points: cspPoints[verdict] },
    ...(https ? [transport] : []),
    ...redirectionGrade(document),
    cookiesGrade(document, https && transport.result === 'hsts'),
    integrityGrade(scripts, requests),
    ...(secure ? [] : [{ test: 'hsts', result: 'hsts-impossible', points: -20 } as const, { test: 'redirection', result: 'no-https', points: -20 } as const]),
    framing(headers['x-frame-options'], csp),
    sniffing(headers['x-content-type-options']),
    referrer(headers['referrer-policy']),
    ...isolation(headers),
  ];
}

function sum(points: readonly number[]): number {
  return points.reduce((total, value) => total + value, 0);
}

/** 100 and all points off; extra points only count for who would have 90 without them. Never below 0. */
export function scoreOf(grades: readonly Grade[]): number {
  const base = 100 + sum(grades.map(({ points }) => Math.min(points, 0)));
  const bonus = base >= forBonus ? sum(grades.map(({ points }) => Math.max(points, 0))) : 0;
  return Math.max(0, base + bonus);
}

/** Observatory's letters, by the least points for each. */
const letters: readonly (readonly [points: number, letter: string])[] = [[100, 'A+'], [90, 'A'], [85, 'A-'], [80, 'B+'], [70, 'B'], [65, 'B-'], [60, 'C+'], [50, 'C'], [45, 'C-'], [40, 'D+'], [30, 'D'], [25, 'D-']];

export function letterOf(points: number): string {
  return letters.find(([least]) => points >= least)?.[1] ?? 'F';
}

function hsts(value: string | undefined): Grade {
  if (value === undefined) return { test: 'hsts', result: 'hsts-missing', points: -20 };
  const age = /(?:^|;)\s*max-age="?(\d+)"?\s*(?:;|$)/i.exec(value)?.[1];
  if (age === undefined || value.includes(',')) return { test: 'hsts', result: 'hsts-invalid', points: -20 };
  return Number(age) < sixMonths ? { test: 'hsts', result: 'hsts-short', points: -10 } : { test: 'hsts', result: 'hsts', points: 0 };
}

function framing(value: string | undefined, csp: string | undefined): Grade {
  const test = 'x-frame-options';
  if (forbidsFraming(csp)) return { test, result: 'frame-ancestors', points: 5 };
  if (value === undefined) return { test, result: 'framing-missing', points: -20 };
  return /^\s*(deny|sameorigin|allow-from\b.*)\s*$/i.test(value) ? { test, result: 'framing', points: 0 } : { test, result: 'framing-invalid', points: -20 };
}

function sniffing(value: string | undefined): Grade {
  const test = 'x-content-type-options';
  return /^\s*nosniff\s*$/i.test(value ?? '') ? { test, result: 'nosniff', points: 0 } : { test, result: 'nosniff-missing', points: -5 };
}

const privateReferrers = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
const leakingReferrers = ['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade'];

/** Of several policies the last one the browser knows counts. Without a header browsers use a private one. */
function referrer(value: string | undefined): Grade {
  const test = 'referrer-policy';
  if (value === undefined) return { test, result: 'referrer-default', points: 0 };
  const policy = value
    .toLowerCase()
    .split(/[,\n]/)
    .map((part) => part.trim())
    .findLast((part) => privateReferrers.includes(part) || leakingReferrers.includes(part));
  return policy !== undefined && privateReferrers.includes(policy) ? { test, result: 'referrer-private', points: 5 } : { test, result: 'referrer-unsafe', points: -5 };
}

/** Only the strict values earn points; to leave them out costs none. */
function isolation(headers: Document['headers']): Grade[] {
  const is = (name: string, values: readonly string[]) => values.includes((headers[name] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  return [
    ...(is('cross-origin-resource-policy', ['same-origin', 'same-site']) ? [{ test: 'corp', result: 'corp', points: 10 } as const] : []),
    ...(is('cross-origin-opener-policy', ['same-origin']) ? [{ test: 'coop', result: 'coop', points: 10 } as const] : []),
    ...(is('cross-origin-embedder-policy', ['require-corp']) ? [{ test: 'coep', result: 'coep', points: 10 } as const] : []),
  ];
}
