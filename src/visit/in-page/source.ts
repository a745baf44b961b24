import { focusOf, focusedElement } from './focus.ts';
import { factsOf } from './facts.ts';
import { collectElementFacts } from './collect-element-facts.ts';
import { chooserKind, fieldState, selectOptions } from './field.ts';
import { identify } from './identify.ts';
import { watchPress } from './watch-press.ts';
import { findSecrets } from './find-secrets.ts';
import { findNamed } from './named-engine.ts';

/** In-page functions know no imports; the ones that need `identify` get it by being put beside its source. */

export const namedEngineSource = `(() => {
  const identify = ${identify.toString()};
  const findNamed = ${findNamed.toString()};
  return {
    query: (root, selector) => findNamed(root, selector, identify)[0] ?? null,
    queryAll: (root, selector) => findNamed(root, selector, identify),
  };
})()`;

export const secretsEngineSource = `(() => {
  const queryAll = ${findSecrets.toString()};
  return { query: (root, texts) => queryAll(root, texts)[0] ?? null, queryAll };
})()`;

/** Source of a function from an element to its facts. */
export const factsSource = `(element) => (${factsOf.toString()})(element, ${identify.toString()})`;

/** Source of a function to where the focus is, with the facts of the element that has it. */
export const focusSource = `() => {
  const element = (${focusedElement.toString()})();
  return { focus: (${focusOf.toString()})(), facts: element === null ? null : (${factsSource})(element) };
}`;

/** Source of a function from an element to a promise of what lay under the press on it. */
export const pressSource = `(element, options) => (${watchPress.toString()})(element, options, (${collectElementFacts.toString()})(${identify.toString()}))`;

/** What is asked about almost every target: these come with the engine below, since a long source takes a slow computer longer to read than to answer. */
const installed = [factsSource, ...[fieldState, selectOptions, chooserKind].map(String)];

/** How functions from an element to something serialisable are put to the engine below. */
export function questionFor(...sources: string[]): string {
  const codeOf = (source: string): string => {
    const index = installed.indexOf(source);
    return index < 0 ? encodeURIComponent(source) : String(index);
  };
  return sources.map(codeOf).join();
}

/**
 * A selector engine that finds an answer in place of an element: one that is in no document, with the answers as JSON for its text. What
 * follows the = is from `questionFor`. Engines run apart from the page's scripts, where Playwright's own search is at home already: to ask
 * there costs one search, and loads nothing into the page.
 */
export const answerEngineSource = `(() => {
  const installed = [${installed.join(',\n')}];
  const questionOf = (code) => installed[code] ?? (0, eval)('(' + decodeURIComponent(code) + ')');
  const queryAll = (root, codes) => {
    const answers = document.createElement('span');
    answers.textContent = JSON.stringify(codes.split(',').map((code) => questionOf(code)(root)));
    return [answers];
  };
  return { query: (root, codes) => queryAll(root, codes)[0], queryAll };
})()`;
