import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { auditApp, keysOf, notCollected, outcomes, touchpointsOf, valuesOf, type Audited } from './audit-app.ts';
import { auditsNotRun, faultsOfReport, expectHonest, expectNoSecret } from './expect-report.ts';
import { CrawlSummary } from '../../src/model/crawl.ts';
import { runCli, temporaryDirectory } from '../smoke/cli.ts';
import { packages, startVerdaccio } from './verdaccio.ts';

const password = 'tern-Über-the-9-harbours&ebb';

describe('Verdaccio 6.10', () => {
  let app: App;
  let audited: Audited;
  beforeAll(async () => {
    app = await startVerdaccio(password);
    audited = await auditApp('verdaccio.plan.yaml', app.origin, { VERDACCIO_PASSWORD: password });
  }, 900_000);
  afterAll(() => app.close());

  it('lets every persona log in, search and find the package, also with the keyboard alone or a screen reader', () => {
    expect(audited.exitCode).toBe(0);
    expect(new Set(Object.values(outcomes(audited, 'experience')))).toEqual(new Set(['reached']));
    expect(new Set(Object.values(outcomes(audited, 'inspection')))).toEqual(new Set(['reached']));
    expectHonest(audited);
    // The suggestions hang on the focus and the window: what walks or resizes would close them.
    expect(notCollected(audited)).toEqual([expect.stringMatching(/^layouts at search: .*may close/), expect.stringMatching(/^tabWalk at search: .*would close/)]);
  });

  it('meets the whole catalogue at every touchpoint', async () => {
    expect(await auditsNotRun(audited)).toEqual([]);
  });

  it('keeps the password out of every file and line', async () => {
    await expectNoSecret(audited, password);
    const typed = touchpointsOf(audited, 'account', 'experience').flatMap(({ steps }) => steps.filter(({ action }) => action === 'fill').map(({ effort }) => effort.typed));
    expect(typed).toContain(password.length);
  });

  it('is measured where a page is loaded, where something is pressed and where it routes', () => {
    for (const metric of ['speed.lcp', 'speed.ttfb']) expect(Object.values(valuesOf(audited, metric, 'home')).filter((value) => value === null)).toEqual([]);
    for (const touchpoint of ['account', 'search', 'package']) {
      for (const value of Object.values(valuesOf(audited, 'speed.inp', touchpoint))) expect(value).toBeGreaterThan(0);
    }
    for (const { steps } of touchpointsOf(audited, 'package', 'experience')) expect(steps.at(-1)?.navigation).toBe('soft');
    for (const value of Object.values(valuesOf(audited, 'speed.soft-lcp', 'package'))) expect(value).toBeGreaterThan(0);
  });

  it('has buttons without names, and shows where the focus is', () => {
    const keys = keysOf(audited);
    expect(keys).toEqual(expect.arrayContaining(['accessibility/axe button-name', 'accessibility/axe link-name', 'accessibility/axe landmark-one-main']));
    // Its buttons draw the focus with an element of their own.
    expect(keys.filter((key) => key.startsWith('accessibility/focus-visible') || key.startsWith('accessibility/keyboard-'))).toEqual([]);
    expect(keys.filter((key) => key.startsWith('friction/completion'))).toEqual([]);
    // Logging in takes away the dialog and the button that had opened it.
    expect(keys.filter((key) => key.startsWith('accessibility/focus-lost'))).toEqual([expect.stringContaining('Login')]);
    // The list of suggestions is part of the field, and fits a narrow window once it has been laid out anew; the phone's search button is the customer's own way.
    expect(keys.filter((key) => /^(?:accessibility\/form-labels nothing|accessibility\/reflow|friction\/interruptions)/.test(key))).toEqual([]);
  });

  it('is crawled to every package it has, and by pressing to every version, which nothing links to', async () => {
    const { exitCode, stdout } = await runCli(['crawl', app.origin, '--list', '--json', '--quiet', '--click-navigation'], { cwd: await temporaryDirectory() });
    const { templates, opened, failed, ended } = CrawlSummary.parse(JSON.parse(stdout));
    expect({ exitCode, ended, failed }).toEqual({ exitCode: 0, ended: 'complete', failed: 0 });
    // The first page, and of each package its page and that of its version.
    expect(opened).toBe(1 + 2 * packages.length);
    expect(templates.every(({ rendered }) => rendered)).toBe(true);
    expect(templates.reduce((sum, template) => sum + template.opened, 0)).toBe(opened);
  });

  it('gives a report that can be read', async () => {
    expect(await faultsOfReport(audited)).toEqual([]);
  });
});
