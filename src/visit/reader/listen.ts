import type { CDPSession } from 'playwright-core';
import { z } from 'zod';
import { HeardAfter } from '../../model/heard-evidence.ts';
import { evaluateIn, worldOf } from '../collectors/instruments/evaluate-apart.ts';
import { watchLiveRegions } from '../in-page/live-regions.ts';
import { within } from '../patience.ts';
import type { FrameSession } from './tree.ts';

/** ms after an input within which a reader expects to hear what came of it: the limit for an uninterrupted flow of thought (Nielsen, Usability Engineering, 1993). */
const expectation = 1_000;

/** ms a page may take to answer beyond that. */
const patience = 2_000;

const world = 'mystery-shopper-reader';
const scope = 'mysteryShopperLive';
const Report = z.strictObject(HeardAfter.shape);

/** Has the changes of every document to come watched, in a world of our own that the page's scripts cannot see. */
export async function watchAnnouncements(cdp: CDPSession): Promise<void> {
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watchLiveRegions})(${JSON.stringify(scope)})`, worldName: world });
}

/** Where it is listened: the frames that can hear what comes of a step. */
export type Listening = readonly { cdp: CDPSession; contextId: number }[];

/** Begins to listen in the main frame and in that of the target, and forgets what was said before. */
export async function beginListening(cdp: CDPSession, target: FrameSession | null): Promise<Listening> {
  const frames = [{ cdp, frameId: (await cdp.send('Page.getFrameTree')).frameTree.frame.id }];
  if (target !== null && target.frameId !== frames[0]?.frameId) frames.push(target);
  const began = await Promise.all(
    frames.map(async (frame) => {
      const listen = async () => {
        const contextId = await worldOf(frame.cdp, frame.frameId, world);
        await evaluateIn(frame.cdp, contextId, `${scope}.remember()`, patience);
        return { cdp: frame.cdp, contextId };
      };
      return within(listen(), patience);
    }),
  );
  return began.filter((frame) => frame !== undefined);
}

/**
 * What was announced since, in all frames that still are there; null: none is, or none could be listened to. Where nothing has been announced yet it is waited for
 * until `expectation` ms after the input, given as ms since then.
 */
export async function listenOn(listening: Listening, sinceInput: number): Promise<HeardAfter | null> {
  const left = Math.max(0, expectation - sinceInput);
  const reports = await Promise.all(
    listening.map(async ({ cdp, contextId }) => {
      const said = Report.safeParse(await within(evaluateIn(cdp, contextId, `${scope}.listen(${Math.round(left)})`, left + patience), left + patience));
      return said.success ? [said.data] : [];
    }),
  );
  const heard = reports.flat();
  if (heard.length === 0) return null;
  return {
    announced: heard.flatMap(({ announced }) => announced),
    appeared: heard.flatMap(({ appeared }) => appeared),
    focusMoved: heard.some(({ focusMoved }) => focusMoved),
    cut: heard.some(({ cut }) => cut),
  };
}
