import { helpWords } from '../../model/help-words.ts';
import { NavigationEvidence } from '../../model/navigation-evidence.ts';
import { collectNavigation } from '../in-page/collect-navigation.ts';
import { defineCollector } from './collector.ts';
import { evaluateApart } from './instruments/evaluate-apart.ts';

const most = { elements: 50_000, menus: 20, items: 60, help: 40 };

/** Navigation landmarks and ways to get help, to be compared with those of the touchpoints before. Frames are not looked into. */
export const navigation = defineCollector({
  field: 'navigation',
  passes: ['inspection'],
  openRoots: true,
  async start({ cdp, scrub }) {
    let isPartial = false;
    return {
      async collect() {
        const { isCut, ...found } = await evaluateApart(cdp, collectNavigation, { most, words: helpWords }, 5_000);
        isPartial = isCut === true;
        return NavigationEvidence.parse({
          ...found,
          menus: found.menus.map((menu) => ({ ...menu, name: scrub(menu.name), items: menu.items.map(scrub) })),
          help: found.help.map((way) => ({ ...way, name: scrub(way.name), leads: scrub(way.leads) })),
        });
      },
      partial: () => (isPartial ? `the page has more than ${most.elements.toLocaleString('en-US')} elements, ${most.menus} menus, ${most.items} items in one of them, or ${most.help} ways to get help` : undefined),
    };
  },
});
