import type { Area } from '../../model/metric.ts';
import type { Lookup } from '../lookup.ts';
import { roleNames } from '../words.ts';
import { cardHome, findingCard, inOrder, painsIn } from './findings.ts';

/** Cards of an area, each once: under the first site of the plan it was met at, sites we own before others. */
export function cardsBySite(lookup: Lookup, area: Area) {
  const findings = inOrder(lookup.record.findings.filter((finding) => cardHome(lookup, finding) === area));
  const order = [...lookup.sites].sort((a, b) => Number(lookup.focus.has(b.id)) - Number(lookup.focus.has(a.id)));
  const home = (places: readonly { site: string }[]): string | undefined => order.find((site) => places.some((place) => place.site === site.id))?.id;
  const reached = new Set(lookup.record.touchpoints.flatMap(({ site, status }) => (status === 'reached' ? [site] : [])));
  return order.map((site) => {
    const cards = findings.filter((finding) => home(finding.places) === site.id).map((finding) => findingCard(lookup, finding));
    const pains = painsIn(findings.filter((finding) => finding.places.some((place) => place.site === site.id)), reached.has(site.id));
    return { title: site.title, siteId: site.id, role: roleNames[site.role], cards, elsewhere: cards.length === 0 && pains.mark !== null ? 'They are told above: the same was met on another site.' : null, summary: pains.text };
  });
}
