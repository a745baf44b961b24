import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { Menu } from '../../src/model/navigation-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, some } from '../wording.ts';
import { outOfOrder, pagesBefore, sameName, type Former } from './repeated.ts';
import { criterion } from './sources.ts';

const why = 'Who cannot see the whole page at once, or reads with effort, learns where things are. When a menu changes its order from page to page, they have to search again each time.';

const source = criterion('3.2.3', 'Consistent Navigation');

export const audit = defineAudit({
  id: 'accessibility/consistent-navigation',
  area: 'accessibility',
  title: 'Menus that change their order',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.reordered-navigation',
      title: 'Menu items that have changed their place',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Items of a navigation landmark that stand in another order than on the last page before that has the same menu (same landmark around it, same name, at least two items in common), by the document; the fewest that would have to be moved. Pages in another language, on another host or under a modal dialog are not compared, and what only one of the two pages has does not count.',
      source,
    },
  ],
  needs: ['navigation'],
  looksBackAt: ['navigation'],
  run({ navigation }, context) {
    const before = pagesBefore(navigation, context);
    if (!Array.isArray(before)) return before.known ? notApplicable(before.because) : notAvailable(before.because);
    const repeated = navigation.menus.flatMap((menu) => comparison(menu, before));
    if (repeated.length === 0) return notApplicable('no menu of the pages before is here again');
    const changed = repeated.filter(({ moved }) => moved.length > 0);
    return measured({ 'accessibility.reordered-navigation': changed.reduce((sum, { moved }) => sum + moved.length, 0) }, changed.map(finding));
  },
});

interface Comparison {
  menu: Menu;
  touchpoint: string;
  moved: string[];
  here: string[];
  there: string[];
}

/** With the last page that has the same menu. */
function comparison(menu: Menu, before: readonly Former[]): Comparison[] {
  const names = namesOf(menu);
  for (const { touchpoint, navigation } of before) {
    const shared = navigation.menus
      .filter(({ place, name }) => place === menu.place && sameName(name) === sameName(menu.name))
      .map((other) => namesOf(other).filter((name) => names.includes(name)))
      .reduce<string[]>((one, other) => (other.length > one.length ? other : one), []);
    if (shared.length < 2) continue;
    const here = names.filter((name) => shared.includes(name));
    const moved = outOfOrder(here.map((name) => shared.indexOf(name))).map((rank) => shared[rank] ?? '');
    return [{ menu, touchpoint, moved, here, there: shared }];
  }
  return [];
}

/** Names that stand for one item only. */
function namesOf({ items }: Menu): string[] {
  const names = items.map(sameName);
  return names.filter((name, index) => name !== '' && names.indexOf(name) === index && names.lastIndexOf(name) === index);
}

function finding({ menu, touchpoint, moved, here, there }: Comparison): FindingDraft {
  const which = `${menu.name === '' ? 'The menu' : `The menu “${clipped(menu.name, 60)}”`}${menu.place === 'elsewhere' ? '' : ` in the ${menu.place === 'main' ? 'main part' : menu.place}`}`;
  // Lists in the main part may be sorted by what the customer has done there.
  const decided = menu.place !== 'main';
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `${which} has ${counted(moved.length, 'item')} in another place than at “${touchpoint}”: ${some(moved.map((name) => `“${clipped(name, 40)}”`), 3)}.${decided ? '' : ' Someone has to see whether the customer has sorted it.'}`,
    advice: 'Build the menu from one list on all pages; let pages leave items out, but not change their order.',
    direction: 'stop',
    key: `${menu.place}.${sameName(menu.name) || 'nameless'}`,
    judgement: decided ? 'decided' : 'needed',
    selector: menu.selector,
    quote: `here: ${some(here, 10)}; there: ${some(there, 10)}`,
    confidence: 'B',
    effort: 'small',
    wcag: ['3.2.3'],
  };
}
