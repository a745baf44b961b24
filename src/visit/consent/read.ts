import type { CDPSession, ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { consentLabels, consentMarks, consentPurposes, consentTopic } from '../../model/consent-words.ts';
import { elementFactsSource, evaluateIn, worldOf } from '../collectors/instruments/evaluate-apart.ts';
import { consentHint } from '../in-page/consent-hint.ts';
import { describeConsent, findConsent, readConsentLayer } from '../in-page/consent-layer.ts';
import type { ConsentWords } from '../in-page/consent-layer.ts';
import { askAbout } from '../locate.ts';
import { within } from '../patience.ts';

const words: ConsentWords = { topic: consentTopic.source, marks: consentMarks.source, labels: consentLabels.map(([purpose, { source }]) => [purpose, source]) };

const hintSource = `(${consentHint})(${JSON.stringify({ topic: consentTopic.source, marks: consentMarks.source })})`;

// Runs in the page: the next frame has been drawn, and what the last response led to has had its turn. Apps draw in many short tasks and leave the
// browser time for frames in between: what is asked for last of all comes when they are through, or after 500 ms, and then it takes another frame to see it.
function nextFrame(): Promise<void> {
  const frame = (then: () => void): void => void requestAnimationFrame(() => setTimeout(then, 0));
  const { scheduler } = globalThis as unknown as { scheduler: { postTask(task: () => void, options: { priority: 'background' }): Promise<void> } };
  return new Promise((resolve) => {
    frame(() => {
      const drawn = performance.now();
      // Within the time of a frame, 16 ms, there was no work to speak of.
      const rested = (): void => (performance.now() - drawn < 16 ? resolve() : frame(resolve));
      setTimeout(rested, 500);
      try {
        scheduler.postTask(rested, { priority: 'background' }).catch(rested);
      } catch {
        // The page has something of its own by that name.
        rested();
      }
    });
  });
}

/** For a frame to evaluate: waits until it has drawn once more. */
export const nextFrameDrawn = `(${nextFrame})()`;

/** For a page to evaluate: waits for its next frame, then says whether something that may be a request for consent lies over it. */
export const frameThenHint = `(${nextFrame})().then(() => ${hintSource})`;

/** For a page to evaluate: its title, and the same. */
export const titleAndHint = `[String(document.title), ${hintSource}]`;

const engine = 'mystery-shopper-consent';

const readSource = (whole: string): string => `(${readConsentLayer})({ words: ${JSON.stringify(words)}, whole: ${whole} }, facts)`;
const engineSource = `(() => {
  const facts = ${elementFactsSource};
  const read = (whole) => ${readSource('whole')};
  const find = (selector) => (${findConsent})(selector, read);
  return { query: (root, selector) => find(selector)[0] ?? null, queryAll: (root, selector) => find(selector) };
})()`;
const describeSource = (whole: boolean): string => `(() => { const facts = ${elementFactsSource}; return (${describeConsent})(${readSource(String(whole))}, facts); })()`;

export const consentEngines = { [engine]: engineSource };

// What comes out of a page is taken only in this shape.
const Reading = z
  .object({
    name: z.string(),
    selector: z.string(),
    covers: z.number().min(0).max(1),
    modal: z.boolean(),
    ways: z.array(z.string()).max(10),
    nameless: z.number().int(),
    inFrame: z.boolean(),
    controls: z.array(z.object({ purpose: z.enum([...consentPurposes, 'untick']), name: z.string() })).max(50),
  })
  .nullable();

/** A request for consent as it is now, with the way to its controls. */
export interface Consent extends NonNullable<z.infer<typeof Reading>> {
  /** Origin of the frame it is in; null: in the page itself. */
  frame: string | null;
  /** Its frame could not be looked into. */
  unreadable: boolean;
  /** The controls of some purposes, parted by spaces, and a name; `layer`: the layer itself. */
  find(part: string, name?: string): Locator;
}

/** ms a page may take to say what its consent layer is. */
const readCap = 2_000;

/** The layer that asks for consent; null: there is none, or the page does not answer. */
export async function readConsent(page: Page, cdp: CDPSession): Promise<Consent | null> {
  const asked = worldOf(cdp).then((world) => evaluateIn(cdp, world, describeSource(false), readCap));
  const reading = Reading.safeParse(await within(asked, readCap + 1_000));
  if (!reading.success || reading.data === null) return null;
  const find = (scope: Page | Frame, whole: boolean) => (part: string, name?: string) => scope.locator(`${engine}=${JSON.stringify({ part, name, whole })}`);
  if (!reading.data.inFrame) return { ...reading.data, frame: null, unreadable: false, find: find(page, false) };

  const owner = await within(find(page, false)('frame').elementHandle({ timeout: readCap }), readCap);
  const frame = (await within((owner as ElementHandle | null | undefined)?.contentFrame() ?? Promise.resolve(null), readCap)) ?? null;
  const origin = frame === null || !URL.canParse(frame.url()) ? '' : new URL(frame.url()).origin;
  const inner = frame === null ? null : Reading.safeParse((await within(askAbout(frame.locator('html'), [`() => ${describeSource(true)}`], readCap), readCap))?.[0]);
  if (frame === null || inner?.success !== true || inner.data === null) return { ...reading.data, frame: origin, unreadable: true, find: find(page, false) };
  const { controls, ways, nameless, name } = inner.data;
  return { ...reading.data, name: reading.data.name || name, controls, ways, nameless, frame: origin, unreadable: false, find: find(frame, true) };
}

/** Does something that may be a request for consent lie over the page now? */
export async function hintsAtConsent(cdp: CDPSession): Promise<boolean> {
  const asked = worldOf(cdp).then((world) => evaluateIn(cdp, world, hintSource, readCap));
  return (await within(asked, readCap + 1_000)) === true;
}
