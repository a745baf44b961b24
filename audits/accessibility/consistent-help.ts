import { defineAudit, measured, notApplicable, notAvailable } from '../../src/audit/define.ts';
import type { HelpWay, LandmarkPlace } from '../../src/model/navigation-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, firstOfEach } from '../wording.ts';
import { pagesBefore, sameName, type Former } from './repeated.ts';
import { criterion } from './sources.ts';

const why = 'Someone who needs help is tired, lost or afraid of a mistake already. They look where help was before; when it has moved, many give up.';

const source = criterion('3.2.6', 'Consistent Help');

export const audit = defineAudit({
  id: 'accessibility/consistent-help',
  area: 'accessibility',
  title: 'Help that changes its place',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.moved-help',
      title: 'Ways to get help that have changed their place',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Links and buttons for contact, help and chat, phone numbers and mail addresses, known by their label in six languages or their address, that stand in none of the landmarks (header, main part, aside, footer) they stood in on the last page before that has them. What stands in no landmark is not compared, nor are pages in another language, on another host or under a modal dialog.',
      source,
    },
  ],
  needs: ['navigation'],
  looksBackAt: ['navigation'],
  run({ navigation }, context) {
    const before = pagesBefore(navigation, context);
    if (!Array.isArray(before)) return before.known ? notApplicable(before.because) : notAvailable(before.because);
    const repeated = firstOfEach(navigation.help, keyOf).flatMap(([key, way]) => comparison(key, way, navigation.help, before));
    if (repeated.length === 0) return notApplicable('no way to get help of the pages before is here again within a landmark');
    const moved = repeated.filter(({ here, there }) => !here.some((place) => there.includes(place)));
    return measured({ 'accessibility.moved-help': moved.length }, moved.map(finding));
  },
});

interface Comparison {
  way: HelpWay;
  touchpoint: string;
  here: LandmarkPlace[];
  there: LandmarkPlace[];
}

/** A link is the same where it leads to the same place, a button where it has the same name. */
function keyOf({ kind, name, leads }: HelpWay): string {
  return `${kind} ${leads === '' ? sameName(name) : leads}`;
}

function placesOf(key: string, help: readonly HelpWay[]): LandmarkPlace[] {
  return [...new Set(help.filter((way) => keyOf(way) === key).map(({ place }) => place))];
}

/** With the last page that has it too. */
function comparison(key: string, way: HelpWay, help: readonly HelpWay[], before: readonly Former[]): Comparison[] {
  const here = placesOf(key, help);
  for (const { touchpoint, navigation } of before) {
    const there = placesOf(key, navigation.help);
    if (there.length === 0) continue;
    return here.includes('elsewhere') || there.includes('elsewhere') ? [] : [{ way, touchpoint, here, there }];
  }
  return [];
}

const inWords: Readonly<Record<LandmarkPlace, string>> = { header: 'header', main: 'main part', aside: 'aside', footer: 'footer', elsewhere: 'page' };

function finding({ way: { kind, name, leads, selector }, touchpoint, here, there }: Comparison): FindingDraft {
  const places = (list: readonly LandmarkPlace[]): string => list.map((place) => inWords[place]).join(' and ');
  // What stands in the text of a page may be another mention than the one that is repeated.
  const decided = [...here, ...there].every((place) => place === 'header' || place === 'footer');
  return {
    kind: 'pain-point',
    severity: 'moderate',
    title: `“${clipped(name || leads, 60)}” is in the ${places(here)} here; at “${touchpoint}” it was in the ${places(there)}.${decided ? '' : ' Someone has to see whether it comes in the same order on both pages.'}`,
    advice: 'Keep help and contact in one place on all pages, also on those that show less around them, as a checkout.',
    direction: 'do',
    key: `${kind}.${sameName(name) || 'nameless'}`,
    judgement: decided ? 'decided' : 'needed',
    selector,
    quote: name || leads,
    confidence: 'B',
    effort: 'small',
    wcag: ['3.2.6'],
  };
}
