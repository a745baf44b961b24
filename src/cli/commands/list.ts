import { Argument, Option } from 'commander';
import { devicePresets, personaPresets } from '../../config/index.ts';
import type { Device, Network, Persona } from '../../model/persona.ts';
import { auditsData, auditsTable, metricsTable } from '../catalogue.ts';
import type { AddCommand } from '../command.ts';
import { markdownTable, plainTable, type Table } from '../table.ts';

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

const personas = (): Table => ({ headings: ['persona', 'device', 'network', 'CPU slowdown', 'hands', 'who'], rows: personaPresets.map(personaRow) });

const devices = (): Table => ({
  headings: ['device', 'screen', 'mobile', 'touch'],
  rows: Object.entries(devicePresets).map(([id, device]) => [id, screen(device), device.mobile ? 'yes' : 'no', device.touch ? 'yes' : 'no']),
});

interface Listing {
  plain(): Table;
  markdown(): Table;
  data(): unknown;
}

const listings: Record<'personas' | 'audits' | 'devices', Listing> = {
  personas: { plain: personas, markdown: personas, data: () => personaPresets },
  devices: { plain: devices, markdown: devices, data: () => devicePresets },
  audits: { plain: metricsTable, markdown: auditsTable, data: auditsData },
};

const print = {
  table: ({ plain }: Listing) => plainTable(plain()),
  markdown: ({ markdown }: Listing) => markdownTable(markdown()),
  json: ({ data }: Listing) => `${JSON.stringify(data(), null, 2)}\n`,
};

export const list: AddCommand = (program, io) => {
  program
    .command('list')
    .description('list persona presets, audits or devices')
    .addArgument(new Argument('<what>').choices(Object.keys(listings)))
    .addOption(new Option('--format <format>', 'how to print them; json has everything, sources included').choices(Object.keys(print)).default('table'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper list personas\n  $ mystery-shopper list audits --format markdown')
    .action((what: keyof typeof listings, { format }: { format: keyof typeof print }) => io.out(print[format](listings[what])));
};
