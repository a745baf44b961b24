import { absenceOf } from '../absence.ts';
import { metricAnchor } from '../anchors.ts';
import { formatValue } from '../numbers.ts';
import { cardsBySite } from './by-area.ts';
import type { Section, SectionContext } from './section.ts';

/** Largest value of each accessibility metric per site, over all personas and touchpoints. */
function totals({ lookup }: SectionContext) {
  return lookup.record.metrics
    .filter((metric) => metric.id.startsWith('accessibility.') && metric.better !== 'neither')
    .map((metric) => ({
      title: metric.title,
      href: `#${metricAnchor(metric.id)}`,
      cells: lookup.sites.map((site) => {
        const ends = lookup.extremes(metric.id, site.id, false);
        const worst = metric.better === 'higher' ? ends?.lowest : ends?.highest;
        return { siteId: site.id, text: worst ? formatValue(worst.value, metric.unit) : absenceOf(ends?.typical, '').word };
      }),
    }));
}

export const accessibility: Section = {
  id: 'accessibility',
  title: 'Accessibility',
  growsWith: 'findings',
  view(context) {
    const { lookup } = context;
    const rows = totals(context);
    const groups = cardsBySite(lookup, 'accessibility');
    if (rows.length === 0 && groups.every(({ cards, elsewhere }) => cards.length === 0 && elsewhere === null)) return null;
    return { rows, sites: lookup.sites.map((site) => ({ id: site.id, title: site.title })), groups, axe: lookup.record.conditions.axe };
  },
};
