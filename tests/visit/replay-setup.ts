import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { serve, type Served } from '../../fixtures/serving/loopback.ts';
import type { Artefact, Pass, VisitEvidence } from '../../src/model/evidence.ts';
import { VisitEvidence as Schema } from '../../src/model/evidence.ts';
import { Journey } from '../../src/model/journey.ts';
import { Persona } from '../../src/model/persona.ts';
import { Site } from '../../src/model/plan.ts';
import { findBrowser, makeScrubber, openLane } from '../../src/visit/index.ts';
import type { VisitLane, VisitRequest } from '../../src/visit/index.ts';
import type { Collector } from '../../src/visit/collectors/collector.ts';
import { plainPersona } from '../unit/persona.ts';

/** A customer with a mouse on an unthrottled desktop. */
export function persona(changes: Record<string, unknown> = {}): Persona {
  return Persona.parse({
    ...plainPersona,
    id: 'control',
    title: 'Control',
    device: { name: 'desktop', width: 1000, height: 700, pixelRatio: 1, mobile: false, touch: false },
    pace: { key: 0.28, pointingBits: 4.6, think: 1.35, home: 0.4, press: 0.1, factor: 1, reading: 238 },
    data: { email: 'kim@example.com' },
    ...changes,
  });
}

export type Route = (request: IncomingMessage, response: ServerResponse) => void;

export type Routes = Record<string, string | Route>;

interface Pages extends Served {
  requests: string[];
}

/** Serves pages written in the test: text is HTML, a function does as it likes. */
export async function startPages(routes: Routes): Promise<Pages> {
  const requests: string[] = [];
  const served = await serve((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    requests.push(`${request.method} ${request.url}`);
    const route = routes[path];
    if (typeof route === 'function') return route(request, response);
    response.statusCode = route === undefined ? 404 : 200;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(route === undefined ? 'nothing here' : `<!doctype html><html lang="en"><title>Page ${path}</title><body>${route}`);
  });
  return { ...served, requests };
}

export async function startLane(collectors: readonly Collector[] = []): Promise<VisitLane> {
  const browser = await findBrowser({ choice: null, environment: process.env });
  return openLane({ browser, headed: false, collectors });
}

/** For all tests of a file that asks for them with `openPagesAndLane`. */
export let pages: Pages;
export let lane: VisitLane;

export function openPagesAndLane(routes: Routes, collectors: readonly Collector[] = []): void {
  beforeAll(async () => {
    pages = await startPages(routes);
    lane = await startLane(collectors);
  });
  afterAll(async () => {
    await lane?.close();
    await pages?.close();
  });
}

export interface Wanted {
  origin: string;
  /** Steps of one touchpoint, or touchpoints by id. */
  steps?: unknown[];
  touchpoints?: Record<string, unknown>;
  arrived?: unknown;
  persona?: Persona;
  site?: Record<string, unknown>;
  pass?: Pass;
  stepTimeout?: number;
  visitTimeout?: number;
  signal?: AbortSignal;
  secrets?: Record<string, string>;
  directory?: string;
  onProgress?: VisitRequest['onProgress'];
}

export function requestOf(wanted: Wanted): VisitRequest {
  const { origin, steps, arrived, pass = 'experience' } = wanted;
  const touchpoints = wanted.touchpoints ?? { only: { stage: 'awareness', steps, ...(arrived === undefined ? {} : { arrived }) } };
  const customer = wanted.persona ?? persona();
  const secrets = wanted.secrets ?? {};
  return {
    unit: { id: `here~${customer.id}~walk~${pass}~1`, site: 'here', persona: customer.id, journey: 'walk', pass, sample: 1 },
    attempt: 1,
    site: { id: 'here', ...Site.parse({ origin, role: 'own', ...wanted.site }) },
    persona: customer,
    journey: { id: 'walk', ...Journey.parse({ goal: 'Get there', touchpoints }) },
    stepTimeout: wanted.stepTimeout ?? 4_000,
    visitTimeout: wanted.visitTimeout ?? 60_000,
    directory: wanted.directory ?? '.',
    secrets,
    scrub: makeScrubber(Object.values(secrets)),
    keep: async (name, content, mediaType): Promise<Artefact> => ({ path: name, mediaType, bytes: content.byteLength }),
    hostIndex: null,
    signal: wanted.signal ?? new AbortController().signal,
    now: () => Date.now(),
    ...(wanted.onProgress && { onProgress: wanted.onProgress }),
  };
}

/** Makes a visit and checks that its evidence is what the schema says. */
export async function visitOf(of: VisitLane, wanted: Wanted): Promise<VisitEvidence> {
  return Schema.parse(await of.visit(requestOf(wanted)));
}

/** Makes a visit, and gives what it kept too, by name. */
export async function visitKeeping(of: VisitLane, wanted: Wanted): Promise<{ visit: VisitEvidence; kept: Map<string, Uint8Array> }> {
  const kept = new Map<string, Uint8Array>();
  const visit = await of.visit({
    ...requestOf(wanted),
    keep: async (path, content, mediaType) => {
      kept.set(path, content);
      return { path, mediaType, bytes: content.byteLength };
    },
  });
  return { visit, kept };
}
