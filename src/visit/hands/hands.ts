import type { CDPSession, Locator, Page } from 'playwright-core';
import type { Box, StepEvidence } from '../../model/evidence.ts';
import type { Heard, HeardAfter } from '../../model/heard-evidence.ts';
import type { Locator as Wanted } from '../../model/locator.ts';
import type { PointingEvidence } from '../../model/pointing-evidence.ts';
import type { Persona } from '../../model/persona.ts';
import type { FieldState } from '../in-page/field.ts';
import type { Listening } from '../reader/listen.ts';
import type { FocusWatch } from './focus-watch.ts';

/** What the hands did for one act; added up into the evidence of the step. */
export type Effort = StepEvidence['effort'];

/** How an act went. Blocked: this persona cannot do it with these hands, however often it is tried. */
export type Act =
  | ({ done: true; effort: Effort } & Recorded)
  | ({ done: false; blocked: boolean; code: string; message: string; effort: Effort } & Recorded);

/** What some hands record on their way. */
interface Recorded {
  tabStops?: StepEvidence['tabStops'];
  keyboard?: StepEvidence['keyboard'];
  heard?: Omit<Heard, 'after'>;
}

/** Where a screen reader is. Lasts for the visit. */
export interface ReaderPlace {
  /** The document it is in; empty: none yet. */
  document: string;
  /** What was announced last, and what had the focus then, as keys of the tree. */
  at: string | null;
  focus: string | null;
  /** Where it listens for what comes of the last input. */
  listening: Listening;
}

export interface Pointer {
  x: number;
  y: number;
  /** It rests on something, which may have opened something that lasts as long as it does. */
  resting: boolean;
}

export interface HandsContext {
  page: Page;
  cdp: CDPSession;
  persona: Persona;
  /** ms the act may take. */
  timeout: number;
  /** What a customer would call the target when it cannot say so itself any more, as in: "Pay". */
  words: string;
  /** What the plan says of the target, and everything on the page that answers to it; null: there is none. */
  sought: Wanted | null;
  all: Locator | null;
  reader: ReaderPlace;
  /** Where the pointer is, CSS px in the viewport; the hands move it. Lasts for the visit. */
  pointer: Pointer;
  /** Where the last trusted press of the current input was made, as the page's own document was told; null: in a frame, or none was told. */
  pressedAt(): { x: number; y: number } | null;
  /** Where the target was when it was found, before anything was scrolled for it; in the window of its frame, as `pressedAt`. null: not known. */
  placed(): Promise<Box | null>;
  /** How the field to be filled in took what is entered when it was found; null: it has to be asked. Told once: it may be another by the next attempt. */
  foundField(): Promise<FieldState | null>;
  /** What the customer does this for: the target of the next step, or what shows that they have arrived; null: the plan does not say. */
  wanted: Wanted | null;
  /** Is this the inspection, in which the page may be asked things around a press? */
  inspect: boolean;
  /** What pointing met on the way; filled in by the hands. */
  pointing: PointingEvidence;
  /** ms that the hands themselves took to get somewhere: no wait for the site. Added to by the hands. */
  spent: { moving: number };
  /** Called at the moment the input is given, as exactly as can be told. */
  onInput(): void;
  /** Looks at the stops on the way; null: this pass does not. */
  focusWatch: FocusWatch | null;
  /** Waits up to `ms` for anything at all to follow the last input. */
  followed(ms: number): Promise<boolean>;
  /** Called before text is entered: was there nothing in the field? */
  onField?(empty: boolean): void;
}

/** One way of using a page. Targets are found by the replay and are visible; whether they can be used is for the hands to find out. */
export interface Hands {
  /** Targets without any size on the screen are found too. */
  findsUnseen?: true;
  /** Called once, before anything is opened. */
  prepare?(cdp: CDPSession): Promise<void>;
  /** What was announced since the last input, `sinceInput` ms ago. `patient`: waits a moment for it. null: nothing was listened to. */
  listen?(patient: boolean, sinceInput: number, context: Pick<HandsContext, 'reader'>): Promise<HeardAfter | null>;
  click(target: Locator, context: HandsContext): Promise<Act>;
  fill(target: Locator, text: string, context: HandsContext): Promise<Act>;
  choose(target: Locator, option: string, context: HandsContext): Promise<Act>;
  check(target: Locator, checked: boolean, context: HandsContext): Promise<Act>;
  press(key: string, target: Locator | null, context: HandsContext): Promise<Act>;
  hover(target: Locator, context: HandsContext): Promise<Act>;
  scroll(where: 'top' | 'bottom' | { by: number } | { to: Locator }, context: HandsContext): Promise<Act>;
  drag(from: Locator, to: Locator, context: HandsContext): Promise<Act>;
}
