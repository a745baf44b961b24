import { areas } from '../../model/metric.ts';
import type { Metric } from '../../model/metric.ts';
import { byChance } from '../by-chance.ts';
import { browserText } from '../conditions-line.ts';
import { linkable, metricAnchor, personaAnchor } from '../anchors.ts';
import type { RunRecord } from '../../model/record.ts';
import type { Lookup, PersonaFacts } from '../lookup.ts';
import { formatInstant, formatPercent, list, plural } from '../numbers.ts';
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

/** What a plan without its own has; see the plan's schema. */
const defaultConfidence = 0.95;

const passNames = { experience: 'experience visits', inspection: 'inspection visit' } as const;

/** As in "9 min 28 s" or "42 s". */
function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** ms */
function stoodStill({ pauses = [] }: Pick<RunRecord, 'pauses'>): number {
  return pauses.reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0);
}

function samplesText({ samples, maxSamples }: RunRecord['plan']): string {
  if (samples === 0) return 'One inspection visit per site, persona and journey, and no experience visits: nothing was timed as a customer meets it';
  const most = maxSamples === undefined || maxSamples <= samples ? '' : `, up to ${maxSamples} where a gate could not be decided`;
  return `${plural(samples, 'experience visit')} and one inspection visit per site, persona and journey${most}`;
}

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
    device: `${persona.device.name}, ${persona.device.width} × ${persona.device.height} CSS pixels${persona.device.pixelRatio === 1 ? '' : `, ${persona.device.pixelRatio} dots per pixel`}`,
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
        { term: 'Ended', text: `${formatInstant(record.finishedAt)}, after ${durationText(Date.parse(record.finishedAt) - Date.parse(record.startedAt) - stoodStill(record))}${record.pauses === undefined ? '' : ' of work'}` },
        ...(record.pauses ?? []).map(({ from, until }) => ({ term: 'Stood still', text: `From ${formatInstant(from)} to ${formatInstant(until)}, for ${durationText(Date.parse(until) - Date.parse(from))}: the run was made in parts.` })),
        { term: 'Samples', text: samplesText(record.plan) },
        { term: 'Browser', text: browserText(conditions) },
        { term: 'Tool', text: `mystery-shopper ${conditions.tool}, Node ${conditions.node}` },
        { term: 'Instruments', text: `Lighthouse ${conditions.lighthouse}, axe-core ${conditions.axe}, web-vitals ${conditions.webVitals}` },
        { term: 'Machine', text: `${conditions.platform}, ${plural(conditions.cores, 'core')}, ${conditions.memoryGB} GB of memory` },
        { term: 'Speed of the machine', text: index.length === 0 ? 'not measured' : `${plural(index.length, 'reading')} of Lighthouse's BenchmarkIndex during the run: ${Math.round(Math.min(...index))} to ${Math.round(Math.max(...index))}. Higher is faster; where the readings lie far apart, something else used the machine.` },
        { term: 'Fingerprint of the plan', text: `${conditions.planDigest} (two runs with the same one did the same)` },
      ],
      notes: conditions.notes,
      chance: byChance(record.comparisons),
      confidence: formatPercent(record.plan.confidence ?? defaultConfidence),
      personas: lookup.personas.map((persona) => personaRow(lookup, persona)),
      areas: areas
        .map((area) => ({ id: area, title: areaNames[area], metrics: record.metrics.filter((metric) => metric.id.startsWith(`${area}.`)).map(metricRow) }))
        .filter((area) => area.metrics.length > 0)
        .map((area) => ({ ...area, count: plural(area.metrics.length, 'number') })),
    };
  },
};
