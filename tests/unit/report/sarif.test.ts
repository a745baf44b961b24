import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import { sarifOf } from '../../../src/report/sarif-log.ts';
import { hostileTexts, recordOf } from './hostile-record.ts';

/** The schema as Microsoft's own package has it; of draft 4, whose two keywords at the top later drafts call otherwise. */
const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);

/** A relative reference of RFC 3986, without a scheme. */
const relative = /^(?:[\w\-.~!$&'()*+,;=@/?#[\]:]|%[\da-f]{2})+$/iu;

function read(record: RunRecord): Run {
  const log = JSON.parse(JSON.stringify(sarifOf(record))) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  const [run] = log.runs;
  if (run === undefined) throw new Error('The log has no run.');
  return run;
}

const resultsOf = (record: RunRecord): Result[] => read(record).results ?? [];
const addressesOf = ({ locations = [] }: Result): string[] => locations.map(({ physicalLocation }) => physicalLocation?.artifactLocation?.uri ?? '');
const painPoints = (record: RunRecord): RunRecord['findings'] => record.findings.filter(({ kind }) => kind === 'pain-point');

test('has a result per pain point, the most severe first, and none for delights', () => {
  const record = goldenRecord();
  const results = resultsOf(record);
  expect(results).toHaveLength(painPoints(record).length);
  expect(results[0]?.ruleId).toBe('accessibility/keyboard-journey');
  expect(results.map(({ level }) => level)).toEqual(results.map(({ level }) => level).toSorted((a, b) => ['error', 'warning', 'note'].indexOf(a ?? '') - ['error', 'warning', 'note'].indexOf(b ?? '')));
});

test('says what is new since the earlier run and what is not, where that is known', () => {
  const record = goldenRecord();
  const told = ['known', 'new', undefined, 'crossed'] as const;
  const results = resultsOf({ ...record, findings: painPoints(record).slice(0, told.length).map(({ since: _, ...finding }, index) => ({ ...finding, ...(told[index] !== undefined && { since: told[index] }) })) });
  // They are in the order of their severity, so that it stays.
  expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new', undefined, undefined]);
});

test('every result names a rule, which says why it matters, what to do and where that comes from', () => {
  const { results = [], tool: { driver: { rules = [] } } } = read(goldenRecord());
  for (const result of results) expect(rules[result.ruleIndex ?? -1]?.id).toBe(result.ruleId);
  const rule = rules.find(({ id }) => id === 'accessibility/axe');
  expect(rule?.help?.text).toContain('Give every field a label that stays visible.');
  expect(rule?.helpUri).toBe('https://www.w3.org/TR/WCAG22/');
  expect(rule?.properties?.tags).toEqual(['accessibility', 'wcag-1.3.1', 'wcag-1.4.3', 'wcag-4.1.2']);
  expect(rule?.defaultConfiguration?.level).toBe('error');
  expect(rules.find(({ id }) => id === 'friction/waits')?.defaultConfiguration?.level).toBe('warning');
});

test.each([['critical', 'error'], ['serious', 'error'], ['moderate', 'warning'], ['minor', 'note']] as const)('what is %s has the level %s', (severity, level) => {
  const record = goldenRecord();
  expect(resultsOf({ ...record, findings: painPoints(record).slice(0, 1).map((finding) => ({ ...finding, severity })) })).toMatchObject([{ kind: 'fail', level }]);
});

test('a result says whom it hinders, after what, what it costs and what is written there', () => {
  const record = goldenRecord();
  const [result] = resultsOf({ ...record, findings: painPoints(record).slice(0, 1).map((finding) => ({ ...finding, state: 'click “Menu”', cost: 1.5 })) });
  expect(result?.message.text).toMatch(/ After: click “Menu”\. Met by: keyboard-only\.$/u);
  expect(result?.properties).toMatchObject({ severity: 'critical', costSeconds: 1.5, personas: ['keyboard-only'] });
  expect(result?.locations?.[0]?.physicalLocation?.region?.snippet?.text).toBe('<div class="button" onclick="pay()">Pay now</div>');
});

test('the log says which plan was run when, by which version', () => {
  const { invocations, automationDetails, tool } = read(goldenRecord());
  expect(invocations).toMatchObject([{ executionSuccessful: true, startTimeUtc: '2026-11-21T20:00:00.000Z', endTimeUtc: '2026-11-21T20:03:24.000Z' }]);
  expect(automationDetails?.id).toBe('mystery-shopper/fernwood-against-campline/2026-11-21T20-00-00Z-golden');
  expect(tool.driver.version).toBe(goldenRecord().conditions.tool);
});

test('an address of a source that is none of the web is left out', () => {
  const rules = read(goldenRecord()).tool.driver.rules ?? [];
  expect(rules.filter(({ id }) => id.startsWith('trust/')).length).toBeGreaterThan(0);
  expect(rules.filter(({ helpUri }) => helpUri !== undefined && !helpUri.startsWith('https:'))).toEqual([]);
});

test('places are pages relative to their site, which resolve to the address that was visited', () => {
  const record = goldenRecord();
  const [site] = Object.keys(record.plan.sites);
  const origin = record.plan.sites[site ?? '']?.origin ?? '';
  const pages = [`${origin}/`, `${origin}/a/b?c=d&e=•#f`, `${origin}/a:b`, 'https://pay.elsewhere.example/x y'];
  const [finding] = painPoints(record);
  if (finding === undefined) throw new Error('There is no finding.');
  const [place] = finding.places;
  if (place === undefined) throw new Error('It has no place.');
  const run = read({ ...record, findings: [{ ...finding, places: pages.map((url) => ({ ...place, url })) }] });
  const places = run.results?.[0]?.locations?.map(({ physicalLocation }) => physicalLocation?.artifactLocation) ?? [];
  expect(places.map((location) => new URL(location?.uri ?? '', run.originalUriBaseIds?.[location?.uriBaseId ?? '']?.uri).href)).toEqual(pages.map((page) => new URL(page).href));
  expect(places.map((location) => location?.uriBaseId)).toEqual([site, site, site, 'https://pay.elsewhere.example']);
  for (const location of places) expect(location?.uri).toMatch(relative);
});

test('elements and touchpoints are logical locations', () => {
  expect(resultsOf(goldenRecord())[0]?.locations?.[0]?.logicalLocations).toEqual([
    { name: 'form.pay > div.button', kind: 'element' },
    { fullyQualifiedName: 'fernwood/buy-a-tent/checkout', kind: 'touchpoint' },
  ]);
});

test('a finding keeps its fingerprint from run to run, and shares it with none', () => {
  const prints = (record: RunRecord): (string | undefined)[] => resultsOf(record).map(({ partialFingerprints }) => partialFingerprints?.['primaryLocationLineHash']);
  const later = { ...goldenRecord(), id: 'later', findings: goldenRecord().findings.map((finding) => ({ ...finding, title: `${finding.title} Again.`, selector: '#other' })) };
  expect(prints(later)).toEqual(prints(goldenRecord()));
  expect(new Set(prints(later)).size).toBe(painPoints(later).length);
});

test('what a person has to look at first is for review and has no level', () => {
  const record = goldenRecord();
  const results = resultsOf({ ...record, findings: painPoints(record).map((finding) => ({ ...finding, judgement: 'needed' as const })) });
  expect(new Set(results.map(({ kind, level }) => `${kind} ${level}`))).toEqual(new Set(['review none']));
  expect(results.filter(({ message }) => message.text?.includes('A person has to look') !== true)).toEqual([]);
});

test('an incomplete run does not look like one that found nothing', () => {
  const [invocation] = read({ ...goldenRecord(), findings: [], verdict: { outcome: 'incomplete', exitCode: 3, sentence: 'Incomplete: nothing could be measured.' } }).invocations ?? [];
  expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 3, exitCodeDescription: 'Incomplete: nothing could be measured.' });
});

test('says what could not be measured, and what is told elsewhere, so that results that are missing are not taken for none', () => {
  const record = goldenRecord();
  const notesOf = (changed: Partial<RunRecord>): string[] => (read({ ...record, ...changed }).invocations?.[0]?.toolExecutionNotifications ?? []).map(({ message }) => message.text ?? '');
  const all = { ...record.coverage, expected: 40, valid: 40, share: 1 };
  expect(notesOf({ coverage: all, crawl: undefined })).toEqual([]);
  expect(notesOf({ coverage: { ...all, valid: 38, share: 0.95 }, crawl: undefined })).toEqual(['2 of 40 planned samples could not be measured: what they would have shown is not among the results.']);
  expect(notesOf({ coverage: all })).toEqual(['2 pain points of the audits of every page are not among the results, which are those of the touchpoints: all are in run.json.']);
});

test('stays within what readers take, and says what was left out', () => {
  const record = goldenRecord();
  const [finding] = painPoints(record);
  const [place] = finding?.places ?? [];
  if (finding === undefined || place === undefined) throw new Error('There is no finding.');
  const many = Array.from({ length: 25_010 }, (_unused, index) => ({ ...finding, id: `${finding.id}${index}` }));
  const wide = { ...finding, places: Array.from({ length: 1_200 }, (_unused, index) => ({ ...place, url: `https://fernwood.example/${index}` })) };
  const run = sarifOf({ ...record, findings: [wide, ...many] }).runs[0];
  expect(run?.results).toHaveLength(25_000);
  expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('11 less severe findings left out');
  expect(run?.results?.[0]?.locations).toHaveLength(1_000);
  expect(run?.results?.[0]?.message.text).toContain('Only the first 1000 of 1200 pages');
});

describe('whatever a page says', () => {
  test.each(hostileTexts)('the log is valid: %s', (_what, text) => {
    const results = resultsOf(recordOf(text));
    expect(results).toHaveLength(painPoints(goldenRecord()).length);
    for (const address of results.flatMap(addressesOf)) expect(address).toMatch(relative);
    expect(JSON.stringify(results)).not.toContain('\u202e');
  });
});
