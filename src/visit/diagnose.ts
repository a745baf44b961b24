import type { Locator, Page } from 'playwright-core';
import type { Problem } from '../model/evidence.ts';
import { elementFacts, subject } from './facts.ts';
import { coverOfFrame, obstacleOf } from './in-page/obstacle.ts';
import { isTimeout } from './locate.ts';
import { limited, within } from './patience.ts';
import { firstLine, problem } from './problems.ts';

/** ms a page may take to say why something cannot be used. */
const patience = 2_000;

/** Why an act on a target did not work, in the customer's words: asks the page what is in the way. */
export async function diagnose(page: Page, target: Locator | null, words: string, error: unknown): Promise<Problem> {
  if (target === null) return problem(isTimeout(error) ? 'STEP_TIMEOUT' : 'STEP_FAILED', `It did not work: ${firstLine(error)}`);
  if (page.isClosed()) return problem('PAGE_CLOSED', 'The page was closed.');
  const alive = await limited(page.evaluate(() => true), patience);
  if (!alive.ended) return problem('PAGE_UNRESPONSIVE', `The page stopped answering when the customer used ${words}.`);
  const facts = await elementFacts(target, patience);
  const who = subject(facts, words);
  const obstacle = await target.evaluate(obstacleOf, undefined, { timeout: patience }).catch(() => null);
  if (obstacle === null) {
    const gone = (await within(target.count(), patience)) === 0;
    return gone ? problem('TARGET_GONE', `${who} went away before it could be used.`) : problem('STEP_FAILED', `${who} could not be used: ${firstLine(error)}`);
  }
  if (obstacle.disabled) return problem('TARGET_DISABLED', `${who} was disabled.`);
  if (obstacle.cover !== null) {
    return problem('TARGET_COVERED', `${who} was covered by ${obstacle.cover.kind}${obstacle.cover.name === '' ? '' : ` ("${obstacle.cover.name}")`}.`);
  }
  if (obstacle.inert) return problem('TARGET_INERT', `${who} cannot be used: the page has made this part of it inert.`);
  const box = await target.boundingBox({ timeout: patience }).catch(() => null);
  if (box !== null) {
    const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const frame = await within(target.elementHandle({ timeout: patience }).then((element) => element?.ownerFrame() ?? null), patience);
    const over = frame != null && frame !== page.mainFrame() ? await within(page.evaluate(coverOfFrame, centre), patience) : null;
    if (over != null) return problem('TARGET_COVERED', `${who} was covered by another element${over === '' ? '' : ` ("${over}")`}.`);
  }
  if (obstacle.outside) return problem('TARGET_OUTSIDE', `${who} is outside of the screen and cannot be scrolled into view.`);
  if (obstacle.readOnly) return problem('TARGET_READ_ONLY', `${who} is read-only: nothing can be typed into it.`);
  if (isTimeout(error) && /not stable/.test(String(error))) return problem('TARGET_MOVING', `${who} never stood still.`);
  if (isTimeout(error)) return problem('STEP_TIMEOUT', `${who} could not be used in time.`);
  return problem('STEP_FAILED', `${who} could not be used: ${firstLine(error)}`);
}
