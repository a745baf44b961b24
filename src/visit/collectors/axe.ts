import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { z } from 'zod';
import { AxeEvidence } from '../../model/evidence.ts';
import { counted } from '../../model/wording.ts';
import { collectAxePart, collectAxeResult, type AxePart } from '../in-page/collect-axe.ts';
import { collectComponent } from '../in-page/collect-component.ts';
import { defineCollector, type CollectorContext } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';
import { isEmpty } from './instruments/frames.ts';
import { inTime } from '../patience.ts';

const most = { nodes: 50, looked: 1_000, html: 300, text: 1_000 };
const limits = { run: 30_000, frame: 10_000, depth: 3 };

const require = createRequire(import.meta.url);
let source: string | undefined;

/** Read once, as text: axe is never run in this process. */
function axeSource(): string {
  source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}

export function axeVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(require.resolve('axe-core/package.json'), 'utf8'))).version;
}

/**
 * axe-core in full, in the page and the frames in it. In the main frame it runs apart from the page's scripts, in frames
 * beside them. A frame that does not answer counts as axe counts it: the rule frame-tested is incomplete there, and what was found is not all there is.
 */
export const axe = defineCollector({
  field: 'axe',
  passes: ['inspection'],
  openRoots: true,
  states: true,
  async start(context) {
    let untested = 0;
    return {
      async collect() {
        untested = 0;
        const { found, parts } = await inTime(limits.run, 'axe', runAxe(context));
        untested = parts.filter((part) => part === null).length;
        return AxeEvidence.parse({ ...found, violations: found.violations.map(scrubbed(context)), incomplete: found.incomplete.map(scrubbed(context)) });
      },
      partial: () => (untested === 0 ? undefined : `${counted(untested, 'frame')} could not be looked into`),
    };
  },
});

/** Brings axe into our world of the document, where it stays. */
async function bringAxe(cdp: CollectorContext['cdp']): Promise<number> {
  const world = await worldOf(cdp);
  const isThere = await evaluateIn(cdp, world, 'typeof axe === "object"', limits.run);
  if (isThere !== true) await evaluateIn(cdp, world, `${axeSource()};0`, limits.run);
  return world;
}

/** What was found in one frame. empty: nothing has come to it, as to one that is loaded when it is scrolled to. null: no answer, or not asked. */
type Part = Axe.PartialResult | 'empty' | null;

async function runAxe({ cdp, page }: CollectorContext): Promise<{ found: AxeEvidence; parts: Part[] }> {
  const world = await bringAxe(cdp);
  const call = async (expression: string): Promise<unknown> => await evaluateIn(cdp, world, expression, limits.run);
  const asked = (await call(`(${collectAxePart})(${JSON.stringify({ context: null, keep: true })})`)) as AxePart;
  const parts = await partsOf(page.mainFrame(), asked, 1);
  const told = parts.map((part) => (part === 'empty' ? null : part));
  const found = (await call(`(facts => (${collectAxeResult})(${JSON.stringify({ parts: told, most })}, facts, (${collectComponent})(facts)))(${elementFactsSource})`)) as AxeEvidence;
  return { found, parts };
}

/** In the order axe wants them, each frame with a part of its own: that part, then those of the frames in it. */
async function partsOf(frame: Frame, { frames, left }: Pick<AxePart, 'frames' | 'left'>, depth: number): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { frameSelector, frameContext } of frames) parts.push(...(await partsIn(frame, frameSelector, frameContext, depth)));
  return [...parts, ...Array<null>(left).fill(null)];
}

async function partsIn(parent: Frame, selector: Axe.CrossTreeSelector, context: Axe.ContextSpec, depth: number): Promise<Part[]> {
  try {
    const element = await parent.locator([selector].flat(5).join(' >> ')).first().elementHandle({ timeout: 1_000 });
    const frame = await element?.contentFrame();
    if (frame == null || depth > limits.depth) return [null];
    if (isEmpty(frame)) return ['empty'];
    await inTime(limits.frame, 'a frame', frame.evaluate(`${axeSource()};0`));
    const { partial, ...inside } = await inTime(limits.frame, 'a frame', frame.evaluate<AxePart>(`(${collectAxePart})(${JSON.stringify({ context, keep: false })})`));
    return [partial, ...(await partsOf(frame, inside, depth + 1))];
  } catch {
    return [null];
  }
}

function scrubbed({ scrub }: CollectorContext) {
  return (rule: AxeEvidence['violations'][number]): AxeEvidence['violations'][number] => ({
    ...rule,
    nodes: rule.nodes.map(({ target, html, summary, ...rest }) => ({ ...rest, target: scrub(target), html: scrub(html), summary: scrub(summary) })),
  });
}
