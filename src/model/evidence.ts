import { z } from 'zod';
import { Artefact } from './artefact.ts';
import { Census, FieldFacts } from './census-evidence.ts';
import { ConsentMet, ConsentPress } from './consent-evidence.ts';
import { ErrorText, FormEvidence, PasteEvidence, Typed } from './form-evidence.ts';
import { Heard, Spoken } from './heard-evidence.ts';
import { AxeEvidence, AxeNode, AxeRule } from './axe-evidence.ts';
import { Box, TargetFacts } from './target-evidence.ts';
import { HoverEvidence } from './hover-evidence.ts';
import { Id } from './ids.ts';
import { LayerExits, PermissionAsk } from './interruption-evidence.ts';
import { actions } from './journey.ts';
import { FocusChange, KeyboardUse, TabStop } from './keyboard-evidence.ts';
import { EscapeEvidence } from './layer-evidence.ts';
import { LayoutEvidence } from './layout-evidence.ts';
import { Countdown, MotionEvidence } from './motion-evidence.ts';
import { NavigationEvidence } from './navigation-evidence.ts';
import { Hands } from './persona.ts';
import { Pictured } from './picture-evidence.ts';
import { PointingEvidence } from './pointing-evidence.ts';
import { ObstacleSeen, SecondPress } from './probe-evidence.ts';
import { Reading } from './reading-evidence.ts';
import { LighthouseEvidence, RecordingEvidence } from './recording-evidence.ts';
import { Stillness, Waiting } from './stillness-evidence.ts';
import { FrameScript, LongFrame } from './speed-evidence.ts';
import { StyleUse } from './style-evidence.ts';
import { Throttling } from './throttling.ts';
import { ConsoleEvidence, CookieEvidence, DialogEvidence, DocumentEvidence, RequestEvidence } from './traffic-evidence.ts';
import { PageSigns, Party, SourceMapReference } from './trust-evidence.ts';

/** Evidence is a file format: this changes when old evidence can no longer be read. */
export const evidenceSchema = 'mystery-shopper/evidence@1';

export const passes = ['experience', 'inspection'] as const;
export const Pass = z.enum(passes);
export type Pass = z.infer<typeof Pass>;

/** One visit to make: the n-th replay of a journey by a persona on a site. */
export const VisitUnit = z.strictObject({
  id: z.string().describe('site~persona~journey~pass~sample'),
  site: Id,
  persona: Id,
  journey: Id,
  pass: Pass,
  sample: z.number().int().min(1),
});
export type VisitUnit = z.infer<typeof VisitUnit>;

/** Why something did not happen: a code for programs, a message in the customer's words. */
export const Problem = z.strictObject({ code: z.string(), message: z.string() });
export type Problem = z.infer<typeof Problem>;

/** What a person would call an element, and where it is. */
export const ElementFacts = z.strictObject({
  role: z.string(),
  name: z.string(),
  tag: z.string(),
  selector: z.string(),
  box: Box.nullable(),
});
export type ElementFacts = z.infer<typeof ElementFacts>;

export const StepEvidence = z.strictObject({
  index: z.number().int().min(0),
  action: z.enum(actions),
  /** In the customer's words, as in: click "Add to basket". */
  description: z.string(),
  outcome: z.enum(['done', 'skipped', 'failed']),
  problem: Problem.optional(),
  /** The step was declared `ifVisible: true` and its target did show up, or it answers a request for consent. */
  interruption: z.boolean(),
  /** The customer's own answer to a request for consent. Absent: a step of the plan. */
  consent: ConsentPress.optional(),
  commits: z.boolean(),
  target: ElementFacts.nullable(),
  /** Address after the step, scrubbed. */
  url: z.string(),
  navigation: z.enum(['hard', 'soft', 'none']).describe('Did the step load a document, or change the address within one?'),
  /** ms since the visit began. */
  start: z.number(),
  /** ms from the start of the step until its target could be used: waiting for it to appear, stand still, be enabled, be uncovered. */
  untilActionable: z.number(),
  /** ms since the visit began when the input was given, or the page asked for. Absent: none was given. */
  inputAt: z.number().optional(),
  /** ms from when the input was given until the page had settled; the customer's wait. null: nothing to wait for was seen, or it never settled. */
  untilSettled: z.number().nullable(),
  /** The longest time of that wait in which nothing moved. null: not known, for what moves cannot be seen. Absent: nothing was waited for, or it never ended. */
  stillness: Stillness.nullable().optional(),
  /** Absent: the page settled, or nothing was waited for, and the customer had arrived by then. */
  waiting: Waiting.optional(),
  /** ms from the input until the first visible change because of it. null: none was seen. */
  untilFeedback: z.number().nullable(),
  /** What the hands did. */
  effort: z.strictObject({
    presses: z.number().int().describe('Mouse buttons or taps'),
    keys: z.number().int().describe('Keys other than typed text: Tab, Enter, arrows'),
    typed: z.number().int().describe('Characters'),
    scrolls: z.number().int(),
    /** CSS px from where the pointer was to the target's centre; null: no pointing. */
    pointerDistance: z.number().nullable(),
    /** CSS px, the smaller side of the target; null: no pointing. */
    targetSize: z.number().nullable(),
    /** Bits, Fitts's law in Shannon's form: the sum of log2(distance / extent of the target along the way + 1) over the pointings; null: no pointing, or not known. */
    difficulty: z.number().nullable().optional(),
  }),
  /** What a `fill` step typed; absent: it typed nothing. */
  typed: Typed.optional(),
  /** Keyboard hands only: stops on the way to the target. */
  tabStops: z.array(TabStop).optional(),
  /** Keyboard hands only, of steps that press keys. */
  keyboard: KeyboardUse.optional(),
  /** Hands that point only. */
  pointing: PointingEvidence.optional(),
  /** Inspection only: what was in the way of the target a second after it could be seen. Absent: nothing, or not looked for. */
  obstacle: ObstacleSeen.optional(),
  /** Inspection only, where the site's plan entry allows it: the control was pressed twice. null: the first press sent nothing. Absent: not tried. */
  secondPress: SecondPress.nullable().optional(),
  /** Screen-reader hands only. */
  heard: Heard.optional(),
  /** What followed the input within the observation window; null: not observed. */
  effect: z
    .strictObject({
      mutations: z.number().int(),
      requests: z.number().int(),
      navigated: z.boolean(),
      focusMoved: z.boolean(),
      scrolled: z.boolean(),
      opened: z.boolean().describe('A dialog, window, file chooser or download'),
      /** ms the effect was waited for. */
      observed: z.number(),
    })
    .nullable(),
});
export type StepEvidence = z.infer<typeof StepEvidence>;

/** A Web Vital as web-vitals (attribution build) reported it. */
export const Vital = z.strictObject({
  metric: z.enum(['LCP', 'INP', 'CLS', 'FCP', 'TTFB']),
  value: z.number().describe('ms; CLS without unit'),
  navigation: z.enum(['hard', 'soft']),
  /** Which navigation of the touchpoint it belongs to, from 0. */
  navigationIndex: z.number().int(),
  url: z.string(),
  /** Selector of the element it is about, where there is one. */
  element: z.string().nullable(),
  /** Its parts in ms, as resourceLoadDelay or inputDelay. */
  parts: z.record(z.string(), z.number()),
  /** CLS: selectors of what moved, most of it first, at most 5. */
  elements: z.array(z.string()).optional(),
  /** INP: what ran longest between the input and the frame that answered it. Absent: no long animation frame told of one. */
  script: FrameScript.optional(),
  /** INP: another input of this touchpoint was never told of, as its page was left before the frame that answered it was shown. This may not be the slowest. */
  incomplete: z.literal(true).optional(),
});
export type Vital = z.infer<typeof Vital>;

export { Artefact, AxeEvidence, AxeNode, AxeRule, Census, ConsoleEvidence, CookieEvidence, DialogEvidence, DocumentEvidence, FieldFacts, LighthouseEvidence, RecordingEvidence, RequestEvidence };

export { Box, TargetFacts };

/** A layer the customer did not ask for. */
export const Overlay = z.strictObject({
  kind: z.enum(['consent', 'newsletter', 'chat', 'login', 'app', 'dialog', 'other']),
  name: z.string(),
  selector: z.string(),
  /** Share of the viewport covered, 0 to 1. */
  covers: z.number(),
  modal: z.boolean().describe('The rest of the page cannot be used'),
  /** Accessible names of its buttons and links, at most 10. */
  ways: z.array(z.string()),
  /** Absent: not recorded. */
  exits: LayerExits.optional(),
});
export type Overlay = z.infer<typeof Overlay>;

/** Resources of the page that a person cannot be expected to see but should not be there. */
export const Mixed = z.strictObject({ url: z.string(), type: z.string() });
export type Mixed = z.infer<typeof Mixed>;

export const TabWalk = z.strictObject({
  stops: z.array(TabStop),
  /** How it ended: back where it began, out of the page, caught in a loop that leaves things out, or at the limit. */
  ended: z.enum(['cycled', 'trapped', 'limit']),
  /** Selectors of visible interactive elements that no stop reached, at most 50. */
  unreached: z.array(ElementFacts.omit({ box: true }).extend({ byLook: z.boolean().optional().describe('true: only the hand for a pointer says that it can be pressed, not its markup') })),
  trappedAt: z.string().nullable(),
  /** What the page did by itself when the focus moved; at most 5, after which the walk ends. Absent: not looked at. */
  changes: z.array(FocusChange).optional(),
});
export type TabWalk = z.infer<typeof TabWalk>;

/**
 * What the collectors record at a touchpoint, one field per collector, and what became of requests for consent. A field that is absent was not recorded:
 * whoever needs it says "not available".
 */
export const Collected = z.strictObject({
  vitals: z.array(Vital),
  requests: z.array(RequestEvidence),
  console: z.array(ConsoleEvidence),
  dialogs: z.array(DialogEvidence),
  documents: z.array(DocumentEvidence).describe('Main documents loaded on the way, in order'),
  /** Cookies in the jar on arrival, with whether the customer had given consent by then. */
  cookies: z.strictObject({ jar: z.array(CookieEvidence), consented: z.boolean() }),
  longTasks: z.array(z.strictObject({ start: z.number(), duration: z.number(), script: z.string().nullable(), navigationIndex: z.number().int(), at: z.number().optional().describe('ms since the visit began') })).describe('Tasks over 50 ms on the main thread, in ms since navigation'),
  longFrames: z.array(LongFrame),
  mixedContent: z.array(Mixed),
  navigation: NavigationEvidence,
  pageSigns: PageSigns,
  /** Style sheet files and how much of each the page uses on arrival. At most 200. */
  styleUse: z.array(StyleUse),
  sourceMaps: z.array(SourceMapReference),
  /** Made while judging, from the requests: hosts that the list of third parties knows. */
  parties: z.array(Party),
  axe: AxeEvidence,
  census: Census,
  reading: Reading,
  overlays: z.array(Overlay),
  permissions: z.array(PermissionAsk),
  forms: FormEvidence,
  /** What steps made the page say is wrong. */
  errorTexts: z.array(ErrorText).describe('At most 50'),
  paste: PasteEvidence,
  spoken: Spoken,
  /** Requests for consent met on the way by a customer who answers them; absent: they were not looked for. */
  consent: z.array(ConsentMet),
  tabWalk: TabWalk,
  layouts: LayoutEvidence,
  motion: MotionEvidence,
  hoverContent: HoverEvidence,
  escape: EscapeEvidence,
  countdowns: z.array(Countdown).describe('Clocks in the text that run down'),
  recordings: z.array(RecordingEvidence),
  /** Made while judging, from the recordings. */
  lighthouse: z.array(LighthouseEvidence),
  screenshot: Artefact,
  pictured: Pictured,
});
export type Collected = z.infer<typeof Collected>;
export type EvidenceKey = keyof Collected;

export const TouchpointEvidence = z.strictObject({
  id: Id,
  /** `blocked`: the persona's hands or conditions made it impossible; `failed`: it did not work for another reason. */
  status: z.enum(['reached', 'failed', 'blocked', 'not-reached']),
  problem: Problem.optional(),
  /** Was the declared marker seen? `undeclared`: the plan gives none. */
  arrival: z.enum(['confirmed', 'undeclared', 'missing', 'not-checked']),
  url: z.string(),
  title: z.string(),
  /** ms since the visit began; null: not reached. */
  reachedAt: z.number().nullable(),
  steps: z.array(StepEvidence),
  collected: Collected.partial(),
  /** What was on the page after steps marked `inspect`, in order. Absent: none were. */
  states: z
    .array(
      z.strictObject({
        step: z.number().int().describe('Index of the step'),
        collected: Collected.pick({ axe: true, census: true }).partial(),
      }),
    )
    .optional(),
  /** Collectors that failed, and why. */
  notCollected: z.array(z.strictObject({ collector: z.string(), reason: z.string() })),
  /** Collectors that recorded only part of what there was, and why: nothing they gave can be counted. Absent: none. */
  partlyCollected: z.array(z.strictObject({ collector: z.string(), reason: z.string() })).optional(),
});
export type TouchpointEvidence = z.infer<typeof TouchpointEvidence>;

export const VisitEvidence = z.strictObject({
  schema: z.literal(evidenceSchema),
  unit: VisitUnit,
  attempt: z.number().int().min(1),
  startedAt: z.iso.datetime(),
  /** ms */
  duration: z.number(),
  conditions: z.strictObject({
    browser: z.string(),
    hands: Hands,
    viewport: z.strictObject({ width: z.number(), height: z.number(), pixelRatio: z.number() }),
    throttling: Throttling,
    /** Lighthouse's BenchmarkIndex of the host; null: not measured. */
    hostIndex: z.number().nullable(),
    /** As the browser was told to name itself, where a name was to stand behind its own. */
    userAgent: z.string().optional(),
    /** Digests of the persona and of what the journey asks for on the site, and the machine. Absent: not told, as in older evidence. */
    made: z.strictObject({ persona: z.string(), journey: z.string(), machine: z.string() }).optional(),
  }),
  /** ok: the visit measured what it was to measure, even if the journey ended early. Not ok: the tool or the browser gave up. */
  outcome: z.discriminatedUnion('ok', [z.strictObject({ ok: z.literal(true) }), z.strictObject({ ok: z.literal(false), ...Problem.shape })]),
  /** Every touchpoint of the journey, in order, also those not reached. */
  touchpoints: z.array(TouchpointEvidence),
});
export type VisitEvidence = z.infer<typeof VisitEvidence>;
