import type { BrowserContext, CDPSession, Locator as Handle, Page } from 'playwright-core';
import type { Artefact, TouchpointEvidence, VisitEvidence, VisitUnit } from '../model/evidence.ts';
import type { Journey } from '../model/journey.ts';
import type { Persona } from '../model/persona.ts';
import type { Site } from '../model/plan.ts';
import type { Locator } from '../model/locator.ts';
import type { Hands, Pointer, ReaderPlace } from './hands/hands.ts';
import type { FocusWatch } from './hands/focus-watch.ts';
import type { RenderedPage } from './render-page.ts';
import type { PageWatch } from './watch.ts';

/** Cookies and local storage. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** One visit to make, with all it needs from outside. */
export interface VisitRequest {
  unit: VisitUnit;
  /** From 1; higher when an earlier attempt at the same sample was invalid. */
  attempt: number;
  site: Site & { id: string };
  persona: Persona;
  journey: Journey & { id: string };
  /** ms until a step counts as failed. */
  stepTimeout: number;
  /** ms until the visit is given up. */
  visitTimeout: number;
  /** What upload paths are relative to. */
  directory: string;
  /** Values of the secrets of the plan, by name. */
  secrets: Readonly<Record<string, string>>;
  /** Removes secrets from text that is going to be kept. */
  scrub(text: string): string;
  /** Keeps a file with the evidence; the name is unique within the visit. */
  keep(name: string, content: Uint8Array, mediaType: string): Promise<Artefact>;
  /** Sent behind the user agent that the browser has as this persona's; absent: nothing is. */
  userAgent?: string;
  /** BenchmarkIndex of this machine; null: not measured. */
  hostIndex: number | null;
  /** Ends the visit at once; what it has by then is given back. */
  signal: AbortSignal;
  /** ms since 1970. */
  now(): number;
  /** What the browser holds before the first touchpoint: after the login, where the site has one. */
  onReady?(state: BrowserState): void;
  onProgress?(touchpoint: string, step: string): void;
  /** Given each page where a touchpoint was reached, with its links: whoever looks for these need not load it again. */
  onShown?(page: RenderedPage): void;
  /** Given the bytes of each answer as they came over the network, headers too. Asked for where nothing is timed. */
  onReceived?(bytes: number): void;
  /** What was recorded at a touchpoint, as it will be in the evidence of the visit. */
  onTouchpoint?(touchpoint: TouchpointEvidence, conditions: VisitEvidence['conditions']): void;
}

/** What the steps of one visit work with. */
export interface Stage {
  request: VisitRequest;
  context: BrowserContext;
  page: Page;
  cdp: CDPSession;
  watch: PageWatch;
  hands: Hands;
  /** Only where keys are pressed in the inspection. */
  focusWatch: FocusWatch | null;
  pointer: Pointer;
  /** What the customer takes the current step for: the target of the next one, or the marker of arrival; null: the plan does not say. */
  wanted: Locator | null;
  reader: ReaderPlace;
  /** Fields that a secret was typed into, and in the how many-th document. */
  typedSecrets: { field: Handle; document: number }[];
  /** request.now() when the visit began. */
  began: number;
  /** The journey ends at the current touchpoint, or goes on with an address: what becomes of the page there changes nothing. */
  isLeft: boolean;
  /** Index of the step under way at the current touchpoint; null between steps. */
  step: number | null;
  /** What the customer has answered to requests for consent so far. `settled`: those that nothing more can be done about. `alarms`: how often a document only looked like asking. */
  consent: { given: boolean; settled: Set<string>; document: number; alarms: number };
}
