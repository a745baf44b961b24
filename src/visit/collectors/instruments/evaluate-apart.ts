import type { CDPSession } from 'playwright-core';
import { collectElementFacts, type ElementFactsOf } from '../../in-page/collect-element-facts.ts';
import { identify } from '../../in-page/identify.ts';
import { inTime } from '../../patience.ts';

/** Name of the world of our in-page scripts: they see the same document as the page's, but share no variable with them. */
export const world = 'mystery-shopper';

/** Source of what in-page functions are told of elements; they know no imports. */
export const elementFactsSource = `(${collectElementFacts})(${identify})`;

/** The world of our own in a frame of the session, else its main frame, as it is now; it ends with the document. */
export async function worldOf(cdp: CDPSession, frame?: string, worldName = world): Promise<number> {
  const frameId = frame ?? (await cdp.send('Page.getFrameTree')).frameTree.frame.id;
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId, worldName });
  return executionContextId;
}

/** Evaluates in a world of ours. The browser ends what computes for longer than `timeout` ms; and so do we, should the page hang. */
export async function evaluateIn(cdp: CDPSession, contextId: number, expression: string, timeout: number): Promise<unknown> {
  const evaluation = cdp.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true, timeout }).catch((error: unknown) => {
    // What the protocol calls it when the time was up.
    throw error instanceof Error && error.message.includes('Internal error') ? new Error(`the page took longer than ${timeout} ms`) : error;
  });
  const { result, exceptionDetails } = await inTime(timeout + 500, 'the page', evaluation);
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description?.split('\n')[0]?.replace(/^Error: /, '') ?? exceptionDetails.text);
  return result.value;
}

/**
 * Runs an import-free function in the main frame, apart from the page's scripts, so that what those have redefined does
 * no harm. Its result crosses as JSON.
 */
export async function evaluateApart<A, R>(cdp: CDPSession, collect: (argument: A, facts: ElementFactsOf) => R, argument: A, timeout: number): Promise<Awaited<R>> {
  const work = async (): Promise<Awaited<R>> => {
    const expression = `(${collect})(${JSON.stringify(argument)}, ${elementFactsSource})`;
    return (await evaluateIn(cdp, await worldOf(cdp), expression, timeout)) as Awaited<R>;
  };
  return await inTime(timeout + 1_000, 'the page', work());
}
