import type { CDPSession } from 'playwright-core';
import { collectElementFacts, type ElementFactsOf } from '../../in-page/collect-element-facts.ts';
import { identify } from '../../in-page/identify.ts';
import { inTime } from '../../patience.ts';

/** Name of the world of our in-page scripts: they see the same document as the page's, but share no variable with them. */
export const world = 'mystery-shopper';

/** Source of what in-page functions are told of elements; they know no imports. */
export const elementFactsSource = `(${collectElementFacts})(${identify})`;

/** Where it is in a session. A page that is busy answers late: what the browser has told need not be asked for. */
interface Known {
  /** The main frame; null: not asked for yet. */
  main: string | null;
  /** Of each frame, our world in the document it has now: its number there, and its name among those of all processes. */
  worlds: Map<string, { id: number; uniqueId: string }>;
}

const sessions = new WeakMap<CDPSession, Known>();

/** Listens from the first call on: worlds of documents that come are known if that is before Runtime is enabled. */
export function knownIn(cdp: CDPSession): Known {
  const known = sessions.get(cdp) ?? { main: null, worlds: new Map() };
  if (sessions.has(cdp)) return known;
  sessions.set(cdp, known);
  const { worlds } = known;
  cdp.on('Runtime.executionContextCreated', ({ context: { name, id, uniqueId, auxData } }) => {
    const frame: unknown = auxData?.['frameId'];
    if (name === world && typeof frame === 'string') worlds.set(frame, { id, uniqueId });
  });
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
    for (const [frame, { uniqueId }] of worlds) if (uniqueId === executionContextUniqueId) worlds.delete(frame);
  });
  cdp.on('Runtime.executionContextsCleared', () => worlds.clear());
  cdp.on('Page.frameNavigated', ({ frame: { id, parentId } }) => {
    if (parentId === undefined) known.main = id;
  });
  return known;
}

/** The world of our own in a frame of the session, else its main frame, as it is now; it ends with the document. */
export async function worldOf(cdp: CDPSession, frame?: string, worldName = world): Promise<number> {
  const known = knownIn(cdp);
  const frameId = frame ?? (known.main ??= (await cdp.send('Page.getFrameTree')).frameTree.frame.id);
  const own = worldName === world ? known.worlds.get(frameId) : undefined;
  return own?.id ?? (await cdp.send('Page.createIsolatedWorld', { frameId, worldName })).executionContextId;
}

/** Of each session, what it was asked last: a page answers one question after the other. */
const asked = new WeakMap<CDPSession, Promise<unknown>>();

/** `work` is under way; its `ms` begin when what was asked of the page before it has been answered, or is out of time. */
async function inTurn<T>(cdp: CDPSession, ms: number, work: Promise<T>): Promise<T> {
  const turn = (asked.get(cdp) ?? Promise.resolve()).then(() => inTime(ms, 'the page', work));
  asked.set(cdp, turn.catch(() => undefined));
  return await Promise.race([work, turn]);
}

/** Evaluates in a world of ours. The browser ends what computes for longer than `timeout` ms; and so do we, should the page hang. */
export async function evaluateIn(cdp: CDPSession, contextId: number, expression: string, timeout: number): Promise<unknown> {
  return await inTurn(cdp, timeout + 500, evaluate(cdp, contextId, expression, timeout));
}

async function evaluate(cdp: CDPSession, contextId: number, expression: string, timeout: number): Promise<unknown> {
  const own = [...knownIn(cdp).worlds.values()].find(({ id }) => id === contextId);
  const where = own === undefined ? { contextId } : { uniqueContextId: own.uniqueId };
  const evaluation = cdp.send('Runtime.evaluate', { expression, ...where, awaitPromise: true, returnByValue: true, timeout }).catch((error: unknown) => {
    // What the protocol calls it when the time was up.
    throw error instanceof Error && error.message.includes('Internal error') ? new Error(`the page took longer than ${timeout} ms`) : error;
  });
  const { result, exceptionDetails } = await evaluation;
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description?.split('\n')[0]?.replace(/^Error: /, '') ?? exceptionDetails.text);
  return result.value;
}

/**
 * Runs an import-free function in the main frame, apart from the page's scripts, so that what those have redefined does
 * no harm. Its result crosses as JSON.
 */
export async function evaluateApart<A, R>(cdp: CDPSession, collect: (argument: A, facts: ElementFactsOf) => R, argument: A, timeout: number): Promise<Awaited<R>> {
  const work = async (): Promise<Awaited<R>> => {
    // Ten kilobytes, which a slow device would read for nothing where they are not asked for.
    const facts = collect.length < 2 ? '' : `, ${elementFactsSource}`;
    const expression = `(${collect})(${JSON.stringify(argument)}${facts})`;
    const inWorld = async (): Promise<unknown> => await evaluate(cdp, await worldOf(cdp), expression, timeout);
    return (await inWorld().catch((error: unknown) => {
      // The document was replaced on the way there.
      if (error instanceof Error && /(?:find|no) context|uniqueContextId/i.test(error.message)) return inWorld();
      throw error;
    })) as Awaited<R>;
  };
  return await inTurn(cdp, timeout + 1_000, work());
}
