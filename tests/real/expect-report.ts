import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { audits } from '../../audits/index.ts';
import { VisitResults } from '../../src/model/results.ts';
import { scanForSecrets } from '../../src/store/index.ts';
import { readReport, type Audited } from './audit-app.ts';

/** What is wrong with the report: it opens from disk without asking anyone anything, complaining or shutting anyone out, also in the dark and on a phone. */
export async function faultsOfReport(audited: Audited): Promise<string[]> {
  const faults: string[] = [];
  // Its first word stands by itself, as a heading.
  const said = audited.record.verdict.sentence.replace(/^[^:]*: ./, '');
  for (const view of [{ width: 1280, colorScheme: 'light' }, { width: 320, colorScheme: 'dark' }] as const) {
    const { requests, complaints, violations, text, scrollWidth } = await readReport(audited, view);
    faults.push(...requests.map((url) => `asks for ${url}`), ...complaints, ...violations);
    if (!text.includes(said)) faults.push(`does not say: ${said}`);
    faults.push(...(text.match(/.*(?:\bNaN\b|\bundefined\b|\[object |\bInfinity\b).*/g) ?? []));
    if (scrollWidth > view.width) faults.push(`is ${scrollWidth} px wide at ${view.width} px`);
  }
  const { size } = await stat(join(audited.directory, 'report.html'));
  if (size > 6_000_000) faults.push(`has ${size} bytes`);
  return faults;
}

export async function expectNoSecret({ directory, output }: Audited, secret: string): Promise<void> {
  expect(await scanForSecrets(directory, [secret])).toEqual([]);
  expect(output).not.toContain(secret);
}

/** Audits of the catalogue without an outcome at a touchpoint of a visit, and those that failed there. */
export async function auditsNotRun({ directory, visits }: Audited): Promise<string[]> {
  const faults: string[] = [];
  for (const { unit, touchpoints } of visits) {
    const { outcomes } = VisitResults.parse(JSON.parse(await readFile(join(directory, 'visits', `${unit.id}.results.json`), 'utf8')));
    for (const { id } of touchpoints) {
      for (const audit of audits.filter(({ pass }) => pass === 'both' || pass === unit.pass)) {
        const found = outcomes.find((one) => one.touchpoint === id && one.audit === audit.id)?.outcome;
        const because = found === undefined ? 'not run' : 'because' in found ? found.because : Object.values(found.missing ?? {}).join('; ');
        if (/^not run$|^the audit \S+ (?:failed|gave)|which is not a number|was not recorded(?:;|$)/.test(because)) faults.push(`${audit.id} at ${id} of ${unit.id}: ${because}`);
      }
    }
  }
  return faults;
}

/** Findings that would be ours and not the site's. */
export function expectHonest({ record, visits, output }: Audited): void {
  expect(output).not.toContain('defect of mystery-shopper');
  expect(visits.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.message]))).toEqual([]);
  expect(record.coverage.share).toBe(1);
  for (const { title, advice, cost } of record.findings) {
    expect(`${title} ${advice}`).not.toMatch(/undefined|NaN|null ms|\ba element\b/);
    if (cost !== undefined) expect(cost).toBeGreaterThan(0);
  }
  for (const { value, low, high, unavailable } of record.measurements) {
    if (value === null || low === null || high === null) expect(unavailable).toBeTruthy();
    else expect(low <= value && value <= high).toBe(true);
  }
  // A page cannot win more time than it took to load.
  const loads = record.measurements.filter(({ metric }) => metric === 'speed.lcp').map(({ high }) => (high ?? 0) / 1000);
  const promised = record.findings.filter(({ audit, key }) => audit === 'speed/lighthouse-opportunities' && key !== 'cache-insight').map(({ cost }) => cost ?? 0);
  expect(Math.max(0, ...promised)).toBeLessThanOrEqual(2 * Math.max(...loads));
}
