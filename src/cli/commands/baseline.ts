import { resolve } from 'node:path';
import { compareRecords, onlyThen } from '../../compare/index.ts';
import type { RunRecord } from '../../model/record.ts';
import { baselines, readRecord, type BaselineEntry } from '../../store/index.ts';
import type { AddCommand } from '../command.ts';
import { printComparison } from '../print-comparison.ts';
import { printable } from '../printable.ts';
import { plainTable } from '../table.ts';

function row(entry: BaselineEntry): string[] {
  return entry.readable ? [entry.name, entry.run, entry.date, entry.sites.join(', '), entry.browser] : [entry.name, 'not readable', '', '', entry.reason];
}

export const baseline: AddCommand = (program, io) => {
  const command = program
    .command('baseline')
    .description('keep runs as named baselines, look at them, and hold runs against them')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper baseline save main mystery-shopper-report\n  $ mystery-shopper baseline list\n  $ mystery-shopper baseline compare main nightly/run.json\n  $ mystery-shopper run plan.yaml --baseline main');
  command
    .command('save')
    .description('keep a run under a name')
    .argument('<name>')
    .argument('<run>', 'directory of a run, or its run.json')
    .action(async (name: string, path: string) => {
      const file = await baselines(io.directory).save(name, await readRecord(resolve(io.directory, path)));
      io.out(`${file}\n`);
    });
  command
    .command('list')
    .description('list the baselines of this directory')
    .action(async () => {
      const saved = await baselines(io.directory).list();
      io.out(saved.length === 0 ? 'No baselines here yet.\n' : plainTable({ headings: ['name', 'run', 'finished', 'sites', 'browser'], rows: saved.map(row) }));
    });
  command
    .command('show')
    .description('say what a baseline is of, and under which conditions it was made')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  $ mystery-shopper baseline show main')
    .action(async (name: string) => io.out(shown(name, await baselines(io.directory).read(name))));
  command
    .command('compare')
    .description('hold a run against a baseline: what is worse, what is better, and what cannot be compared')
    .argument('<name>')
    .argument('<run>', 'directory of a run, its run.json, or the name of another baseline')
    .addHelpText('after', '\nExamples:\n  $ mystery-shopper baseline compare main mystery-shopper-report\n  $ mystery-shopper baseline compare release-1 release-2')
    .action(async (name: string, run: string) => {
      const store = baselines(io.directory);
      const earlier = await store.read(name);
      const isSaved = (await store.list()).some((entry) => entry.name === run);
      const record = isSaved ? await store.read(run) : await readRecord(resolve(io.directory, run));
      io.out(printComparison(compareRecords(record, { name, record: earlier }), { metrics: record.metrics, onlyThen: onlyThen(record, earlier) }));
    });
  command
    .command('rm')
    .description('forget a baseline')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  $ mystery-shopper baseline rm main')
    .action(async (name: string) => io.out(`${await baselines(io.directory).remove(name)} is gone.\n`));
};

function shown(name: string, { id, name: plan, startedAt, plan: { sites, personas, journeys }, conditions, coverage, findings, verdict }: RunRecord): string {
  const { browser, axe, lighthouse, webVitals, platform, cores, hostIndex, tool } = conditions;
  const lines: [string, string][] = [
    ['baseline', name],
    ['run', `${id}, ${startedAt}, of the plan ${plan}`],
    ['sites', Object.entries(sites).map(([site, { origin, role }]) => `${site} (${role}, ${origin})`).join(', ')],
    ['personas', personas.map((persona) => persona.id).join(', ')],
    ['journeys', Object.entries(journeys).map(([journey, { touchpoints }]) => `${journey} (${touchpoints.map((touchpoint) => touchpoint.id).join(', ')})`).join('; ')],
    ['made with', `mystery-shopper ${tool}, ${browser}, axe-core ${axe}, Lighthouse ${lighthouse}, web-vitals ${webVitals}`],
    ['machine', `${platform}, ${cores} cores, BenchmarkIndex ${hostIndex.length === 0 ? 'not measured' : hostIndex.map(Math.round).join(', ')}`],
    ['coverage', `${coverage.valid} of ${coverage.expected} samples valid`],
    ['findings', String(findings.length)],
    ['verdict', verdict.sentence],
  ];
  return plainTable({ headings: ['', ''], rows: lines.map(([what, text]) => [what, printable(text)]) }).trimStart();
}
