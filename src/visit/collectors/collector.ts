import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Artefact, Collected, EvidenceKey, Pass, StepEvidence } from '../../model/evidence.ts';
import type { ActionName } from '../../model/journey.ts';
import type { Persona } from '../../model/persona.ts';
import type { Veil } from '../veil.ts';

/** What a collector may use. It reads; it never acts on the page in the experience pass. */
export interface CollectorContext {
  context: BrowserContext;
  page: Page;
  /** Playwright's own session to the page's target, with Page and Network enabled. */
  cdp: CDPSession;
  pass: Pass;
  /** What the page was opened with. */
  persona: Pick<Persona, 'device' | 'display' | 'hands'>;
  /** Origin of the site, as in https://www.example.com */
  origin: string;
  /** ms since the visit began. */
  now(): number;
  /** Index of the step under way at the current touchpoint; null between steps. */
  currentStep(): number | null;
  /** Where the customer's pointer is, CSS px in the viewport; absent: at the top left. */
  pointer?(): { x: number; y: number };
  /** Does the journey end here, or go on with an address, so that what becomes of the page changes nothing? Absent: it may not. */
  isLeft?(): boolean;
  /** Has the customer agreed to a request for consent on their own, no step of the plan saying so? */
  consented?(): boolean;
  /** Removes secrets and the values of sensitive parameters from text that is going to be kept. */
  scrub(text: string): string;
  /** What pictures must not show. */
  veil?: Veil;
  /** Keeps a file with the evidence; the name is unique within the visit. */
  keep(name: string, content: Uint8Array, mediaType: string): Promise<Artefact>;
}

/** What is known of a touchpoint by the time a collector is asked. */
export interface SoFar {
  collected: Readonly<Partial<Collected>>;
  /** All of them: they are over. */
  steps: readonly StepEvidence[];
}

/** A collector at work during one visit. What it gives is handed out once per touchpoint and then forgotten. */
export interface CollectorSession<K extends EvidenceKey> {
  beforeStep?(index: number, action: ActionName): Promise<void>;
  /** `drawn`: frames that the page has drawn since it was quiet. */
  afterStep?(step: StepEvidence, drawn: number): Promise<void>;
  /** The last step is over, or the page is about to be looked at between two steps: waits for what is known a moment later only. Called beside the check of the arrival, and again if that took a while. */
  settle?(drawn: number): Promise<void>;
  /** The page is about to be looked at between two steps: what the collectors do to it until the next step begins is not to be recorded. Called after `settle`. */
  pause?(): Promise<void>;
  /** The customer has arrived (or got stuck). undefined: nothing can be said here. A throw becomes `notCollected`. */
  collect(touchpoint: string, soFar: SoFar): Promise<Collected[K] | undefined>;
  /** Why what was collected last is not all there was; undefined: it is. */
  partial?(): string | undefined;
  stop?(): Promise<void>;
}

/** One field of the evidence. Adding one: a file here, a line in index.ts, a documented field in model/evidence.ts. */
export interface Collector<K extends EvidenceKey = EvidenceKey> {
  field: K;
  passes: readonly Pass[];
  /** It acts on the page as a customer would (presses keys, changes the window, points) and puts everything back: comes after those that read, and its cost is counted apart. */
  walk?: true;
  /** It needs the page for itself, or what others have left of it. What is neither this nor a walk reads at the same time as its neighbours. */
  alone?: true;
  /** What it collects is of the moment, so that it can also be asked for in a state that the journey passes through. */
  states?: true;
  /** It looks into open shadow roots: what closed ones show is missing in what it gives. */
  openRoots?: true;
  /** Called once per visit, before the first navigation. */
  start(context: CollectorContext): Promise<CollectorSession<K>>;
}

export function defineCollector<const K extends EvidenceKey>(collector: Collector<K>): Collector<K> {
  return collector;
}
