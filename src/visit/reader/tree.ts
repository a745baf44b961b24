import type { BrowserContext, CDPSession, Frame, Page } from 'playwright-core';
import { evaluateIn, worldOf } from '../collectors/instruments/evaluate-apart.ts';
import { inTime, within } from '../patience.ts';
import { isProblemError, problemError } from '../problems.ts';

/** A node of the accessibility tree, in the order of the tree, frames in the place of their owners. */
export interface TreeNode {
  /** Tells the node's element apart from all others of the page, as long as the document lives. */
  key: string;
  /** Empty: ignored, only its children are there for a reader. */
  role: string;
  name: string;
  description: string;
  /** Value of a field or slider; empty: none. */
  value: string;
  /** Properties as the protocol names them: focusable, focused, checked, level, … */
  properties: Readonly<Record<string, unknown>>;
  children: TreeNode[];
}

/** Where a frame is asked for: its session, and its number there. */
export interface FrameSession {
  cdp: CDPSession;
  frameId: string;
}

/** The tree of a page, and how to ask for the elements behind it. */
export interface Tree {
  root: TreeNode;
  /** Tells this document from the one before it. */
  document: string;
  /** Of each document that was read, by its frame. */
  frames: ReadonlyMap<string, FrameSession>;
  /** Frames that are there and were not read: there are too many, or they did not answer. */
  unread: number;
}

/**
 * What one document may have for its tree to be read. Chrome 149 takes 0.3 s for 12,000 nodes and 4 s for 60,000 on two cores: it grows faster
 * than the page, and what has been asked for cannot be called off.
 */
const most = { elements: 12_000, frames: 20, milliseconds: 15_000 };

/** A value as the protocol gives it. */
interface Valued {
  value?: unknown;
}

/** What is used of a node as the protocol gives it. */
interface ProtocolNode {
  nodeId: string;
  ignored: boolean;
  role?: Valued;
  name?: Valued;
  description?: Valued;
  value?: Valued;
  properties?: { name: string; value: Valued }[];
  childIds?: string[];
  backendDOMNodeId?: number;
}

function textOf(given: Valued | undefined): string {
  const value = given?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').slice(0, 1_000) : '';
}

function nodesOf(frame: string, found: readonly ProtocolNode[], frameOf: ReadonlyMap<number, TreeNode>): TreeNode | null {
  const byId = new Map(found.map((node) => [node.nodeId, node]));
  const build = (node: ProtocolNode): TreeNode => {
    const owned = node.backendDOMNodeId === undefined ? undefined : frameOf.get(node.backendDOMNodeId);
    const children = (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      return child === undefined || child.role?.value === 'InlineTextBox' ? [] : [build(child)];
    });
    return {
      key: node.backendDOMNodeId === undefined ? '' : `${frame}:${node.backendDOMNodeId}`,
      role: node.ignored ? '' : textOf(node.role),
      name: textOf(node.name),
      description: textOf(node.description),
      value: textOf(node.value),
      properties: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
      children: owned === undefined ? children : [...children, owned],
    };
  };
  const [root] = found;
  return root === undefined ? null : build(root);
}

/**
 * Reads the accessibility tree of the page and of all its frames, at most `most.frames` of them. The browser keeps no tree afterwards, so that
 * nothing but the reading itself costs time. Throws TREE_TOO_LARGE.
 */
export async function readTree(context: BrowserContext, page: Page, cdp: CDPSession): Promise<Tree> {
  const frames = new Map<string, FrameSession>();
  const remote = await remoteFrames(context, page);
  try {
    let unread = 0;
    const read = async (session: CDPSession, frameId: string): Promise<TreeNode | null> => {
      if (frames.size >= most.frames) {
        unread += 1;
        return null;
      }
      const world = await worldOf(session, frameId);
      const elements = Number(await evaluateIn(session, world, 'document.getElementsByTagName("*").length', 2_000));
      if (elements > most.elements) throw problemError('TREE_TOO_LARGE', `The page has ${elements} elements; the accessibility tree of more than ${most.elements} cannot be read here.`);
      frames.set(frameId, { cdp: session, frameId });
      const { nodes } = await inTime(most.milliseconds, 'the accessibility tree', session.send('Accessibility.getFullAXTree', { frameId }));
      const inside = new Map<number, TreeNode>();
      for (const { role, ignored, backendDOMNodeId } of nodes) {
        if (ignored || role?.value !== 'Iframe' || backendDOMNodeId === undefined) continue;
        const owner = await session.send('DOM.describeNode', { backendNodeId: backendDOMNodeId }).catch(() => null);
        const child = owner?.node.frameId;
        if (child === undefined || frames.has(child)) continue;
        const found = await read(remote.get(child) ?? session, child).catch(async (error: unknown) => {
          if (isProblemError(error)) throw error;
          // A frame can go away while the page is read; what is in it is then not there for a reader either.
          if (await isStillThere(session, backendDOMNodeId)) unread += 1;
          return null;
        });
        if (found !== null) inside.set(backendDOMNodeId, found);
      }
      return nodesOf(frameId, nodes, inside);
    };
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const root = await read(cdp, frameTree.frame.id);
    if (root === null) throw new Error('the page has no accessibility tree');
    return { root, document: frameTree.frame.loaderId, frames, unread };
  } finally {
    for (const session of new Set([...frames.values()].map((frame) => frame.cdp))) await session.send('Accessibility.disable').catch(() => undefined);
  }
}

async function isStillThere(session: CDPSession, backendNodeId: number): Promise<boolean> {
  const box = await within(session.send('DOM.getBoxModel', { backendNodeId }), 1_000);
  return box !== undefined;
}

/** Sessions of the frames that have targets of their own, by frame id. Kept per frame: opening one costs time. */
const sessions = new WeakMap<Frame, Promise<FrameSession | null>>();

async function remoteFrames(context: BrowserContext, page: Page): Promise<Map<string, CDPSession>> {
  const main = page.mainFrame();
  const opened = await Promise.all(
    page.frames().filter((frame) => frame !== main).slice(0, most.frames).map(async (frame) => {
      const known = sessions.get(frame) ?? openFrame(context, frame);
      sessions.set(frame, known);
      return known;
    }),
  );
  return new Map(opened.filter((one) => one !== null).map(({ cdp, frameId }) => [frameId, cdp]));
}

async function openFrame(context: BrowserContext, frame: Frame): Promise<FrameSession | null> {
  const cdp = await context.newCDPSession(frame).catch(() => null);
  if (cdp === null) return null;
  const { frameTree } = await cdp.send('Page.getFrameTree');
  return { cdp, frameId: frameTree.frame.id };
}
