import type { ActionName } from '../../model/journey.ts';
import { errorWords } from '../../model/error-words.ts';
import type { ErrorText } from '../../model/form-evidence.ts';
import { collectErrorTexts } from '../in-page/collect-error-texts.ts';
import type { ErrorTextsSeen } from '../in-page/collect-error-texts.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { kept: 50, elements: 100, milliseconds: 2_000 };

/** Steps during which the customer gives something to the page. */
const gives: readonly ActionName[] = ['click', 'press', 'fill', 'choose', 'check', 'uncheck', 'drag', 'upload'];

/** What each step made the page say is wrong: texts that were not there before it. Of the main frame; reads only. */
export const errorTexts = defineCollector({
  field: 'errorTexts',
  passes: ['inspection'],
  async start({ cdp, scrub }) {
    let found: ErrorText[] = [];
    /** null: not known. */
    let before: ErrorTextsSeen | null = null;
    // A page that is being replaced gives no answer; what it would have said, nobody has seen.
    const look = async (): Promise<ErrorTextsSeen | null> => await evaluateApart(cdp, collectErrorTexts, { words: errorWords.source, most: most.elements }, most.milliseconds).catch(() => null);
    return {
      async beforeStep(_index, action) {
        before = gives.includes(action) ? await look() : null;
      },
      async afterStep({ index, navigation }) {
        if (before === null || navigation === 'hard') return;
        const known = new Set([...before.hints, ...before.errors.map(({ text }) => text)]);
        for (const { text, selector, by } of (await look())?.errors ?? []) {
          if (!known.has(text) && found.length < most.kept) found.push({ step: index, text: scrub(text), selector: scrub(selector), by });
        }
      },
      async collect() {
        const told = found;
        found = [];
        return told;
      },
    };
  },
});
