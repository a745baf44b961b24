import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audits } from '../../audits/index.ts';
import { html, redirect } from '../../fixtures/serving/exchange.ts';
import { startFixtureServer, type FixtureServer } from '../../fixtures/server.ts';
import type { AuditOutcome } from '../../src/model/results.ts';
import { findBrowser, openLane, type VisitLane } from '../../src/visit/index.ts';
import { readFixture, type Fixture } from './fixture.ts';
import { collectorsFor, judgeFixture } from './visit-fixture.ts';

let server: FixtureServer;
let lane: VisitLane | undefined;
let laneFor = '';

beforeAll(async () => {
  server = await startFixtureServer({ sites: [] });
});

afterAll(async () => {
  await lane?.close();
  await server.close();
});

/** A browser with the collectors of an audit; kept as long as the next audit needs the same. */
async function laneWith(audit: (typeof audits)[number]): Promise<VisitLane> {
  const needs = needsOf(audit);
  if (lane !== undefined && laneFor === needs) return lane;
  await lane?.close();
  lane = await openLane({ browser: await findBrowser({ choice: null, environment: process.env }), headed: false, collectors: collectorsFor(audit) });
  laneFor = needs;
  return lane;
}

function needsOf({ needs }: (typeof audits)[number]): string {
  return [...needs].sort().join(' ');
}

/** A part of a PNG file: length, name, data, checksum. */
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A picture that can be drawn and has any size: one pixel, and a part of `bytes` that decoders skip. */
function picture(bytes: number): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('fiLl', Buffer.alloc(bytes)), chunk('IDAT', deflateSync(Buffer.from([0, 128]))), chunk('IEND', Buffer.alloc(0))]);
}

/** A response of any type and size: `/filler?type=image/png&bytes=1000`. */
function serveFillers(): void {
  for (const one of [server, server.other]) {
    one.setRoute('/filler', ({ query }) => {
      const [type, bytes] = [query.get('type') ?? 'image/png', Number(query.get('bytes') ?? 0)];
      return { headers: { 'content-type': type, 'cache-control': 'no-store' }, body: type === 'image/png' ? picture(bytes) : Buffer.alloc(bytes, ' ') };
    });
    // A style sheet with so many rules that match everything and so many that match nothing, all of the same length.
    one.setRoute('/styles', ({ query }) => {
      const rules = (name: string, match: string): string => Array.from({ length: Number(query.get(name) ?? 0) }, (_, at) => `${match} { --rule-${name === 'used' ? 'u' : 'n'}${String(at).padStart(4, '0')}: 1 }\n`).join('');
      return { headers: { 'content-type': 'text/css', 'cache-control': 'no-store' }, body: rules('used', '.one') + rules('unused', '.not') };
    });
    const members = html('<!doctype html><html lang="en"><title>Members</title><h1>Members</h1><a href="/audits/friction-detours/offer.html">Offer</a>');
    one.setRoute('/members', ({ cookies }) => (cookies['in'] === '1' ? members : redirect('/audits/friction-detours/page', 302)));
    for (const hop of [1, 2]) one.setRedirect(`/hop-${hop}`, hop === 1 ? '/hop-2' : '/audits/speed-redirects/page');
  }
}

const byNeeds = [...audits].sort((a, b) => needsOf(a).localeCompare(needsOf(b)));

it.each(byNeeds.map((audit) => [audit.id, audit] as const))('%s finds what its page has, and nothing else', async (id, audit) => {
  server.reset();
  serveFillers();
  const fixture = readFixture(id.replace('/', '-'), { origin: server.origin, host: new URL(server.origin).host, other: server.otherOrigin, otherHost: new URL(server.otherOrigin).host });
  const { outcome, status, problem } = await judgeFixture(audit, fixture, { lane: await laneWith(audit), server });
  expect({ status, problem: status === fixture.reached ? '' : problem }).toEqual({ status: fixture.reached, problem: '' });
  expect(told(outcome)).toEqual(expected(fixture.outcome));
});

function told(outcome: AuditOutcome): unknown {
  if (outcome.status !== 'measured') return outcome;
  const findings = outcome.findings.map(({ kind, key }) => (kind === 'delight' ? `+${key}` : key)).sort();
  return { status: outcome.status, values: outcome.values, missing: Object.keys(outcome.missing ?? {}), notApplicable: Object.keys(outcome.notApplicable ?? {}), findings };
}

function expected(outcome: Fixture['outcome']): unknown {
  if (outcome.status !== 'measured') return outcome;
  const values = Object.fromEntries(Object.entries(outcome.values).map(([metric, value]) => [metric, typeof value === 'number' ? value : between(value)]));
  return { ...outcome, values, findings: [...outcome.findings].sort() };
}

function between([least, most]: readonly [number, number]): unknown {
  return expect.toSatisfy((measured: number) => measured >= least && measured <= most, `between ${least} and ${most}`);
}
