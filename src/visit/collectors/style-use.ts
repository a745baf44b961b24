import type { CDPSession } from 'playwright-core';
import type { StyleUse } from '../../model/style-evidence.ts';
import { inTime } from '../patience.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';

const most = { sheets: 200, milliseconds: 5_000 };

interface Sheet {
  url: string;
  characters: number;
}

interface Range {
  from: number;
  to: number;
}

/**
 * How much of each style sheet file is used by what the page shows: the browser styles the page once more and notes which rules match, as
 * Lighthouse has it do. That takes place after the step was recorded, so that no time of the page has it in it.
 */
export const styleUse = defineCollector({
  field: 'styleUse',
  passes: ['inspection'],
  alone: true,
  async start({ cdp, scrub }) {
    let isPartial = false;
    return {
      async collect() {
        const { sheets, used, dropped } = await inTime(most.milliseconds, 'the use of styles', track(cdp));
        isPartial = dropped;
        return [...sheets].map(([id, { url, characters }]): StyleUse => ({ url: scrub(url), characters, used: Math.min(characters, covered(used.get(id) ?? [])) }));
      },
      partial: () => (isPartial ? moreThan(most.sheets, 'style sheets') : undefined),
    };
  },
});

async function track(cdp: CDPSession): Promise<{ sheets: Map<string, Sheet>; used: Map<string, Range[]>; dropped: boolean }> {
  const sheets = new Map<string, Sheet>();
  let dropped = false;
  const add = ({ header: { styleSheetId, sourceURL, length, isInline, isConstructed, origin } }: { header: { styleSheetId: string; sourceURL: string; length: number; isInline: boolean; isConstructed?: boolean; origin: string } }): void => {
    if (origin !== 'regular' || isInline || isConstructed === true || !/^https?:/.test(sourceURL)) return;
    if (sheets.size < most.sheets) sheets.set(styleSheetId, { url: sourceURL.slice(0, 2_000), characters: length });
    else dropped = true;
  };
  cdp.on('CSS.styleSheetAdded', add);
  try {
    // The sheets there are have been told when it answers.
    await Promise.all([cdp.send('DOM.enable'), cdp.send('CSS.enable')]);
    const [, { ruleUsage }] = await Promise.all([cdp.send('CSS.startRuleUsageTracking'), cdp.send('CSS.stopRuleUsageTracking')]);
    const used = new Map<string, Range[]>();
    for (const { styleSheetId, startOffset, endOffset } of ruleUsage.filter((rule) => rule.used && sheets.has(rule.styleSheetId))) {
      used.set(styleSheetId, [...(used.get(styleSheetId) ?? []), { from: startOffset, to: endOffset }]);
    }
    return { sheets, used, dropped };
  } finally {
    cdp.off('CSS.styleSheetAdded', add);
    await inTime(1_000, 'the styles', Promise.all([cdp.send('CSS.disable'), cdp.send('DOM.disable')])).catch(() => undefined);
  }
}

/** Characters that lie in at least one of the ranges. */
function covered(ranges: readonly Range[]): number {
  let [sum, end] = [0, 0];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}
