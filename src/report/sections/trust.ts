import { absenceOf, gapIn, withGap } from '../absence.ts';
import { metricAnchor } from '../anchors.ts';
import type { Lookup, SiteFacts } from '../lookup.ts';
import type { Metric } from '../../model/metric.ts';
import { formatRange, formatValue } from '../numbers.ts';
import { thresholdText } from '../words.ts';
import { cardsBySite } from './by-area.ts';
import type { Section } from './section.ts';

/** A trust metric over all touchpoints of a site: what was seen, as one value or from lowest to highest. */
function seen(lookup: Lookup, metric: Metric, site: SiteFacts) {
  const ends = lookup.extremes(metric.id, site.id, false);
  const [low, high] = [ends?.lowest?.value, ends?.highest?.value];
  if (low === undefined || high === undefined) return { siteId: site.id, text: null, absent: absenceOf(ends?.typical, 'It was not measured.') };
  return { siteId: site.id, text: withGap(low === high ? formatValue(low, metric.unit) : `${formatRange(low, high, metric.unit)} over the touchpoints`, gapIn(ends)), absent: null };
}

export const trust: Section = {
  id: 'trust',
  title: 'Trust',
  growsWith: 'findings',
  view({ lookup }) {
    const metrics = lookup.record.metrics.filter((metric) => metric.id.startsWith('trust.'));
    const groups = cardsBySite(lookup, 'trust');
    if (metrics.length === 0 && groups.every(({ cards, elsewhere }) => cards.length === 0 && elsewhere === null)) return null;
    return {
      sites: lookup.sites.map((site) => ({ id: site.id, title: site.title })),
      rows: metrics.map((metric) => ({
        title: metric.title,
        href: `#${metricAnchor(metric.id)}`,
        threshold: metric.threshold === undefined ? 'no published threshold' : thresholdText(metric.threshold, metric),
        cells: lookup.sites.map((site) => seen(lookup, metric, site)),
      })),
      groups,
    };
  },
};
