import type * as Axe from 'axe-core';
import type { AxeEvidence } from '../../model/evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** axe as its source leaves it in the world it was evaluated in, and the partial result kept there between the calls. */
interface AxeWorld {
  axe: typeof Axe;
  partial?: Axe.PartialResult;
}

/** What axe found in one frame, and the frames below it that are to be looked into with the context axe made for each. */
export interface AxePart {
  partial: Axe.PartialResult | null;
  frames: Axe.FrameContext[];
  /** Frames after these, which are not looked into. */
  left: number;
}

/**
 * Runs every rule that is on by default in this frame only, and the one experimental rule that stands for a criterion of its own (1.3.4, orientation lock). Frames are asked one by one from outside, not by messages that
 * their pages could answer. `keep`: the result stays here for `collectAxeResult` and does not cross.
 */
export async function collectAxePart({ context, keep }: { context: Axe.ContextSpec | null; keep: boolean }): Promise<AxePart> {
  const own = globalThis as unknown as AxeWorld;
  const target: Axe.ElementContext = context ?? document;
  const partial = await own.axe.runPartial(target, { preload: { assets: ['cssom', 'media'], timeout: 3_000 }, rules: { 'css-orientation-lock': { enabled: true } } });
  const all = own.axe.utils.getFrameContexts(target);
  const frames = all.slice(0, 20);
  const left = all.length - frames.length;
  if (!keep) return { partial, frames, left };
  own.partial = partial;
  return { partial: null, frames, left };
}

/** Puts the parts of all frames together, this one's first. `componentOf` says what kind of component an element is; null: it is out of reach. */
export async function collectAxeResult(
  { parts, most }: { parts: (Axe.PartialResult | null)[]; most: { nodes: number; looked: number; html: number; text: number } },
  facts: ElementFactsOf,
  componentOf: (element: Element | null, html: string) => string,
): Promise<AxeEvidence> {
  const own = globalThis as unknown as AxeWorld;
  /** The element of a target in this frame, through shadow roots. */
  const elementOf = (target: Axe.UnlabelledFrameSelector | Axe.CrossTreeSelector[]): Element | null => {
    if (target.length !== 1) return null;
    let found: Element | null = null;
    for (const part of [target[0] ?? ''].flat()) {
      const root: Document | ShadowRoot | null = found === null ? document : found.shadowRoot;
      found = root?.querySelector(part) ?? null;
      if (found === null) return null;
    }
    return found;
  };
  const field = (id: string, target: Parameters<typeof elementOf>[0]): Pick<AxeEvidence['violations'][number]['nodes'][number], 'field'> => {
    const element = id === 'label' || id === 'select-name' ? elementOf(target) : null;
    if (element === null) return {};
    const type = element.localName === 'input' || element.localName === 'select' ? (element as HTMLInputElement).type : element.localName;
    return { field: { labelledBy: facts.labelling(element).labelledBy, visible: facts.visible(element), type } };
  };
  // Of what passed and what does not apply only the rules are counted: their elements need not be described.
  const results = await own.axe.finishRun([own.partial ?? null, ...parts] as Axe.PartialResults, { resultTypes: ['violations', 'incomplete'] });
  delete own.partial;
  /** Some of every kind of component: what is kept does not depend on the order of the page, as long as there are no more kinds than nodes to keep. */
  const kept = (nodes: readonly Axe.NodeResult[]): { of: { node: Axe.NodeResult; component: string }[]; unlisted: NonNullable<AxeEvidence['violations'][number]['unlisted']> } => {
    const looked = nodes.slice(0, most.looked).map((node, index) => ({ node, index, component: componentOf(elementOf(node.target), node.html) }));
    const kinds = [...Map.groupBy(looked, ({ component }) => component)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alike]) => alike);
    const longest = Math.max(0, ...kinds.map((alike) => alike.length));
    const turns = Array.from({ length: longest }, (_, turn) => kinds.flatMap((alike) => alike[turn] ?? [])).flat();
    return {
      of: turns.slice(0, most.nodes).sort((a, b) => a.index - b.index),
      unlisted: { components: Math.max(0, kinds.length - most.nodes), elements: Math.max(0, nodes.length - most.looked) },
    };
  };
  const rule = ({ id, impact, tags, help, helpUrl, nodes }: Axe.Result): AxeEvidence['violations'][number] => {
    const { of, unlisted } = kept(nodes);
    return {
      id,
      impact: impact ?? null,
      tags,
      help,
      helpUrl,
      nodes: of.map(({ node: { target, html, failureSummary }, component }) => ({
        target: target.map((part) => (Array.isArray(part) ? part.join(' >>> ') : part)).join(' >> ').slice(0, most.text),
        html: html.slice(0, most.html),
        summary: (failureSummary ?? '').slice(0, most.text),
        ...field(id, target),
        component,
      })),
      ...(unlisted.components + unlisted.elements > 0 && { unlisted }),
      nodeCount: nodes.length,
    };
  };
  return { version: own.axe.version, violations: results.violations.map(rule), incomplete: results.incomplete.map(rule), passes: results.passes.length, inapplicable: results.inapplicable.length };
}
