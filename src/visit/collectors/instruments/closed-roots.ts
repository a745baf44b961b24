import type { CDPSession } from 'playwright-core';
import { counted } from '../../../model/wording.ts';
import { countNodes } from '../../in-page/count-nodes.ts';
import { inTime, limited } from '../../patience.ts';
import { evaluateApart } from './evaluate-apart.ts';

/** `nodes`: of how large a page the whole tree is asked for, at some 15 ms per 1,000. */
const most = { nodes: 50_000, contents: 20, named: 5, milliseconds: 3_000 };

/** What there is to read, to see or to press in a shadow root; a frame in it is a page of its own. */
const things = /^(?:a|area|audio|button|canvas|img|input|object|select|svg|textarea|video)$/i;
const unseen = /^(?:script|style|template|noscript|iframe|frame)$/i;

/** A node of the protocol's tree, as far as it is looked at. */
interface Node {
  localName: string;
  nodeType: number;
  nodeValue: string;
  backendNodeId: number;
  shadowRootType?: string | undefined;
  children?: Node[] | undefined;
  shadowRoots?: Node[] | undefined;
  contentDocument?: Node | undefined;
}

/**
 * Says what the page keeps from scripts: shadow roots that are closed and show something. undefined: there are none. The browser's search goes through all
 * shadow roots; only where it finds more than scripts can see is the whole tree asked for. Frames with a process of their own are not looked into.
 */
export async function closedRoots(cdp: CDPSession): Promise<string | undefined> {
  const [seen, found] = await inTime(most.milliseconds, 'counting nodes', Promise.all([evaluateApart(cdp, countNodes, undefined, 2_000), search(cdp)]));
  if (found === seen) return undefined;
  if (found > most.nodes) return 'the page is too large to tell whether it has closed shadow roots';
  const { root } = await inTime(most.milliseconds, 'the tree', cdp.send('DOM.getDocument', { depth: -1, pierce: true }));
  await cdp.send('DOM.disable');
  const shown: string[] = [];
  for (const { host, contents } of closedIn(root)) if (await isShown(cdp, [host, ...contents])) shown.push(`<${host.localName.slice(0, 40)}>`);
  if (shown.length === 0) return undefined;
  const names = [...new Set(shown)];
  return `${counted(shown.length, 'closed shadow root')} in ${names.slice(0, most.named).join(', ')}${names.length > most.named ? ' and others' : ''} cannot be looked into`;
}

/** What `closedRoots` says, or that it could not say it within `ms`. */
export async function hiddenIn(cdp: CDPSession, ms: number): Promise<string | undefined> {
  const told = await limited(closedRoots(cdp), ms);
  return told.ended && told.ok ? told.value : 'it could not be told whether the page has closed shadow roots';
}

async function search(cdp: CDPSession): Promise<number> {
  await cdp.send('DOM.enable');
  try {
    const { searchId, resultCount } = await cdp.send('DOM.performSearch', { query: '<', includeUserAgentShadowDOM: false });
    await cdp.send('DOM.discardSearchResults', { searchId });
    return resultCount;
  } finally {
    await cdp.send('DOM.disable');
  }
}

/** Hosts of closed roots that hold something, and the elements in them that do. */
function closedIn(root: Node): { host: Node; contents: Node[] }[] {
  const closed: { host: Node; contents: Node[] }[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const shadow of node.shadowRoots ?? []) {
      if (shadow.shadowRootType === 'user-agent') continue;
      const contents = shadow.shadowRootType === 'closed' ? contentsOf(shadow) : [];
      if (contents.length > 0) closed.push({ host: node, contents });
      else pending.push(shadow);
    }
    pending.push(...(node.children ?? []), ...(node.contentDocument === undefined ? [] : [node.contentDocument]));
  }
  return closed;
}

function contentsOf(shadow: Node): Node[] {
  const contents: Node[] = [];
  const pending = [shadow];
  for (let node = pending.pop(); node !== undefined && contents.length < most.contents; node = pending.pop()) {
    if (unseen.test(node.localName)) continue;
    const isText = (node.children ?? []).some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue.trim() !== '');
    if (things.test(node.localName) || isText) contents.push(node);
    pending.push(...(node.children ?? []), ...(node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType !== 'user-agent'));
  }
  return contents;
}

/** One of them takes more than a pixel; what is not laid out has no box. */
async function isShown(cdp: CDPSession, nodes: readonly Node[]): Promise<boolean> {
  const boxes = await Promise.all(nodes.map(async ({ backendNodeId }) => (await cdp.send('DOM.getBoxModel', { backendNodeId }).catch(() => null))?.model ?? null));
  return boxes.some((box) => box !== null && box.width > 1 && box.height > 1);
}
