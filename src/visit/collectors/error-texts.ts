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
    /** undefined: not asked for; null: the page did not answer. */
    let before: ErrorTextsSeen | null | undefined;
    let gap: string | undefined;
    let told: string | undefined;
    const look = async (): Promise<ErrorTextsSeen | null> => {
      const seen = await evaluateApart(cdp, collectErrorTexts, { words: errorWords.source, most: most.elements }, most.milliseconds).catch(() => null);
      if (seen?.cut === true) gap = `only the first ${most.elements} alerts and fields were looked at`;
      return seen;
    };
    return {
      async beforeStep(_index, action) {
        before = gives.includes(action) ? await look() : undefined;
      },
      async afterStep({ index, navigation }) {
        // What a page that is left would have said, nobody has seen.
        if (before === undefined || navigation === 'hard') return;
        const after = await look();
        if (before === null || after === null) {
          gap = `the page did not say what it showed around step ${index + 1}`;
          return;
        }
        const known = new Set([...before.hints, ...before.errors.map(({ text }) => text)]);
        for (const { text, selector, by } of after.errors) {
          if (known.has(text)) continue;
          if (found.length < most.kept) found.push({ step: index, text: scrub(text), selector: scrub(selector), by });
          else gap = `more than ${most.kept} texts said that something was wrong`;
        }
      },
      async collect() {
        const given = found;
        told = gap;
        found = [];
        gap = undefined;
        return given;
      },
      partial: () => told,
    };
  },
});
