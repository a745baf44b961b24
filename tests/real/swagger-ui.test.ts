import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { auditApp, keysOf, notCollected, outcomes, touchpointsOf, valuesOf, type Audited } from './audit-app.ts';
import { auditsNotRun, faultsOfReport, expectHonest } from './expect-report.ts';
import { startSwaggerUi } from './swagger-ui.ts';

const personas = ['desktop-control', 'molly-millennial', 'keyboard-only', 'screen-reader'];

describe('Swagger UI 5.35', () => {
  let app: App;
  let audited: Audited;
  beforeAll(async () => {
    app = await startSwaggerUi();
    audited = await auditApp('swagger-ui.plan.yaml', app.origin);
  }, 900_000);
  afterAll(() => app.close());

  it('meets the whole catalogue at every touchpoint', async () => {
    expect(await auditsNotRun(audited)).toEqual([]);
  });

  it('lets every persona try a call out', () => {
    expect(audited.exitCode).toBe(0);
    expect(new Set(Object.values(outcomes(audited, 'experience')))).toEqual(new Set(['reached']));
    expect(new Set(Object.values(outcomes(audited, 'inspection')))).toEqual(new Set(['reached']));
    expect(audited.record.gates.map(({ outcome }) => outcome)).toEqual(['pass']);
    expectHonest(audited);
    expect(notCollected(audited)).toEqual([]);
  });

  it('is measured where a page is loaded and where something is pressed', () => {
    for (const metric of ['speed.lcp', 'speed.fcp', 'speed.ttfb', 'speed.cls', 'speed.tbt']) {
      expect(Object.entries(valuesOf(audited, metric, 'overview')).filter(([, value]) => value === null)).toEqual([]);
    }
    for (const touchpoint of ['operation', 'form', 'response']) {
      const values = valuesOf(audited, 'speed.inp', touchpoint);
      expect(Object.keys(values).sort()).toEqual([...personas].sort());
      for (const value of Object.values(values)) expect(value).toBeGreaterThan(0);
    }
  });

  it('routes by the hash when an operation opens, and not when its form does', () => {
    const navigations = (id: string): string[] => touchpointsOf(audited, id, 'experience').map(({ steps }) => steps.map(({ navigation }) => navigation).join(' '));
    expect(new Set(navigations('overview'))).toEqual(new Set(['hard']));
    expect(new Set(navigations('operation'))).toEqual(new Set(['soft']));
    expect(new Set(navigations('form'))).toEqual(new Set(['none']));
    expect(new Set(navigations('response'))).toEqual(new Set(['none none']));
    expect(Object.values(valuesOf(audited, 'friction.pages', 'overview'))).toEqual([1, 1, 1, 1]);
    expect(Object.values(valuesOf(audited, 'friction.pages', 'form'))).toEqual([0, 0, 0, 0]);
    for (const value of Object.values(valuesOf(audited, 'speed.soft-lcp', 'operation'))) expect(value).toBeGreaterThan(0);
  });

  it('loads the eight files of its page, and nothing of others', () => {
    expect(Object.values(valuesOf(audited, 'speed.page-requests', 'overview'))).toEqual([8, 8, 8, 8]);
    expect(Object.values(valuesOf(audited, 'speed.third-party-requests', 'overview'))).toEqual([0, 0, 0, 0]);
    for (const { collected } of touchpointsOf(audited, 'overview', 'experience')) {
      const requests = collected.requests ?? [];
      // The browser asks for the icon of a page by itself, and nobody waits for it: on a busy machine it can still be on its way when the customer has arrived.
      const isIcon = ({ url }: { url: string }): boolean => new URL(url).pathname === '/favicon-32x32.png';
      expect(requests.filter((request) => !isIcon(request)).map(({ url, status, failure }) => [new URL(url).pathname, status, failure]).toSorted()).toEqual(['/', '/index.css', '/openapi.json', '/swagger-initializer.js', '/swagger-ui-bundle.js', '/swagger-ui-standalone-preset.js', '/swagger-ui.css'].map((path) => [path, 200, null]));
      expect(requests.filter(isIcon)).toMatchObject([{ failure: null, status: expect.toSatisfy((status: number | null) => status === 200 || status === null) }]);
    }
  });

  it('has the faults it is known for, and none that it has not', () => {
    const keys = keysOf(audited);
    expect(keys).toEqual(expect.arrayContaining(['accessibility/axe color-contrast', 'accessibility/axe nested-interactive', 'accessibility/form-labels nothing', 'accessibility/form-labels untied', 'trust/security-headers csp-missing']));
    // Its fields without a name are told by form-labels, and by nobody else.
    expect(Object.values(valuesOf(audited, 'accessibility.silent-controls', 'form'))).not.toContain(null);
    expect(keys).not.toContain('accessibility/silent-controls silent');
    // Its "Parameters" shows a hand, and does nothing as long as there is no other tab.
    expect(keys.filter((key) => key.startsWith('accessibility/keyboard-'))).toEqual(['accessibility/keyboard-reach unreachable-by-look']);
    // A plan can call a page of any app a purchase; a field for a number of a book is no field for data about the customer.
    expect(keys.filter((key) => key.startsWith('trust/before-commitment'))).toEqual([]);
    // The arrow of each operation is taken out of the order of stops, because the button beside it does the same.
    const walks = touchpointsOf(audited, 'overview', 'inspection').flatMap(({ collected }) => collected.tabWalk ?? []);
    expect(walks.length).toBeGreaterThan(0);
    expect(walks.flatMap(({ unreached }) => unreached)).toEqual([]);
  });

  it('costs hands without a mouse as many stops and words as there are on the way', () => {
    // Skip link, address, Explore, dark mode, openapi.json, books, its arrow, GET with the link in it, its copy button, GET of one.
    expect(valuesOf(audited, 'friction.tab-stops', 'operation')['keyboard-only']).toBe(11);
    // Button by button: Explore, dark mode, arrow of books, GET, its copy button, its arrow, GET of one.
    expect(valuesOf(audited, 'accessibility.items-heard', 'operation')['screen-reader']).toBe(7);
  });

  it('gives a report that can be read', async () => {
    expect(await faultsOfReport(audited)).toEqual([]);
  });
});
