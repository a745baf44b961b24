import { Argument } from 'commander';
import { audits } from '../../../audits/index.ts';
import { devicePresets, personaPresets } from '../../config/index.ts';
import type { Metric } from '../../model/metric.ts';
import type { Device, Network, Persona } from '../../model/persona.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../table.ts';

/** From kbit/s. */
function megabits(kilobits: number): number {
  return Number((kilobits / 1000).toFixed(1));
}

function line(network: Network | null): string {
  return network === null ? 'not throttled' : `${network.name} (${network.rtt} ms, ${megabits(network.down)}/${megabits(network.up)} Mbit/s)`;
}

function screen({ name, width, height, pixelRatio }: Device): string {
  return `${name} ${width}×${height}@${pixelRatio}`;
}

function personaRow(persona: Persona): string[] {
  return [persona.id, screen(persona.device), line(persona.network), `${persona.cpuSlowdown}×`, persona.hands, persona.description];
}

function metricRow({ audit, metric }: { audit: string; metric: Metric }): string[] {
  const { id, unit, threshold, title } = metric;
  return [id, unit, String(threshold?.good ?? '–'), String(threshold?.poor ?? '–'), audit, title];
}

const tables = {
  personas: () => table(['persona', 'device', 'network', 'CPU slowdown', 'hands', 'who'], personaRow, personaPresets),
  devices: () => table(['device', 'screen', 'mobile', 'touch'], ([id, device]) => [id, screen(device), device.mobile ? 'yes' : 'no', device.touch ? 'yes' : 'no'], Object.entries(devicePresets)),
  audits: () => table(['metric', 'unit', 'good', 'poor', 'audit', 'what it is'], metricRow, audits.flatMap((audit) => audit.metrics.map((metric) => ({ audit: audit.id, metric })))),
};

const data = { personas: () => personaPresets, devices: () => devicePresets, audits: () => audits.map(({ run: _, ...metadata }) => metadata) };

export const list: AddCommand = (program, io) => {
  program
    .command('list')
    .description('list persona presets, audits or devices')
    .addArgument(new Argument('<what>').choices(['personas', 'audits', 'devices']))
    .option('--json', 'print everything about them, sources included')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper list personas\n  $ mystery-shopper list audits --json')
    .action((what: keyof typeof tables, { json }: { json?: boolean }) => io.out(json === true ? `${JSON.stringify(data[what](), null, 2)}\n` : tables[what]()));
};
