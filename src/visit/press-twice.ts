import type { Locator, Page, Request } from 'playwright-core';
import type { SecondPress } from '../model/probe-evidence.ts';
import { obstacleOf } from './in-page/obstacle.ts';
import { within } from './patience.ts';
import { isOnSite } from './site.ts';
import type { Stage } from './stage.ts';

/** ms after a press within which it has to send something to count as a submit; and how long the second press is watched. */
const sendCap = 500;
/** ms: a press that comes later is no double click any more, but a second try (rage clicks are counted within one second: Datadog RUM, 2026). */
const pressCap = 1_000;
/** ms the page may take to say whether the control is still there. */
const answerCap = 300;
const most = 10;

/** What a page sends to its own site with something to change, from now on. */
export interface SubmitWatch {
  sent: { key: string; at: number }[];
  /** Number of the document that it began in. */
  document: number;
  /** Resolves when more than `count` have been sent, or after `timeout` ms. */
  more(count: number, timeout: number): Promise<void>;
  stop(): void;
}

export function watchSubmits({ page, watch: { state }, request: { site, now, scrub } }: Stage): SubmitWatch {
  const sent: SubmitWatch['sent'] = [];
  let wake: () => void = () => undefined;
  const note = (request: Request): void => {
    const url = request.url();
    if (/^(?:GET|HEAD|OPTIONS)$/.test(request.method()) || !/^(?:document|fetch|xhr)$/.test(request.resourceType()) || !isOnSite(url, site) || sent.length >= 100) return;
    const { origin, pathname } = new URL(url);
    sent.push({ key: scrub(`${request.method()} ${origin}${pathname}`), at: now() });
    wake();
  };
  page.on('request', note);
  return {
    sent,
    document: state.documents,
    more: async (count, timeout) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = () => {
        if (sent.length > count) resolve();
      };
      wake();
      await within(promise, timeout);
    },
    stop: () => void page.off('request', note),
  };
}

/**
 * Presses what was just pressed once more, in the same place and by the same hands, if the first press sent something: as a customer does
 * who double-clicks, or sees nothing happen. null: the first press sent nothing.
 */
export async function pressAgain(stage: Stage, target: Locator, inputAt: number, submits: SubmitWatch): Promise<SecondPress | null> {
  const { page, request, watch: { state } } = stage;
  await submits.more(0, sendCap);
  const first = new Set(submits.sent.map(({ key }) => key));
  if (first.size === 0) return null;
  const obstacle = await target.evaluate(obstacleOf, undefined, { timeout: answerCap }).catch(() => null);
  const box = obstacle === null ? null : await target.boundingBox({ timeout: answerCap }).catch(() => null);
  const gone: SecondPress = { after: null, sentAgain: [] };
  // People press a page that does not answer all the same.
  const unanswered: SecondPress = { ...gone, unanswered: true };
  if (obstacle === null || box === null) return state.documents !== submits.document || (await within(page.evaluate(() => true), answerCap)) === true ? gone : unanswered;
  if (obstacle.cover !== null || obstacle.outside) return gone;
  if (request.now() - inputAt > pressCap) return unanswered;
  const before = submits.sent.length;
  const at = request.now();
  if (!(await press(page, request.persona.hands, { x: box.x + box.width / 2, y: box.y + box.height / 2 }))) return unanswered;
  await submits.more(before, sendCap);
  const again = submits.sent.slice(before).map(({ key }) => key).filter((key) => first.has(key));
  return { after: at - inputAt, sentAgain: [...new Set(again)].slice(0, most) };
}

async function press(page: Page, hands: string, { x, y }: { x: number; y: number }): Promise<boolean> {
  const pressed = hands === 'touch' ? page.touchscreen.tap(x, y) : page.mouse.click(x, y);
  return (await within(pressed.then(() => true, () => false), answerCap)) === true;
}
