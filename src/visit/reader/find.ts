import type { ElementHandle, Frame } from 'playwright-core';
import { worldOf } from '../collectors/instruments/evaluate-apart.ts';
import { elementAt, pathTo } from '../in-page/operand.ts';
import type { FrameSession, Tree } from './tree.ts';

/**
 * The key an element has in the tree, asked for without a mark on the page: the way to it through children and shadow roots is taken again on
 * the protocol's side. null: its document is not in the tree.
 */
export async function keyOf(element: ElementHandle, tree: Tree): Promise<{ key: string; frame: FrameSession } | null> {
  const chain: { frame: Frame; owner: ElementHandle | null }[] = [];
  for (let frame = await element.ownerFrame(); frame !== null; frame = frame.parentFrame()) chain.unshift({ frame, owner: frame.parentFrame() === null ? null : await frame.frameElement() });
  let place = [...tree.frames.values()][0];
  for (const { owner } of chain) {
    if (owner === null) continue;
    if (place === undefined) return null;
    const { frameId } = await describe(owner, place);
    place = frameId === undefined ? undefined : tree.frames.get(frameId);
  }
  if (place === undefined) return null;
  const { backendNodeId } = await describe(element, place);
  return backendNodeId === undefined ? null : { key: `${place.frameId}:${backendNodeId}`, frame: place };
}

async function describe(element: ElementHandle, { cdp, frameId }: FrameSession): Promise<{ backendNodeId?: number; frameId?: string | undefined }> {
  const paths = await element.evaluate(pathTo as (node: Node) => number[][]);
  const contextId = await worldOf(cdp, frameId);
  const { result } = await cdp.send('Runtime.evaluate', { expression: `(${elementAt})(${JSON.stringify(paths)})`, contextId, timeout: 2_000 });
  if (result.objectId === undefined) return {};
  const { node } = await cdp.send('DOM.describeNode', { objectId: result.objectId });
  await cdp.send('Runtime.releaseObject', { objectId: result.objectId }).catch(() => undefined);
  return { backendNodeId: node.backendNodeId, frameId: node.frameId };
}
