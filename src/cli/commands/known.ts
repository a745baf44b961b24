import { relative, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { metricsOf } from '../../../audits/index.ts';
import { entriesFor, knownState } from '../../compare/index.ts';
import { changedKnownFindings, readKnownFindings } from '../../config/index.ts';
import { fingerprintOf, KnownFinding, type KnownState } from '../../model/known-findings.ts';
import type { RunRecord } from '../../model/record.ts';
import { readRecord, readText, writeWhole } from '../../store/index.ts';
import { collect, type AddCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { printable } from '../printable.ts';
import { plainTable } from '../table.ts';

interface AddOptions {
  owner: string;
  reason: string;
  expires: string;
  file: string;
  audit?: string[];
  removeStale?: boolean;
}

function day(value: string): string {
  if (KnownFinding.shape.expires.safeParse(value).success) return value;
  throw new InvalidArgumentError('Expected a day, as in 2027-01-31.');
}

/** The record, the list as it is, and what the record says of it. */
async function facts(run: string, file: string, io: Io): Promise<{ record: RunRecord; path: string; findings: KnownFinding[]; state: KnownState }> {
  const record = await readRecord(resolve(io.directory, run));
  const path = resolve(io.directory, file);
  const findings = (await readKnownFindings(path)) ?? [];
  const known = { file, exists: true, findings, today: io.now().toISOString().slice(0, 10) };
  return { record, path, findings, state: knownState({ known, metricsOf, plan: record.plan, findings: record.findings, measurements: record.measurements, coverage: record.coverage }) };
}

async function add(run: string, { owner, reason, expires, file, audit, removeStale = false }: AddOptions, io: Io): Promise<void> {
  const { record, path, findings, state } = await facts(run, file, io);
  const asked = record.findings.filter((finding) => audit === undefined || audit.includes(finding.audit));
  const entries = entriesFor({ findings: asked, plan: record.plan }, findings, { owner, reason, expires });
  const remove = removeStale ? state.stale.map(({ fingerprint }) => fingerprint) : [];
  if (entries.length > 0 || remove.length > 0) await writeWhole(path, changedKnownFindings(await readText(path), { add: entries, remove }));
  io.out(`${relative(io.directory, path) || path}: ${entries.length} added, ${remove.length} taken out, ${findings.length + entries.length - remove.length} listed. Look through it before you commit it.\n`);
}

async function list(run: string, { file }: { file: string }, io: Io): Promise<void> {
  const { record, findings, state } = await facts(run, file, io);
  const fresh = entriesFor(record, findings, { owner: '', reason: '', expires: '' });
  const seen = new Set(record.findings.filter(({ kind }) => kind === 'pain-point').map(fingerprintOf));
  const has = (entries: readonly KnownFinding[], { fingerprint }: KnownFinding): boolean => entries.some((entry) => entry.fingerprint === fingerprint);
  const stateOf = (entry: KnownFinding): string => (has(fresh, entry) ? 'new' : has(state.expired, entry) ? 'expired' : has(state.stale, entry) ? 'stale' : seen.has(entry.fingerprint) ? 'known' : 'not looked for');
  const all = [...fresh, ...findings];
  io.out(all.length === 0 ? 'The run found no pain points on own sites, and none are listed.\n' : plainTable({ headings: ['state', 'owner', 'until', 'fingerprint', 'what it is'], rows: all.map((entry) => [stateOf(entry), printable(entry.owner), entry.expires, printable(entry.fingerprint), printable(entry.title)]) }));
}

const defaultFile = 'known-findings.yaml';

export const known: AddCommand = (program, io) => {
  const command = program
    .command('known')
    .description('keep the list of findings that are known, so that gates fail on new ones only')
    .addHelpText(
      'after',
      '\nThe list is a YAML file for people to review, with a reason, an owner and a last day for each finding. In the plan:\n  gates:\n    - { metric: accessibility.violations, against: known, new: 0 }\n\nA finding is known by its fingerprint, the audit and its key, on whatever touchpoint it is met. A gate with `new: 0` says nothing of how often; add `max` for that.\n\nExamples:\n  $ mystery-shopper known add mystery-shopper-report --owner ana --reason "new checkout in March" --expires 2027-03-31\n  $ mystery-shopper known list mystery-shopper-report',
    );
  command
    .command('add')
    .description('list what a run found on own sites and the list does not have')
    .argument('<run>', 'directory of a run, or its run.json')
    .requiredOption('--owner <name>', 'who will see to it')
    .requiredOption('--reason <text>', 'why it may stay for now')
    .requiredOption('--expires <date>', 'the last day on which it counts as known, as in 2027-01-31', day)
    .option('--file <path>', 'the list', defaultFile)
    .option('--audit <id>', 'only findings of this audit, as accessibility/axe; may be repeated', collect)
    .option('--remove-stale', 'take out what the run did not find any more')
    .addHelpText('after', '\nExample:\n  $ mystery-shopper known add mystery-shopper-report --owner ana --reason "vendor widget" --expires 2027-03-31 --audit accessibility/axe')
    .action((run: string, options: AddOptions) => add(run, options, io));
  command
    .command('list')
    .description('say of each finding whether it is new, known, stale or expired')
    .argument('<run>', 'directory of a run, or its run.json')
    .option('--file <path>', 'the list', defaultFile)
    .addHelpText('after', '\nExample:\n  $ mystery-shopper known list mystery-shopper-report')
    .action((run: string, options: { file: string }) => list(run, options, io));
};
