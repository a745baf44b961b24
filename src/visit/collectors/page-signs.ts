import { shopWords } from '../../model/shop-words.ts';
import { PageSigns } from '../../model/trust-evidence.ts';
import { collectPageSigns } from '../in-page/collect-page-signs.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';
import { isThirdParty } from './instruments/party.ts';

const most = { elements: 50_000, forms: 50, scripts: 200, lines: 5 };

/** Forms, scripts of others, and what the page says of total, guest path and returns; the page gets 10 s for it. Frames are pages of their own and not looked into. */
export const pageSigns = defineCollector({
  field: 'pageSigns',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub, origin }) {
    let isPartial = false;
    return {
      async collect() {
        const { isCut, forms, scripts, ...found } = await evaluateApart(cdp, collectPageSigns, { most, words: shopWords }, 10_000);
        isPartial = isCut === true;
        const lines = (list: readonly string[]): string[] => list.map(scrub);
        return PageSigns.parse({
          ...found,
          forms: forms.map((form) => ({ ...form, action: scrub(form.action), thirdParty: isThirdParty(form.action, origin) })),
          scripts: scripts.map((script) => ({ ...script, url: scrub(script.url) })),
          totals: lines(found.totals),
          guest: lines(found.guest),
          returns: lines(found.returns),
        });
      },
      partial: () => (isPartial ? `the page has more than ${most.elements.toLocaleString('en-US')} elements, ${most.forms} forms or ${most.scripts} scripts` : undefined),
    };
  },
});
