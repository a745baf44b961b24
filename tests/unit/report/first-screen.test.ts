import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { Comparison, LedgerEntry, RunRecord } from '../../../src/model/record.ts';
import { changeSentence, changeSentences } from '../../../src/report/changes.ts';
import { textOf } from '../../../src/report/formats/format.ts';
import { html } from '../../../src/report/formats/html.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { personas } from '../../../src/report/sections/personas.ts';
import { withoutOutcome } from '../../../src/report/phrases.ts';
import { verdict } from '../../../src/report/sections/verdict.ts';
import { sectionContext } from '../../../src/report/view-model.ts';

const record = goldenRecord();
const lookup = lookUp(record);

interface View {
  worst: { title: string; whom: string }[];
  headline: string;
  first: object | null;
  mark: { word: string; tone: string };
  tone: string;
  elsewhere: { worst: { title: string }[] } | null;
  finishes: { text: string; tone: string; icon: string; partly: string | null; pains: string | null }[];
  inspected: boolean;
  gates: { mark: { word: string } }[];
  coverage: { reached: boolean; share: string };
  worstTitle: string;
}

const view = async (changed: Partial<RunRecord>) => verdict.view(await sectionContext({ ...record, ...changed }, null)) as View;

describe('the first screen', () => {
  test('names the worst, for whom, and who finishes', async () => {
    const first = await view({});
    expect(first.worst).toHaveLength(3);
    expect(first.first).toEqual({ advice: 'Make “Pay now” a real button element, so that Tab reaches it and Enter presses it.', work: 'little work' });
    expect(first.worst[0]).toMatchObject({ title: 'The button “Pay now” cannot be reached with the keyboard.', whom: 'Kim, keyboard only' });
    expect(first.finishes.map((finish) => [finish.text, finish.tone])).toEqual([['2 of 3 personas finish the journey', 'poor'], ['3 of 3 personas finish the journey', 'good']]);
    expect(first.gates.map((gate) => gate.mark.word)).toEqual(['Failed', 'Not measured', 'Inconclusive', 'Passed']);
  });

  test('where nothing was inspected, no pain points are not the same as none known', async () => {
    const findings = record.findings.filter(({ kind }) => kind === 'delight');
    const ledger = record.ledger.map((entry): LedgerEntry => (entry.pass === 'inspection' ? { ...entry, status: 'missing' } : entry));
    const cut = await view({ findings, ledger });
    expect(cut.headline).toMatch(/, and no pain point is known, since nothing was inspected\.$/);
    expect(cut.finishes.map(({ pains }) => pains)).toEqual(['not inspected', 'not inspected']);
    expect(cut.inspected).toBe(false);
    const printed = textOf(await html.render({ ...record, findings, ledger, touchpoints: record.touchpoints.filter(({ status }) => status === 'reached') }, { readArtefact: () => Promise.reject(new Error('no pictures here')) }));
    expect(/<div class="worst[^"]*">\s*<p>.*<\/p>/.exec(printed)?.[0]).toContain('<strong>Nothing was inspected</strong> on <bdi>Fernwood Outdoor</bdi>');
    expect(/no pain points? (?:was|were|found).{0,40}/i.exec(printed)?.[0]).toBeUndefined();
    const whole = await view({ findings });
    expect(whole.headline).toMatch(/, and the automated checks found no pain point\.$/);
    expect(whole.finishes.map(({ pains }) => pains)).toEqual(['no pain points', 'no pain points']);
    expect(whole.inspected).toBe(true);
  });

  describe('who finishes, over all samples', () => {
    const at = (persona: string, samples: readonly number[], status: LedgerEntry['status'], touchpoint: string, reason?: string) => (entry: LedgerEntry): LedgerEntry =>
      entry.site === 'campline' && entry.persona === persona && entry.pass === 'experience' && samples.includes(entry.sample) && entry.touchpoint === touchpoint ? { ...entry, status, ...(reason !== undefined && { reason }) } : entry;
    const campline = async (change: (entry: LedgerEntry) => LedgerEntry) => (await view({ ledger: record.ledger.map(change) })).finishes[1];

    test('stopped in two of three samples is not finished, though the first sample got there', async () => {
      const finish = await campline(at('molly-millennial', [2, 3], 'valid', 'confirm', 'TARGET_MISSING: …'));
      expect(finish).toMatchObject({ text: '2 of 3 personas finish the journey', tone: 'poor', partly: 'Molly Millennial finishes in 1 of 3 visits' });
    });

    test('a sample that measured something else says nothing of it', async () => {
      expect(await campline(at('molly-millennial', [2, 3], 'invalid', 'confirm'))).toMatchObject({ text: '3 of 3 personas finish the journey', tone: 'good', partly: null });
    });

    test('a persona without any valid sample is told, and all is not well', async () => {
      expect(await campline(at('molly-millennial', [1, 2, 3], 'missing', 'confirm'))).toMatchObject({ text: '2 of 3 personas finish the journey, 1 could not be measured', tone: 'warn', icon: 'gap' });
    });

    test('the side by side of personas says the same', async () => {
      const ledger = record.ledger.map(at('molly-millennial', [2, 3], 'not-reached', 'confirm'));
      const side = personas.view(await sectionContext({ ...record, ledger }, null)) as { journeys: { personas: { rows: { siteId: string; mark: { word: string; tone: string }; text: string }[] }[] }[] };
      const row = side.journeys[0]?.personas[0]?.rows.find(({ siteId }) => siteId === 'campline');
      expect(row).toMatchObject({ mark: { word: 'Not always', tone: 'warn' }, text: 'finished in 1 of 3 visits' });
    });

    test.each(['missing', 'invalid'] as const)('the side by side of personas does not say from the inspection alone that one finishes: %s', async (status) => {
      const ledger = record.ledger.map(at('molly-millennial', [1, 2, 3], status, 'confirm'));
      const context = await sectionContext({ ...record, ledger }, null);
      const side = personas.view(context) as { journeys: { personas: { rows: { siteId: string; mark: { word: string; tone: string }; text: string }[] }[] }[] };
      const row = side.journeys[0]?.personas[0]?.rows.find(({ siteId }) => siteId === 'campline');
      expect(row).toMatchObject({ mark: { word: 'Not measured', tone: 'warn' }, text: 'could not be measured. A visit that does not tell how customers get on reached 6 of 6 touchpoints.' });
    });
  });

  test('says in one sentence how it went for customers on our site', async () => {
    expect((await view({})).headline).toBe('1 of 3 personas (Kim, keyboard only) does not get to the end of the journey on Fernwood Outdoor, and 20 pain points were found, 1 of them critical.');
    expect((await view({ findings: [], ledger: record.ledger.filter((entry) => entry.persona === 'gerry-gen-x') })).headline).toBe('The customer gets to the end of the journey on Fernwood Outdoor, and the automated checks found no pain point.');
    expect((await view({ ledger: [] })).headline).toBe('Nothing could be measured on Fernwood Outdoor.');
    expect((await view({ findings: [], ledger: record.ledger.filter((entry) => entry.persona === 'gerry-gen-x').map((entry): LedgerEntry => ({ ...entry, pass: 'inspection' })) })).headline).toBe('The customer gets to the end of the journey on Fernwood Outdoor, and the automated checks found no pain point.');
  });

  describe('with a persona of whom there is no valid sample', () => {
    const lost = (personas: readonly string[]) => record.ledger.map((entry): LedgerEntry => (entry.site === 'fernwood' && personas.includes(entry.persona) ? { ...entry, status: 'missing' } : entry));
    const passed = { outcome: 'pass', exitCode: 0, sentence: 'Passed: all gates hold.' } as const;

    test('it is not said that every persona gets to the end', async () => {
      expect((await view({ findings: [], ledger: lost(['keyboard-only']) })).headline).toBe('Every persona that could be measured gets to the end of the journey on Fernwood Outdoor, 1 of 3 could not be measured, and the automated checks found no pain point.');
      expect((await view({ findings: [], ledger: lost(['keyboard-only', 'gerry-gen-x']) })).headline).toBe('The one persona that could be measured gets to the end of the journey on Fernwood Outdoor, 2 of 3 could not be measured, and the automated checks found no pain point.');
    });

    test('who does not get to the end is counted among those who were measured', async () => {
      expect((await view({ findings: [], ledger: lost(['molly-millennial']) })).headline).toBe('1 of 2 measured personas (Kim, keyboard only) does not get to the end of the journey on Fernwood Outdoor, 1 of 3 could not be measured, and the automated checks found no pain point.');
      expect((await view({ findings: [], ledger: lost(['molly-millennial', 'gerry-gen-x']) })).headline).toBe('The one persona that could be measured does not get to the end of the journey on Fernwood Outdoor, 2 of 3 could not be measured, and the automated checks found no pain point.');
    });

    test('gates that hold do not make the first screen all green', async () => {
      const reached = { verdict: passed, ledger: lost(['keyboard-only']) };
      expect(await view(reached)).toMatchObject({ tone: 'warn', finishes: [{ text: '2 of 3 personas finish the journey, 1 could not be measured', tone: 'warn', icon: 'gap' }, { tone: 'good' }] });
      expect((await view({ ...reached, ledger: record.ledger.filter(({ persona }) => persona !== 'keyboard-only') })).tone).toBe('good');
    });
  });

  test('a run without gates is not shown as a success', async () => {
    expect((await view({ gates: [], verdict: { outcome: 'pass', exitCode: 0, sentence: 'No gates were declared.' } })).mark).toMatchObject({ word: 'No gates set', tone: 'neutral' });
    expect((await view({ verdict: { outcome: 'pass', exitCode: 0, sentence: 'Passed.' } })).mark).toMatchObject({ word: 'Passed', tone: 'good' });
  });

  test('where our site has no pain points, the worst of the others is told', async () => {
    const first = await view({ findings: record.findings.filter((finding) => finding.places.every((place) => place.site === 'campline')), touchpoints: record.touchpoints.filter((summary) => summary.status === 'reached') });
    expect(first.worst).toEqual([]);
    expect(first.elsewhere?.worst.length).toBeGreaterThan(0);
  });

  test('tells of a persona who is stuck even if no audit found the reason', async () => {
    expect((await view({ findings: [] })).worst[0]?.title).toBe('Kim, keyboard only cannot get past “Checkout”');
  });

  test('a run in which nothing was expected has not reached its coverage', async () => {
    expect((await view({ coverage: { expected: 0, valid: 0, share: 0, required: 0 } })).coverage).toMatchObject({ reached: false, share: 'not available' });
  });

  test('says what changed since the baseline, and nothing where there is none', () => {
    expect(changeSentences(lookup)).toEqual(['Against release-41, 2026-11-14: 3 of 18 numbers are worse, none is better, 14 show no difference, 1 is not available.']);
    expect(changeSentences(lookUp({ ...record, comparisons: [] }))).toEqual([]);
  });

  test('what was measured under other conditions counts neither as worse nor as better', () => {
    const baseline = record.comparisons.filter(({ benchmark }) => benchmark.kind === 'baseline').map((comparison): Comparison => ({ ...comparison, changed: ['the browser'] }));
    expect(changeSentence(baseline)).toBe('Against release-41, 2026-11-14: none of 18 numbers is worse, none is better, 18 were taken under other conditions and tell nothing.');
  });

  test('a site of reference is told like an earlier run, a competitor is not', () => {
    const reference = { ...record.plan.sites['campline'], role: 'reference' as const, origin: 'https://www.campline.example', title: 'Campline' };
    const changed = lookUp({ ...record, plan: { ...record.plan, sites: { ...record.plan.sites, campline: reference } } });
    expect(changeSentences(changed).map((sentence) => sentence.split(':')[0])).toEqual(['Against release-41, 2026-11-14', 'Against Campline']);
  });

  test('does not say the outcome twice', () => {
    expect(withoutOutcome('Failed: the one gate failed.', 'Failed')).toBe('The one gate failed.');
    expect(withoutOutcome('No gates were declared.', 'Passed')).toBe('No gates were declared.');
  });
});
