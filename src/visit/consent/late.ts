import { within } from '../patience.ts';
import type { Stage } from '../stage.ts';
import { hintsAtConsent } from './read.ts';

/** ms a step may be stuck before the customer looks what is in the way, and between two looks. */
const look = 600;

export interface Lookout {
  /** From now on the hands are at work: what is in the way is answered between two of their attempts. `again`: the input is yet to come after all. */
  acting(again: () => void): void;
  /** The hands could not get to their target. True: a request for consent lay over the page, and was dealt with. */
  stuck(): Promise<boolean>;
  /** Ends the lookout. `took`: ms that answering took; `until`: ms since 1970 when the last answer had been given, 0 if there was none. */
  stop(): Promise<{ took: number; until: number }>;
}

/**
 * Looks out for a request for consent that comes up while a step waits for its target, and has it answered. A step that does not wait costs nothing.
 * `answer` resolves when it was dealt with; the ms until then are the interruption's, not the step's.
 */
export function lookOut(stage: Stage, hasInput: () => boolean, answer: (() => Promise<void>) | null): Lookout {
  if (answer === null) return { acting: () => undefined, stuck: async () => false, stop: async () => ({ took: 0, until: 0 }) };
  const { page, cdp, request } = stage;
  const pointing = request.persona.hands === 'mouse' || request.persona.hands === 'touch';
  const held = { took: 0, until: 0 };
  let again: (() => void) | null = null;
  let stopped = false;
  let idle = true;
  let looking: Promise<void> = Promise.resolve();
  let armed = false;

  const spend = async (): Promise<void> => {
    const from = request.now();
    await answer();
    held.until = request.now();
    held.took += held.until - from;
    again?.();
  };
  const everywhere = page.locator('html');
  const disarm = async (): Promise<void> => {
    if (!armed) return;
    armed = false;
    await within(page.removeLocatorHandler(everywhere), 1_000);
  };
  const once = async (): Promise<void> => {
    if (armed || hasInput() || !(await hintsAtConsent(cdp)) || stopped || hasInput()) return;
    if (again === null) return spend();
    // Keys walk past what covers their target, and are answered for when they are caught in it.
    if (!pointing) return;
    armed = true;
    await within(page.addLocatorHandler(everywhere, async () => {
      armed = false;
      await spend().catch(() => undefined);
    }, { noWaitAfter: true, times: 1 }), 1_000);
  };
  const watchOn = async (): Promise<void> => {
    idle = false;
    try {
      await once();
    } catch {
      // A page that is being replaced cannot be looked at; the next look sees what came.
    } finally {
      idle = true;
    }
  };
  const timer = setInterval(() => {
    if (idle) looking = watchOn();
  }, look);
  return {
    acting: (then) => {
      again = then;
    },
    async stuck() {
      await looking;
      if (!(await hintsAtConsent(cdp))) return false;
      await spend();
      return true;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await disarm();
      return held;
    },
  };
}
