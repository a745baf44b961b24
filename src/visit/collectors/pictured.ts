import type { StepEvidence } from '../../model/evidence.ts';
import { Pictured } from '../../model/picture-evidence.ts';
import { collectComponent } from '../in-page/collect-component.ts';
import { collectPictured, type Wanted } from '../in-page/collect-pictured.ts';
import { defineCollector, type SoFar } from './collector.ts';
import { elementFactsSource, evaluateIn, worldOf } from './instruments/evaluate-apart.ts';

const most = { elements: 600, depth: 6, selector: 390 };

/** ms for finding them. */
const patience = 2_000;

const Found = Pictured.omit({ path: true }).nullable();

/**
 * Where the elements that the other collectors name are in the screenshot. Their places were noted when it was taken; they are asked for
 * when it is known which of them are meant.
 */
export const pictured = defineCollector({
  field: 'pictured',
  passes: ['inspection'],
  alone: true,
  async start({ cdp }) {
    return {
      async collect(_, soFar) {
        const path = soFar.collected.screenshot?.path;
        if (path === undefined) return undefined;
        const wanted = wantedOf(soFar);
        const expression = `(facts => (${collectPictured})(${JSON.stringify({ wanted })}, facts, (${collectComponent})(facts)))(${elementFactsSource})`;
        const found = Found.parse(await evaluateIn(cdp, await worldOf(cdp), expression, patience));
        if (found === null) throw new Error('The page that the picture was taken of is gone.');
        return { path, ...found };
      },
    };
  },
});

/**
 * Selectors in what was collected, and of what steps acted on in the page that is there now. A selector that a step used in a page before
 * is none of this one: there it may mean something else.
 */
export function wantedOf({ collected, steps }: SoFar): Wanted[] {
  const gone = steps.findLastIndex(({ navigation }) => navigation !== 'none');
  const targets = (of: readonly StepEvidence[]) => of.flatMap(({ target }) => target ?? []);
  const wanted = new Map<string, Wanted>();
  const add = (one: Wanted): void => {
    // What is that long was cut, and what lies in a frame has its place there.
    if (one.selector !== '' && one.selector.length < most.selector && !one.selector.includes(' >> ') && !wanted.has(one.selector)) wanted.set(one.selector, one);
  };
  for (const { selector, role, name } of targets(steps.slice(gone + 1))) add({ selector, known: { role, name } });
  // What findings are about most comes before what there is most of.
  const { axe, census, ...others } = collected;
  for (const part of [axe, others]) for (const selector of selectorsIn(part, 0)) add({ selector });
  for (const { selector, box } of census?.targets ?? []) add({ selector, at: box });
  for (const selector of selectorsIn(census, 0)) add({ selector });
  for (const { selector } of targets(steps.slice(0, gone + 1))) wanted.delete(selector);
  return [...wanted.values()].slice(0, most.elements);
}

/** Of everything in it that has one, in its order. */
function* selectorsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value !== 'object' || value === null || depth > most.depth) return;
  const { selector, target } = value as { selector?: unknown; target?: unknown };
  const text = selector ?? target;
  if (typeof text === 'string') yield text;
  for (const part of Object.values(value)) yield* selectorsIn(part, depth + 1);
}
