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
        const measurements = lookup.record.measurements.filter((measurement) => measurement.metric === metric.id && measurement.site === site.id && measurement.touchpoint !== null);
        const values = measurements.flatMap((measurement) => measurement.value ?? []);
        if (values.length === 0) return { siteId: site.id, text: measurements.length > 0 && measurements.every(({ applicable }) => applicable === false) ? 'not applicable' : 'not available' };
        const worst = metric.better === 'higher' ? Math.min(...values) : Math.max(...values);
        return { siteId: site.id, text: formatValue(worst, metric.unit) };
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
