import { describe, expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import type { RunRecord } from '../../../src/model/record.ts';
import type { Finding } from '../../../src/model/results.ts';
import { lookUp } from '../../../src/report/lookup.ts';
import { obstacles, rankedActions, worstPainPoints } from '../../../src/report/ranking.ts';

const template = goldenRecord().findings[0];

function finding(id: string, more: Partial<Finding>, places: [site: string, persona: string, touchpoint: string][] = [['fernwood', 'gerry-gen-x', 'home']]): Finding {
  if (template === undefined) throw new Error('the golden record has no findings');
  return {
    ...template,
    id,
    audit: 'accessibility/axe',
    key: id,
    advice: `mend ${id}`,
    severity: 'moderate',
    effort: 'small',
    cost: undefined,
    places: places.map(([site, persona, touchpoint]) => ({ site, persona, journey: 'buy-a-tent', touchpoint, url: '', visits: [] })),
    ...more,
  };
}

const withFindings = (findings: Finding[]): RunRecord => ({ ...goldenRecord(), findings });
const ranked = (findings: Finding[]) => rankedActions(lookUp(withFindings(findings)));

describe('what is worth doing first', () => {
  test('a customer who cannot go on comes before many who are bothered', () => {
    const everyone: [string, string, string][] = ['molly-millennial', 'gerry-gen-x', 'keyboard-only'].map((persona) => ['fernwood', persona, 'home']);
    expect(ranked([finding('a', { severity: 'serious' }, everyone), finding('b', { severity: 'critical' })]).map((action) => action.advice)).toEqual(['mend b', 'mend a']);
  });

  test('one customer who is stopped weighs more than a critical finding that stops nobody', () => {
    const everyone: [string, string, string][] = ['molly-millennial', 'gerry-gen-x', 'keyboard-only'].map((persona) => ['fernwood', persona, 'checkout']);
    const stop = finding('b', { severity: 'critical', audit: 'accessibility/keyboard-journey', effort: 'large' }, [['fernwood', 'keyboard-only', 'checkout']]);
    const [first, second] = ranked([finding('a', { severity: 'critical' }, everyone), stop]);
    expect(first).toMatchObject({ advice: 'mend b', stopped: 1, pairs: 1 });
    expect(second).toMatchObject({ stopped: 0, pairs: 3 });
  });

  test('a competitor with the same cause changes neither the words nor the cost nor the severity', () => {
    const theirs = finding('b', { advice: 'mend a', title: 'theirs', severity: 'critical', cost: 90, effort: 'large' }, [['campline', 'gerry-gen-x', 'home']]);
    expect(ranked([theirs, finding('a', { title: 'ours', cost: 1 })])).toMatchObject([{ title: 'ours', cost: 1, severity: 'moderate', effort: 'small', findings: [{ title: 'ours' }] }]);
  });

  test('the same hurt counts double at a moment of truth', () => {
    const [first, second] = ranked([finding('a', {}), finding('b', {}, [['fernwood', 'gerry-gen-x', 'checkout']])]);
    expect(first?.advice).toBe('mend b');
    expect(first?.impact).toBe((second?.impact ?? 0) * 2);
  });

  test('less work comes first where the impact is equal', () => {
    expect(ranked([finding('a', { effort: 'large' }), finding('b', { effort: 'small' })]).map((action) => action.effort)).toEqual(['small', 'large']);
  });

  test('measured seconds count for everyone they cost', () => {
    const two: [string, string, string][] = [['fernwood', 'gerry-gen-x', 'home'], ['fernwood', 'molly-millennial', 'home']];
    expect(ranked([finding('a', { cost: 4 }, two)])[0]?.impact).toBe(3 * 2 + 4 * 2);
  });

  test('the same cause at many touchpoints is one item', () => {
    const actions = ranked([finding('a', { advice: 'label fields' }), finding('b', { advice: 'label fields', severity: 'serious' }, [['fernwood', 'molly-millennial', 'checkout']])]);
    expect(actions).toHaveLength(1);
    expect(actions[0]).toMatchObject({ severity: 'serious', personas: ['molly-millennial', 'gerry-gen-x'], momentOfTruth: true });
  });

  test('what only a competitor suffers from is not ours to do', () => {
    expect(ranked([finding('a', {}, [['campline', 'gerry-gen-x', 'home']])])).toEqual([]);
  });

  test('without a site of our own all sites count', () => {
    const record = withFindings([finding('a', {}, [['campline', 'gerry-gen-x', 'home']])]);
    const sites = Object.fromEntries(Object.entries(record.plan.sites).map(([id, site]) => [id, { ...site, role: 'competitor' as const }]));
    expect(rankedActions(lookUp({ ...record, plan: { ...record.plan, sites } }))).toHaveLength(1);
  });

  test('delights are nothing to do', () => {
    expect(ranked([finding('a', { kind: 'delight' })])).toEqual([]);
  });

  test('the order does not depend on the order of the findings', () => {
    const findings = ['a', 'b', 'c', 'd'].map((id) => finding(id, {}));
    expect(ranked(findings).map((action) => action.key)).toEqual(ranked([...findings].reverse()).map((action) => action.key));
  });
});

test('what stops a customer is worse than what is more severe by rule', () => {
  const stop = finding('b', { severity: 'critical', audit: 'accessibility/keyboard-journey' }, [['fernwood', 'keyboard-only', 'checkout']]);
  const many = finding('a', { severity: 'critical' }, [['fernwood', 'gerry-gen-x', 'checkout'], ['fernwood', 'molly-millennial', 'checkout'], ['fernwood', 'keyboard-only', 'checkout']]);
  expect(worstPainPoints(lookUp(withFindings([many, stop]))).map((action) => action.advice)).toEqual(['mend b', 'mend a']);
});

test('the worst of a competitor can be asked for', () => {
  const found = lookUp(withFindings([finding('a', {}, [['campline', 'gerry-gen-x', 'home']])]));
  expect(worstPainPoints(found)).toEqual([]);
  expect(worstPainPoints(found, new Set(['campline']))).toHaveLength(1);
});

test('the worst is ordered by severity, however hard it is to mend', () => {
  const worst = worstPainPoints(lookUp(withFindings([finding('a', { severity: 'minor', effort: 'small', cost: 500 }), finding('b', { severity: 'critical', effort: 'large' })])));
  expect(worst.map((action) => action.severity)).toEqual(['critical', 'minor']);
});

describe('obstacles', () => {
  test('a block that a critical finding tells about is explained', () => {
    expect(obstacles(lookUp(goldenRecord()))).toMatchObject([{ persona: 'keyboard-only', touchpoint: 'checkout', status: 'blocked', unexplained: false }]);
  });

  test('a block is not explained by just any critical finding of that place', () => {
    const other = finding('a', { severity: 'critical', audit: 'accessibility/axe' }, [['fernwood', 'keyboard-only', 'checkout']]);
    expect(obstacles(lookUp(withFindings([other])))).toMatchObject([{ persona: 'keyboard-only', unexplained: true }]);
  });

  test('a block that no finding tells about is not lost', () => {
    expect(obstacles(lookUp(withFindings([])))).toMatchObject([{ persona: 'keyboard-only', unexplained: true }]);
  });
});
