import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import type { AddCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { commandLine } from '../pasteable.ts';

const reportFile = 'report.html';
const recordFile = 'run.json';

export const open: AddCommand = (program, io) => {
  program
    .command('open')
    .description('open the last report in your browser')
    .argument('[run]', 'directory of a run, or its run.json (default: the directory here whose report was written last)')
    .addHelpText('after', '\nWhere there is nothing to open it with, only its path is printed.\n\nExamples:\n  $ mystery-shopper open\n  $ mystery-shopper open nightly')
    .action(async (run?: string) => {
      const path = await (run === undefined ? lastReport(io.directory) : reportIn(run, io));
      io.out(`${path}\n`);
      if (!(await opened(path, io))) io.error('Nothing was found here to open it with.\n');
    });
};

const writtenAt = async (path: string): Promise<number | null> => stat(path).then((found) => (found.isFile() ? found.mtimeMs : null), () => null);

async function reportIn(run: string, io: Io): Promise<string> {
  const given = resolve(io.directory, run);
  const directory = given.endsWith('.json') ? dirname(given) : given;
  const path = join(directory, reportFile);
  if ((await writtenAt(path)) !== null) return path;
  const hasRecord = (await writtenAt(join(directory, recordFile))) !== null;
  throw new KnownError(errors.recordNotFound, `There is no ${reportFile} in ${directory}.`, { hint: hasRecord ? `The run is there. To make its report:\n  ${commandLine(['report', run], io)}` : 'Give the directory of a run, or its run.json.' });
}

/** Of this directory and those in it. Throws RECORD_NOT_FOUND. */
async function lastReport(directory: string): Promise<string> {
  const inner = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const paths = ['', ...inner].map((name) => join(directory, name, reportFile));
  const reports = await Promise.all(paths.map(async (path) => ({ path, at: await writtenAt(path) })));
  const last = reports.reduce((best, report) => ((report.at ?? -1) > (best.at ?? -1) ? report : best), { path: '', at: null as number | null });
  if (last.at !== null) return last.path;
  throw new KnownError(errors.recordNotFound, `There is no report in ${directory} or in a directory of it.`, { hint: 'Name the directory of a run, or make one: `mystery-shopper run --url https://example.com`.' });
}

/** The program that opens a file with what the person has chosen for it; null: there is no screen to show it on. */
function openerOf(path: string, environment: Io['environment']): [string, ...string[]] | null {
  if (process.platform === 'darwin') return ['open', path];
  // The first quoted argument of start is the title of a window.
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""', path];
  return environment['DISPLAY'] === undefined && environment['WAYLAND_DISPLAY'] === undefined ? null : ['xdg-open', path];
}

/** Answers whether there was something to open it with. What it opened goes on by itself. */
async function opened(path: string, { environment }: Io): Promise<boolean> {
  const opener = openerOf(path, environment);
  if (opener === null) return false;
  const [program, ...args] = opener;
  const child = spawn(program, args, { detached: true, stdio: 'ignore', env: environment });
  return new Promise((done) => {
    child.once('error', () => done(false));
    child.once('spawn', () => {
      child.unref();
      done(true);
    });
  });
}
