import { join } from 'node:path';
import { safeName } from './safe-name.ts';

/**
 * What a run directory holds:
 *
 *   run.json                      the record
 *   report.html, report.json, …   the reports
 *   report/                       pages and pictures of a report that is too large for one file
 *   visits/<unit>.json            the evidence of a visit
 *   visits/<unit>.results.json    what the audits said about it
 *   visits/<unit>/<artefact>      its screenshots, traces, logs
 *   light/                        the same of the pages that a crawl has audited lightly
 *   earlier-runs.json             what earlier runs were like, as long as the record does not tell of all of them
 *   unfinished/run.json           what a run that has not come to its end needs to go on
 *   unfinished/<place>-<id>.gz    what its crawl has learnt
 *   unfinished/running-<process>  which process makes it, and when that began
 */
export const recordFile = 'run.json';
export const earlierFile = 'earlier-runs.json';
export const visitsDirectory = 'visits';
export const lightDirectory = 'light';

/** `directory`: one of the two above. */
export const visitFile = (directory: string, unit: string): string => join(directory, `${safeName(unit)}.json`);
export const resultsFile = (directory: string, unit: string): string => join(directory, `${safeName(unit)}.results.json`);
/** With slashes on every system: it stands in the evidence and in the report. */
export const artefactPath = (directory: string, unit: string, name: string): string => `${directory}/${safeName(unit)}/${safeName(name)}`;

/** Unit ids are site~persona~journey~pass~sample; that is how files in visits/ and light/ are known to be ours. */
const unitName = '[^/\\\\]+~[^/\\\\]+~[^/\\\\]+~(?:experience|inspection)~[0-9]+';
export const ownVisitDirectory = new RegExp(`^${unitName}$`);
export const ownVisitFile = new RegExp(`^${unitName}(?:\\.results)?\\.json$`);
export const unfinishedDirectory = 'unfinished';
export const unfinishedFile = 'run.json';
export const learntFile = (place: number, id: string): string => `${place}-${id}.gz`;
export const ownLearntFile = /^([0-9]+)-([0-9a-f]{32})\.gz$/;
export const runningFile = (id: number, start: string): string => `running-${id}-${start}`;
export const ownRunningFile = /^running-([0-9]+)-([0-9]*)$/;
export const reportDirectory = 'report';
export const ownReportPart = /^(?:(?:touchpoint-|journey~)[^/\\]+\.html|(?:accessibility|trust)\.html|style-[0-9a-f]{16}\.css|[0-9a-f]{32}\.(?:webp|jpg|png|avif))$/;
export const ownReportFile = /^report\.(?:html|json|md|xml|sarif|csv|pdf|txt)$/;

export const isEvidenceFile = (name: string): boolean => name.endsWith('.json') && !name.endsWith('.results.json');
