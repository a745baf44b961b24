import { areas } from '../../model/metric.ts';
import type { Metric } from '../../model/metric.ts';
import { byChance } from '../by-chance.ts';
import { linkable, metricAnchor, personaAnchor } from '../anchors.ts';
import type { Lookup, PersonaFacts } from '../lookup.ts';
import { formatInstant, formatPercent, formatValue, list, plural } from '../numbers.ts';
import { areaNames, handsNames, thresholdText } from '../words.ts';
import type { Section } from './section.ts';

const unitNames: Record<Metric['unit'], string> = {
  ms: 'milliseconds',
  s: 'seconds',
  bytes: 'bytes',
  count: 'a count',
  characters: 'characters',
  ratio: 'a ratio',
  share: 'a share',
  points: 'points',
  none: 'no unit',
};

const passNames = { experience: 'experience visits', inspection: 'inspection visit' } as const;

function throttlingText(lookup: Lookup, persona: string): string {
  const applied = lookup.record.conditions.throttling[persona];
  if (applied === undefined) return 'not recorded';
  if (applied.method === 'none') return 'none';
  const network = applied.network === null ? 'line not throttled' : `${applied.network.latency} ms latency, ${applied.network.down} kbit/s down, ${applied.network.up} kbit/s up`;
  const shortfall = applied.cpuShortfall ? ' (this machine is slower than the persona’s device, so the processor could not be set as asked)' : '';
  return `${network}; processor slowed ${Number(applied.cpuRate.toFixed(2))} times${shortfall}`;
}

function personaRow(lookup: Lookup, { id, title, persona }: PersonaFacts) {
  const network = persona.network;
  const display = [
    persona.display.zoom === 1 ? null : `zoom ${formatPercent(persona.display.zoom)}`,
    persona.display.textScale === 1 ? null : `text ${formatPercent(persona.display.textScale)}`,
    persona.display.colorScheme === 'dark' ? 'dark colours' : null,
    persona.display.reducedMotion ? 'reduced motion' : null,
    persona.display.forcedColors ? 'forced colours' : null,
    persona.display.contrast === 'more' ? 'more contrast' : null,
  ].filter((item) => item !== null);
  return {
    id,
    anchor: personaAnchor(id),
    title,
    description: persona.description,
    device: `${persona.device.name}, ${persona.device.width} × ${persona.device.height} at ${persona.device.pixelRatio}`,
    network: network === null ? 'not throttled' : `${network.name}: ${network.rtt} ms round trip, ${network.down} kbit/s down, ${network.up} kbit/s up`,
    applied: throttlingText(lookup, id),
    hands: handsNames[persona.hands],
    display: display.length === 0 ? 'as delivered' : list(display),
    locale: `${persona.locale}, ${persona.timezone}`,
    consent: { accept: 'accepts cookies', reject: 'rejects cookies', ignore: 'leaves cookie banners alone' }[persona.consent],
  };
}

function metricRow(metric: Metric) {
  return {
    anchor: metricAnchor(metric.id),
    id: metric.id,
    title: metric.title,
    why: metric.why,
    how: metric.how,
    unit: unitNames[metric.unit],
    pass: passNames[metric.pass],
    better: { lower: 'lower is better', higher: 'higher is better', neither: 'neither direction is better' }[metric.better],
    threshold: metric.threshold === undefined ? null : thresholdText(metric.threshold, metric),
    thresholdSource: metric.threshold === undefined ? null : { text: `${metric.threshold.source.title}, ${metric.threshold.source.year}`, href: linkable(metric.threshold.source.url) },
    source: { text: `${metric.source.title}, ${metric.source.year}`, href: linkable(metric.source.url) },
  };
}

export const method: Section = {
  id: 'method',
  title: 'Method and conditions',
  view({ lookup }) {
    const { record } = lookup;
    const { conditions } = record;
    const index = conditions.hostIndex;
    return {
      facts: [
        { term: 'Run', text: record.id },
        { term: 'Begun', text: formatInstant(record.startedAt) },
        { term: 'Ended', text: `${formatInstant(record.finishedAt)}, after ${formatValue(Date.parse(record.finishedAt) - Date.parse(record.startedAt), 'ms')}` },
        { term: 'Samples', text: `${plural(record.plan.samples, 'experience visit')} and one inspection visit per site, persona and journey` },
        { term: 'Browser', text: conditions.browser },
        { term: 'Tool', text: `mystery-shopper ${conditions.tool}, Node ${conditions.node}` },
        { term: 'Instruments', text: `Lighthouse ${conditions.lighthouse}, axe-core ${conditions.axe}, web-vitals ${conditions.webVitals}` },
        { term: 'Machine', text: `${conditions.platform}, ${plural(conditions.cores, 'core')}, ${conditions.memoryGB} GB of memory` },
        { term: 'Speed of the machine', text: index.length === 0 ? 'not measured' : `Lighthouse BenchmarkIndex ${Math.round(Math.min(...index))} to ${Math.round(Math.max(...index))} (higher is faster)` },
        { term: 'Plan digest', text: conditions.planDigest },
      ],
      notes: conditions.notes,
      chance: byChance(record.comparisons),
      personas: lookup.personas.map((persona) => personaRow(lookup, persona)),
      areas: areas
        .map((area) => ({ title: areaNames[area], metrics: record.metrics.filter((metric) => metric.id.startsWith(`${area}.`)).map(metricRow) }))
        .filter((area) => area.metrics.length > 0),
    };
  },
};
