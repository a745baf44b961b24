import { audits } from '../../audits/index.ts';
import type { Table } from './table.ts';

const withoutThreshold = '–';

/** A line for each metric. */
export function metricsTable(): Table {
  const rows = audits.flatMap((audit) => audit.metrics.map(({ id, unit, threshold, title }) => [id, unit, String(threshold?.good ?? withoutThreshold), String(threshold?.poor ?? withoutThreshold), audit.id, title]));
  return { headings: ['metric', 'unit', 'good', 'poor', 'audit', 'what it is'], rows };
}

/** A line for each audit, with its reason and source: Markdown, as the README has it. */
export function auditsTable(): Table {
  const rows = audits.map(({ id, title, metrics, why, source }) => [`\`${id}\``, title, metrics.map((metric) => `\`${metric.id}\``).join(' '), why, `${source.title}, ${source.year}`]);
  return { headings: ['Audit', 'What', 'Metrics', 'Why it matters', 'Source'], rows };
}

/** Everything about them but how they work. */
export function auditsData(): unknown {
  return audits.map(({ run: _, ...metadata }) => metadata);
}
