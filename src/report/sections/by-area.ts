import type { Finding } from '../../model/results.ts';
import type { Area } from '../../model/metric.ts';
import { cardHome, findingCard, inOrder, painsIn, sightOf } from '../findings.ts';
import type { Lookup } from '../lookup.ts';
import { plural } from '../numbers.ts';
import { roleNames } from '../words.ts';

/** Findings of an area, each once: under the first site of the plan it was met at, sites we own before others; of those that stand elsewhere it says so. */
export function findingsBySite(lookup: Lookup, area: Area) {
  const findings = inOrder(lookup.record.findings.filter((finding) => finding.area === area));
  const here = new Set(findings.filter((finding) => cardHome(lookup, finding) === area));
  const order = [...lookup.sites].sort((a, b) => Number(lookup.focus.has(b.id)) - Number(lookup.focus.has(a.id)));
  const home = (places: readonly { site: string }[]): string | undefined => order.find((site) => places.some((place) => place.site === site.id))?.id;
  return order.map((site) => {
    const met = findings.filter((finding) => finding.places.some((place) => place.site === site.id));
    const own = met.filter((finding) => here.has(finding) && home(finding.places) === site.id);
    const sight = sightOf(lookup, lookup.journeys.flatMap(({ touchpoints }) => touchpoints.map(({ journey, id }) => ({ site: site.id, journey, touchpoint: id }))));
    const atTouchpoints = met.filter((finding) => !here.has(finding)).length;
    const elsewhere = [
      ...(met.filter((finding) => here.has(finding)).length > own.length ? ['What was met on another site too is told above.'] : []),
      ...(atTouchpoints === 0 ? [] : [`${plural(atTouchpoints, 'finding')} that ${atTouchpoints === 1 ? 'was' : 'were'} met at one touchpoint only ${atTouchpoints === 1 ? 'is told on the page of that touchpoint' : 'are told on the pages of those touchpoints'}.`]),
    ];
    return { title: site.title, siteId: site.id, role: roleNames[site.role], findings: own, elsewhere: elsewhere.length === 0 ? null : elsewhere.join(' '), summary: painsIn(met, sight).text };
  });
}

/** The same with their cards. */
export function cardsBySite(lookup: Lookup, area: Area) {
  return findingsBySite(lookup, area).map(({ findings, ...group }) => ({ ...group, cards: findings.map((finding: Finding) => findingCard(lookup, finding)) }));
}
