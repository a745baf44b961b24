import { counted } from '../../model/wording.ts';
import { openingTag } from '../in-page/opening-tag.ts';
import { factsSource } from '../in-page/source.ts';
import { isOperable, readingOf } from '../reader/order.ts';
import { readTree } from '../reader/tree.ts';
import type { Tree, TreeNode } from '../reader/tree.ts';
import { defineCollector } from './collector.ts';
import { worldOf } from './instruments/evaluate-apart.ts';

const most = { silent: 20, tag: 300 };

/** What the accessibility tree has a screen reader say: how much there is to hear, and the controls it has no name for. Reads and touches nothing. */
export const spoken = defineCollector({
  field: 'spoken',
  passes: ['inspection'],
  async start({ context, page, cdp, scrub }) {
    let unread = 0;
    return {
      async collect() {
        const tree = await readTree(context, page, cdp);
        ({ unread } = tree);
        const { items, headings, landmarks } = readingOf(tree.root);
        const silent = silentIn(tree.root);
        const told = await Promise.all(silent.slice(0, most.silent).map(async (node) => ({ role: node.role, ...(await whereIs(node, tree, scrub)) })));
        return { items: items.length, controls: items.filter(({ operable }) => operable).length, headings, landmarks, silent: told, silentCount: silent.length };
      },
      partial: () => (unread === 0 ? undefined : `${counted(unread, 'frame')} could not be read`),
    };
  },
});

/** Controls without a name; what is in a control is a part of it. */
function silentIn(node: TreeNode): TreeNode[] {
  if (isOperable(node.role)) return node.name.trim() === '' ? [node] : [];
  return node.children.flatMap(silentIn);
}

/** Our selector and the opening tag of an element that the browser knows by number. */
async function whereIs({ key }: TreeNode, { frames }: Tree, scrub: (text: string) => string): Promise<{ selector: string; html?: string }> {
  const [frame, node] = [key.slice(0, key.lastIndexOf(':')), Number(key.slice(key.lastIndexOf(':') + 1))];
  const place = frames.get(frame);
  if (place === undefined) return { selector: '' };
  const executionContextId = await worldOf(place.cdp, place.frameId);
  const { object } = await place.cdp.send('DOM.resolveNode', { backendNodeId: node, executionContextId });
  if (object.objectId === undefined) return { selector: '' };
  const { result } = await place.cdp.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration: `function () { return [(${factsSource})(this).selector, (${openingTag})(this)]; }`, returnByValue: true });
  await place.cdp.send('Runtime.releaseObject', { objectId: object.objectId }).catch(() => undefined);
  const [selector = '', html] = Array.isArray(result.value) ? (result.value as unknown[]).map((text) => scrub(String(text))) : [];
  return { selector, ...(html !== undefined && html.length <= most.tag && { html }) };
}
