import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { VisitEvidence, evidenceSchema, type Artefact } from '../model/evidence.ts';
import type { RunDigest } from '../model/history.ts';
import type { RunRecord } from '../model/record.ts';
import { VisitResults } from '../model/results.ts';
import type { Journal, Unfinished } from '../model/unfinished.ts';
import { clearReportParts, clearRun, clearUnfinished, refuseForeignRecord } from './clear-run.ts';
import { earlierText } from './earlier-runs.ts';
import { codeOf, namesIn, readText, writeProblem, writeWhole } from './files.ts';
import { openJournal } from './journal.ts';
import { artefactPath, earlierFile, isEvidenceFile, lightDirectory, recordFile, resultsFile, unfinishedDirectory, unfinishedFile, visitFile, visitsDirectory } from './layout.ts';
import { jsonLines } from './json-lines.ts';
import { parseFile } from './parse.ts';
import { takeDirectory } from './running.ts';
import { safeName } from './safe-name.ts';

/** Keeps a file with the evidence of one visit. */
export type KeepArtefact = (name: string, content: Uint8Array, mediaType: string) => Promise<Artefact>;

/** What is kept of visits, each by itself. */
interface VisitFiles {
  keepFor(unitId: string): KeepArtefact;
  saveVisit(visit: VisitEvidence): Promise<void>;
  saveResults(results: VisitResults): Promise<void>;
  /** null: they are not there, or not whole. */
  readResults(unitId: string): Promise<VisitResults | null>;
}

/** One run on disk. Every file is there in full or not at all; what cannot be written throws OUTPUT_UNWRITABLE. */
export interface RunStore extends VisitFiles {
  /** Absolute. */
  directory: string;
  /** Before a visit is made again: what was said of the last one, and its pictures and traces, are not those of the next. */
  dropVisit(unitId: string): Promise<void>;
  /** The same for pages that are audited lightly. There may be very many and they can be made again, so that the disk is not waited for. */
  light: VisitFiles;
  /** Every visit that is on disk, in the order of their ids; one at a time in memory. Throws RECORD_UNREADABLE. */
  visits(): AsyncIterable<VisitEvidence>;
  /** One of them; null: it is not there, or not whole. */
  readVisit(unitId: string): Promise<VisitEvidence | null>;
  /** What the run needs to go on should it not come to its end: kept until it does. No value of a secret is in it. */
  unfinished: { save(state: Unfinished): Promise<void>; journal(secrets: Readonly<Record<string, string>>): Promise<Journal>; clear(): Promise<void> };
  saveRecord(record: RunRecord): Promise<void>;
  /** Answers with the path of the file. */
  saveReport(fileName: string, content: string | Uint8Array | Iterable<string>): Promise<string>;
  /** A page or picture that belongs to a report, by its path with slashes. It can be made again, so that the disk is not waited for. */
  saveReportPart(path: string, content: string | Uint8Array): Promise<void>;
  /** Removes those of an earlier report. */
  clearReportParts(): Promise<void>;
  /** By its path in the evidence. Throws RECORD_NOT_FOUND, also for a path that leads out of the run. */
  readArtefact(path: string): Promise<Buffer>;
  /** Another process may make a run there from now on. */
  letGo(): Promise<void>;
}

/**
 * Opens a run directory, and makes it where there is none. fresh: an earlier run there is removed first; else it is added to.
 * `earlier`: what is kept of earlier runs as long as no record tells of all of them, so that neither a run that is killed nor one that shows fewer takes their history with it.
 * alone: to make a run there, while no other process may. Throws OUTPUT_UNWRITABLE while another process makes one.
 */
export async function openRun(path: string, { fresh = false, alone = false, earlier = [] }: { fresh?: boolean; alone?: boolean; earlier?: readonly RunDigest[] } = {}): Promise<RunStore> {
  const directory = resolve(path);
  await refuseForeignRecord(directory);
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw writeProblem(directory, error);
  }
  const taken = alone ? await takeDirectory(join(directory, unfinishedDirectory)) : null;
  if (earlier.length > 0) await writeWhole(join(directory, earlierFile), earlierText(earlier));
  if (fresh) await clearRun(directory);

  return {
    ...visitFilesIn(directory, visitsDirectory, { flush: true }),
    directory,
    dropVisit: async (unitId) => {
      for (const fileOf of [resultsFile, visitFile]) await rm(join(directory, fileOf(visitsDirectory, unitId)), { force: true });
    },
    light: visitFilesIn(directory, lightDirectory, { flush: false }),
    visits: () => readVisits(join(directory, visitsDirectory)),
    readVisit: (unitId) => readIfSound(VisitEvidence, join(directory, visitFile(visitsDirectory, unitId))),
    unfinished: {
      save: (state) => writeWhole(join(directory, unfinishedDirectory, unfinishedFile), json(state)),
      journal: (secrets) => openJournal(join(directory, unfinishedDirectory), secrets),
      clear: () => clearUnfinished(directory),
    },
    saveRecord: async (record) => {
      await writeWhole(join(directory, recordFile), jsonLines(record));
      const told = new Set(record.history?.runs.map(({ id }) => id));
      if (earlier.length > 0 && earlier.every(({ id }) => told.has(id))) await rm(join(directory, earlierFile), { force: true });
    },
    saveReport: async (fileName, content) => {
      const file = join(directory, safeName(fileName));
      await writeWhole(file, content);
      return file;
    },
    saveReportPart: (path, content) => writeWhole(join(directory, ...path.split('/').map(safeName)), content, { flush: false }),
    clearReportParts: () => clearReportParts(directory),
    readArtefact: (artefact) => readInside(directory, artefact),
    letGo: async () => taken?.letGo(),
  };
}

function visitFilesIn(run: string, directory: string, { flush }: { flush: boolean }): VisitFiles {
  return {
    keepFor: (unitId) => async (name, content, mediaType) => {
      const path = artefactPath(directory, unitId, name);
      await writeWhole(join(run, path), content, { flush });
      return { path, mediaType, bytes: content.byteLength };
    },
    saveVisit: (visit) => writeWhole(join(run, visitFile(directory, visit.unit.id)), json(visit), { flush }),
    saveResults: (results) => writeWhole(join(run, resultsFile(directory, results.visit)), json(results), { flush }),
    readResults: (unitId) => readIfSound(VisitResults, join(run, resultsFile(directory, unitId))),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** null: there is no such file, or it is damaged. */
async function readIfSound<T>(schema: z.ZodType<T>, file: string): Promise<T | null> {
  try {
    return schema.parse(JSON.parse((await readText(file)) ?? ''));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

async function* readVisits(directory: string): AsyncGenerator<VisitEvidence> {
  for (const name of (await namesIn(directory)).filter(isEvidenceFile).sort()) {
    const file = join(directory, name);
    yield parseFile(VisitEvidence, await readFile(file, 'utf8'), { file, what: 'visit', version: evidenceSchema });
  }
}

/** A record can come from elsewhere: its paths, and links on the disk, are followed only inside the run. */
async function readInside(directory: string, path: string): Promise<Buffer> {
  const missing = (cause?: unknown): KnownError => new KnownError(errors.recordNotFound, `The run in ${directory} has no file ${path}.`, { hint: 'Keep the directory `visits` beside run.json.', cause });
  try {
    const home = await realpath(directory);
    const file = await realpath(resolve(home, path));
    if (!file.startsWith(home.endsWith(sep) ? home : home + sep)) throw missing();
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(error) ?? '')) throw missing(error);
    throw error;
  }
}
