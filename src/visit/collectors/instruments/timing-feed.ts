import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { collectPending } from '../../in-page/collect-pending.ts';
import { collectTiming } from '../../in-page/collect-timing.ts';
import type { CollectorContext } from '../collector.ts';
import { evaluateApart, knownIn, world } from './evaluate-apart.ts';

const finite = z.number().min(0).max(1e13);
const url = z.string().max(2_000);
const from = { origin: finite };
const Script = z.strictObject({ start: finite, duration: finite, url, invoker: z.string().max(300) });
const Message = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('document'), ...from, url }),
  z.strictObject({ kind: z.literal('soft'), ...from, start: finite, url }),
  z.strictObject({ kind: z.literal('input'), ...from, start: finite }),
  z.strictObject({ kind: z.literal('answered'), ...from, after: finite }),
  z.strictObject({ kind: z.literal('task'), ...from, start: finite, duration: finite }),
  z.strictObject({ kind: z.literal('interaction'), ...from, start: finite, duration: finite, element: z.string().max(300).nullable(), parts: z.record(z.string(), z.number()) }),
  z.strictObject({ kind: z.literal('shift'), ...from, start: finite, value: finite, elements: z.array(z.string().max(300)).max(5) }),
  z.strictObject({ kind: z.literal('frame'), ...from, start: finite, duration: finite, blocking: finite, scripts: z.array(Script).max(3) }),
  z.strictObject({
    kind: z.literal('vital'),
    ...from,
    metric: z.enum(['LCP', 'INP', 'CLS', 'FCP', 'TTFB']),
    value: finite,
    soft: z.boolean(),
    start: finite,
    url,
    element: z.string().max(300).nullable(),
    parts: z.record(z.string(), z.number()),
    input: finite.optional(),
  }),
]);

/** What the page told. Times in ms since `origin`, the time origin of its document. */
export type TimingMessage = z.infer<typeof Message>;

/** A document, or an address within one. */
export interface Navigation {
  origin: number;
  /** ms since the origin; 0 for the document itself. */
  start: number;
  url: string;
}

export interface TimingFeed {
  listen(listener: (message: TimingMessage, navigation: Navigation) => void): void;
  /** Ends once what the browser had measured by now has been told, or the page does not answer. `drawn`: frames since the page was quiet. */
  settle(drawn: number): Promise<void>;
  /** Why something may not have been told when it settled last; undefined: all has been. */
  partial(): string | undefined;
  /** The navigations of the touchpoint that ends now, in order. The first is the one it began on. */
  arrive(touchpoint: string): readonly Navigation[];
}

// A page that reloads itself for ever must not fill the memory.
const most = { navigations: 500, payload: 10_000 };

const require = createRequire(import.meta.url);

function webVitalsFile(...path: string[]): string {
  return readFileSync(join(dirname(require.resolve('web-vitals')), ...path), 'utf8');
}

export function webVitalsVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(webVitalsFile('..', 'package.json'))).version;
}

const feeds = new WeakMap<Page, Promise<TimingFeed>>();

/** One feed per page, whoever asks: vitals and long tasks number their navigations alike because of it. */
export function timingFeed(context: CollectorContext): Promise<TimingFeed> {
  const known = feeds.get(context.page);
  if (known !== undefined) return known;
  const feed = startFeed(context.cdp);
  feeds.set(context.page, feed);
  return feed;
}

async function startFeed(cdp: CDPSession): Promise<TimingFeed> {
  const listeners: ((message: TimingMessage, navigation: Navigation) => void)[] = [];
  let navigations: Navigation[] = [];
  let last: { touchpoint: string; arrived: readonly Navigation[] } | undefined;
  let settling: Promise<void> | undefined;
  let areIn = true;

  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== binding || payload.length > most.payload) return;
    const message = parse(payload);
    if (message === undefined) return;
    const navigation = navigationOf(message, navigations);
    if (navigation !== undefined) for (const listener of listeners) listener(message, navigation);
  });
  // A world of its own keeps the instruments out of the page's sight and reach; its binding only reports with Runtime enabled.
  knownIn(cdp);
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: binding, executionContextName: world });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: script(), worldName: world });

  return {
    listen: (listener) => void listeners.push(listener),
    settle(drawn) {
      settling ??= untilEntriesAreIn(cdp, drawn)
        .then((all) => void (areIn = all))
        .finally(() => (settling = undefined));
      return settling;
    },
    partial: () => (areIn ? undefined : 'the page did not answer when it was asked for what the browser had measured last'),
    arrive(touchpoint) {
      if (last?.touchpoint === touchpoint) return last.arrived;
      last = { touchpoint, arrived: navigations };
      navigations = navigations.slice(-1);
      return last.arrived;
    },
  };
}

const binding = 'mysteryShopperTiming';

function script(): string {
  // Only the main frame of a page is what the customer loaded. The function keeps the library's variable out of the global scope.
  return `if (window === window.top) { (() => { ${webVitalsFile('web-vitals.attribution.iife.js')}; (${collectTiming})(webVitals, ${binding}); })() }`;
}

function parse(payload: string): TimingMessage | undefined {
  try {
    return Message.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

/** The navigation a message is about. A new one is added: a route change may be told of by its vitals first. */
function navigationOf(message: TimingMessage, navigations: Navigation[]): Navigation | undefined {
  const ofDocument = navigations.filter(({ origin }) => origin === message.origin);
  if (message.kind === 'task' || message.kind === 'frame' || message.kind === 'shift') return ofDocument.findLast(({ start }) => start <= message.start);
  if (message.kind === 'input' || message.kind === 'answered') return ofDocument.at(-1);
  // The input that leads to another address was made at the one before.
  if (message.kind === 'interaction') return ofDocument.findLast(({ start }) => start < message.start);
  const start = message.kind === 'document' ? 0 : message.start;
  const known = ofDocument.find((navigation) => navigation.start === start);
  if (known !== undefined || navigations.length >= most.navigations) return known;
  const added = { origin: message.origin, start, url: message.url };
  navigations.push(added);
  return added;
}

/** Is all that the browser had measured told? Of a page that hangs what it told before counts; one that has taken the place of another is asked in turn. */
export async function untilEntriesAreIn(cdp: CDPSession, drawn: number): Promise<boolean> {
  for (const frames of [drawn, 0]) {
    try {
      await evaluateApart(cdp, collectPending, frames, 2_000);
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.includes('took longer')) return false;
    }
  }
  return false;
}
