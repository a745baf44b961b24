import { findingAnchor, journeyAnchor, touchpointAnchor } from './anchors.ts';
import type { Lookup } from './lookup.ts';
import { cardHome } from './findings.ts';
import type { Shot } from './images.ts';

/** The folder beside the first page, and the names of what is in it. Ids of the plan are safe in file names. */
export const folder = 'report';
export const firstPage = 'report.html';
export const touchpointPage = (journey: string, touchpoint: string): string => `${folder}/${touchpointAnchor(journey, touchpoint)}.html`;
export const journeyPage = (journey: string): string => `${folder}/${journeyAnchor(journey)}.html`;
export const chapterPage = (chapter: string): string => `${folder}/${chapter}.html`;

/** From one page of the report to another. */
export function addressFrom(page: string, to: string): string {
  if (page === firstPage) return to;
  return to === firstPage ? `../${firstPage}` : to.slice(folder.length + 1);
}

/** On which page an anchor is; undefined: on the one that asks. */
export type PageOf = (anchor: string) => string | undefined;

/** `chapters`: pages of the chapters that have one of their own. */
export function pageFinder(lookup: Lookup, chapters: ReadonlyMap<string, string>): PageOf {
  const single = lookup.journeys.length === 1;
  const pageOfJourney = (journey: string): string => (single ? firstPage : journeyPage(journey));
  const findings = new Map<string, string>();
  for (const finding of lookup.record.findings) {
    const home = cardHome(lookup, finding);
    const [, journey = '', touchpoint = ''] = home.split('~');
    findings.set(findingAnchor(finding.id), chapters.get(home) ?? (touchpoint === '' ? pageOfJourney(journey) : touchpointPage(journey, touchpoint)));
  }
  return (anchor) => {
    const [first = '', second = '', third = ''] = anchor.replace(/^(touchpoint|shot|spot|met)-/, '').split('~');
    if (anchor.startsWith('finding-')) return findings.get(anchor);
    if (anchor.startsWith('touchpoint-')) return touchpointPage(first, second);
    if (anchor.startsWith('journey~')) return pageOfJourney(second);
    if (/^(?:shot|spot|met)-/.test(anchor)) return touchpointPage(second, third);
    if (anchor.startsWith('metric-')) return firstPage;
    return chapters.get(anchor);
  };
}

/** Links of a page to anchors on other pages and its pictures, put right. In the text of a page no quote stands unescaped, so that these are attributes and nothing else. */
export function withAddresses(html: string, page: string, pageOf: PageOf, shots: ReadonlyMap<string, Shot>): string {
  return html
    .replaceAll(/ href="#([^"]+)"/g, (link, anchor: string) => {
      const target = pageOf(anchor);
      return target === undefined || target === page ? link : ` href="${addressFrom(page, target)}#${anchor}"`;
    })
    .replaceAll(/ data-from="([^"]+)"/g, (link, anchor: string) => {
      const picture = shots.get(anchor)?.data;
      return picture === undefined || picture === null ? link : ` src="${addressFrom(page, `${folder}/${picture}`)}" loading="lazy"`;
    });
}
