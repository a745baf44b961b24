import { absenceOf, gapIn, withGap } from '../absence.ts';
import { metricAnchor } from '../anchors.ts';
import { byComponent, cropOf, type Component } from '../components.ts';
import { findingCard } from '../findings.ts';
import { formatValue, list, plural } from '../numbers.ts';
import { whoOf } from '../phrases.ts';
import { touchpointKey } from '../places.ts';
import { severityMarks } from '../words.ts';
import { findingsBySite } from './by-area.ts';
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
        return { siteId: site.id, text: worst ? withGap(formatValue(worst.value, metric.unit), gapIn(ends)) : absenceOf(ends?.typical, '').word };
      }),
    }));
}

/** What was found at one kind of component, with a picture of one. */
function componentView({ lookup, shots }: SectionContext, { title, findings }: Component, open: boolean) {
  const pains = findings.filter(({ kind }) => kind === 'pain-point');
  const places = findings.flatMap((finding) => finding.places);
  const touchpoints = new Set(places.map(touchpointKey)).size;
  const personas = [...new Set(places.map(({ persona }) => persona))];
  const [worst] = pains;
  const severities = new Set(pains.map(({ severity }) => severity));
  return {
    title,
    open,
    mark: worst === undefined ? null : severityMarks[worst.severity],
    summary: [...(pains.length === 0 ? [] : [plural(pains.length, 'pain point')]), ...(pains.length === findings.length ? [] : [plural(findings.length - pains.length, 'delight')]), `met at ${plural(touchpoints, 'touchpoint')}`].join(', '),
    wcag: list([...new Set(findings.flatMap(({ wcag = [] }) => wcag))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))),
    personas: whoOf(lookup, personas),
    personaIds: personas.join(' '),
    severities: pains.length < findings.length ? '' : [...severities].join(' '),
    crop: cropView(lookup, cropOf(lookup, findings, shots), title),
    cards: findings.map((finding) => findingCard(lookup, finding)),
  };
}

function cropView(lookup: SectionContext['lookup'], crop: ReturnType<typeof cropOf>, title: string) {
  if (crop === null) return null;
  const { shot, box, view } = crop;
  const where = `${lookup.touchpointTitle(shot)}, ${lookup.persona(shot.persona).title}`;
  return {
    view: `${view.x} ${view.y} ${view.width} ${view.height}`,
    box,
    size: shot.size,
    anchor: shot.anchor,
    // A page beside its pictures shows the file; one that holds them shows what stands in it once.
    file: lookup.manyPages ? shot.data : null,
    label: `${title}, outlined in the screenshot of ${where}`,
    where,
  };
}

export const accessibility: Section = {
  id: 'accessibility',
  title: 'Accessibility',
  growsWith: 'findings',
  view(context) {
    const { lookup } = context;
    const rows = totals(context);
    if (rows.length === 0 && findingsBySite(lookup, 'accessibility').every(({ findings, elsewhere }) => findings.length === 0 && elsewhere === null)) return null;
    return { rows, sites: lookup.sites.map((site) => ({ id: site.id, title: site.title })), axe: lookup.record.conditions.axe };
  },
  *pieces(context) {
    for (const { findings, ...site } of findingsBySite(context.lookup, 'accessibility')) {
      yield { template: 'partials/site-heading', view: site };
      for (const [index, component] of byComponent(findings).entries()) yield { template: 'partials/component', view: { ...componentView(context, component, index === 0), siteId: site.siteId } };
    }
  },
};
