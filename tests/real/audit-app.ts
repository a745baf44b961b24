import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { VisitEvidence, type Pass, type TouchpointEvidence } from '../../src/model/evidence.ts';
import { RunRecord } from '../../src/model/record.ts';
import { findBrowser } from '../../src/visit/index.ts';
import { runCli, temporaryDirectory } from '../smoke/cli.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export interface Audited {
  exitCode: number | null;
  /** What was printed. */
  output: string;
  /** Where the run was written. */
  directory: string;
  record: RunRecord;
  visits: VisitEvidence[];
}

/** Runs a plan of this folder against an app that is up, as a user would, with two samples. */
export async function auditApp(planFile: string, origin: string, env: Record<string, string> = {}): Promise<Audited> {
  const cwd = await temporaryDirectory();
  const plan = (await readFile(join(here, planFile), 'utf8')).replace(/http:\/\/localhost:\d+/, origin);
  await writeFile(join(cwd, planFile), plan);
  const { exitCode, stdout, stderr } = await runCli(['run', planFile, '--samples', '2'], { cwd, env });
  const directory = join(cwd, 'mystery-shopper-report');
  const output = `${stdout}\n${stderr}`;
  const record = RunRecord.parse(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8').catch(() => Promise.reject(new Error(`There is no run.json. Printed was:\n${output}`)))));
  const ids = [...new Set(record.ledger.map(({ visit }) => visit))];
  const visits = await Promise.all(ids.map(async (id) => VisitEvidence.parse(JSON.parse(await readFile(join(directory, 'visits', `${id}.json`), 'utf8')))));
  return { exitCode, output, directory, record, visits };
}

/** What happened where: status and, if it was not reached, why; by persona and touchpoint. */
export function outcomes({ visits }: Audited, pass: Pass): Record<string, string> {
  return Object.fromEntries(visits.filter(({ unit }) => unit.pass === pass).flatMap(({ unit, touchpoints }) => touchpoints.map(({ id, status, problem }) => [`${unit.persona} ${unit.sample} ${id}`, problem?.message ?? status])));
}

/** The touchpoint in each visit of a pass, by persona. */
export function touchpointsOf({ visits }: Audited, id: string, pass: Pass, persona?: string): TouchpointEvidence[] {
  const of = visits.filter(({ unit }) => unit.pass === pass && (persona === undefined || unit.persona === persona)).flatMap(({ touchpoints }) => touchpoints.filter((touchpoint) => touchpoint.id === id));
  if (of.length === 0) throw new Error(`no visit has a touchpoint ${id}`);
  return of;
}

/** Values of a metric at a touchpoint, by persona; null: not available. */
export function valuesOf({ record }: Audited, metric: string, touchpoint: string): Record<string, number | null> {
  const of = record.measurements.filter((one) => one.metric === metric && one.touchpoint === touchpoint);
  if (of.length === 0) throw new Error(`nobody has ${metric} at ${touchpoint}`);
  return Object.fromEntries(of.map(({ persona, value }) => [persona, value]));
}

/** Which findings there are, as audit and key; of axe the rule only, whatever component breaks it. */
export function keysOf({ record }: Audited): string[] {
  return [...new Set(record.findings.map(({ audit, key }) => `${audit} ${audit === 'accessibility/axe' ? (key.split('.')[0] ?? key) : key}`))];
}

/** Collectors that recorded nothing, with their reasons, each once. */
export function notCollected({ visits }: Audited): string[] {
  return [...new Set(visits.flatMap(({ touchpoints }) => touchpoints.flatMap((touchpoint) => touchpoint.notCollected.map(({ collector, reason }) => `${collector} at ${touchpoint.id}: ${reason}`))))].sort();
}

/** Opens the report from disk in a browser, as its reader does: what it asks the network for, what it complains about, what axe says. */
export async function readReport({ directory }: Audited, view: { width: number; colorScheme: 'light' | 'dark' }): Promise<{ requests: string[]; complaints: string[]; violations: string[]; text: string; scrollWidth: number }> {
  const found = await findBrowser({ choice: null, environment: process.env });
  const browser = await chromium.launch({ executablePath: found.executablePath, args: ['--disable-background-networking', ...(found.needsNoSandbox ? ['--no-sandbox'] : [])] });
  try {
    const page = await browser.newPage({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(?:file|data|blob):/.test(request.url())) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(join(directory, 'report.html')).href);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { axe: here } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> } };
      return (await here.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    });
    const { text, scrollWidth } = await page.evaluate(() => ({ text: document.body.innerText, scrollWidth: document.documentElement.scrollWidth }));
    return { requests, complaints, violations, text, scrollWidth };
  } finally {
    await browser.close();
  }
}
