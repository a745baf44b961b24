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

/** What was known of a document when a step was over. */
interface Known {
  step: number;
  document: number;
  texts: ReadonlySet<string>;
}

/** What each step made the page say is wrong: texts that were not there before it, and come up before the next one that gives the page something. Of the main frame; reads only. */
export const errorTexts = defineCollector({
  field: 'errorTexts',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub }) {
    let found: ErrorText[] = [];
    /** undefined: not asked for; null: the page did not answer. */
    let before: ErrorTextsSeen | null | undefined;
    /** Of the last step; null: there was none here. */
    let last: Known | null = null;
    let gap: string | undefined;
    let told: string | undefined;
    const look = async (): Promise<ErrorTextsSeen | null> => {
      const seen = await evaluateApart(cdp, collectErrorTexts, { words: errorWords.source, most: most.elements }, most.milliseconds).catch(() => null);
      if (seen?.cut === true) gap = `only the first ${most.elements} alerts and fields were looked at`;
      return seen;
    };
    const add = (step: number, now: ErrorTextsSeen, known: ReadonlySet<string>): void => {
      for (const { text, selector, by } of now.errors) {
        if (known.has(text)) continue;
        if (found.length < most.kept) found.push({ step, text: scrub(text), selector: scrub(selector), by });
        else gap = `more than ${most.kept} texts said that something was wrong`;
      }
    };
    const unanswered = (step: number): void => {
      gap = `the page did not say what it showed around step ${step + 1}`;
    };
    /** What has come up since the last step was over is of its doing; in another document nothing is. */
    const addLate = (now: ErrorTextsSeen | null): void => {
      if (last !== null && now === null) unanswered(last.step);
      if (last !== null && now?.document === last.document) add(last.step, now, last.texts);
      last = null;
    };
    return {
      async beforeStep(_index, action) {
        before = gives.includes(action) ? await look() : undefined;
        if (before !== undefined) addLate(before);
      },
      async afterStep({ index, navigation }) {
        // What a page that is left would have said, nobody has seen.
        if (before === undefined || navigation === 'hard') return;
        const after = await look();
        if (before === null || after === null) return unanswered(index);
        add(index, after, new Set(textsIn(before)));
        last = { step: index, document: after.document, texts: new Set([...textsIn(before), ...textsIn(after)]) };
      },
      async collect() {
        if (last !== null) addLate(await look());
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

function textsIn({ hints, errors }: ErrorTextsSeen): string[] {
  return [...hints, ...errors.map(({ text }) => text)];
}
