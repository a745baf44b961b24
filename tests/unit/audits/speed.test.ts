import { describe, expect, it } from 'vitest';
import { audit as cls } from '../../../audits/speed/cls.ts';
import { audit as fcp } from '../../../audits/speed/fcp.ts';
import { audit as inp } from '../../../audits/speed/inp.ts';
import { audit as lcp } from '../../../audits/speed/lcp.ts';
import { audit as softLcp } from '../../../audits/speed/soft-lcp.ts';
import { audit as tbt } from '../../../audits/speed/tbt.ts';
import { context, onlyClick, pageLoad, step, vital } from './evidence.ts';
import { noPage, plain, short } from './outcome.ts';

const longTask = (start: number, duration: number, navigationIndex = 0) => ({ start, duration, script: null, navigationIndex });

describe.each([
  ['LCP', lcp, 'speed.lcp', 2500, 4000, 'slow'],
  ['FCP', fcp, 'speed.fcp', 1800, 3000, 'blank'],
] as const)('%s', (metric, audit, id, good, poor, key) => {
  it.each([
    [good, []],
    [good + 1, [`moderate ${key}`]],
    [poor, [`moderate ${key}`]],
    [poor + 1, [`serious ${key}`]],
    [0, []],
  ])('%i ms', (value, findings) => {
    expect(short(audit.run({ vitals: [vital(metric, value)], requests: [] }, context()))).toMatchObject({ values: { [id]: value }, findings });
  });

  it('takes the last reading of the last page', () => {
    const vitals = [vital(metric, 900), vital(metric, 950), vital(metric, 100, { navigationIndex: 2 }), vital(metric, 110, { navigationIndex: 2 }), vital(metric, 5000, { navigation: 'soft', navigationIndex: 3 })];
    expect(short(audit.run({ vitals, requests: [] }, context()))).toMatchObject(plain({ [id]: 110 }) as object);
  });

  it('does not take the page before for one that nothing was reported of', () => {
    const outcome = audit.run({ vitals: [vital(metric, 900), vital('TTFB', 40, { navigationIndex: 1 })], requests: [] }, context());
    expect(outcome.status).toBe('not-available');
  });

  it('does not apply without a page load, and is not available without a reading', () => {
    expect(audit.run({ vitals: [vital(metric, 100)], requests: [] }, onlyClick)).toEqual(noPage);
    expect(audit.run({ vitals: [], requests: [] }, context()).status).toBe('not-available');
  });

  it('says what the wait beyond the limit costs', () => {
    const outcome = audit.run({ vitals: [vital(metric, good + 1500)], requests: [] }, context());
    expect(outcome.status === 'measured' && outcome.findings[0]?.cost).toBe(1.5);
  });
});

describe('LCP at a moment of truth', () => {
  const truth = context({ touchpoint: { momentOfTruth: true } });

  it.each([
    ['all good', [vital('LCP', 2500), vital('CLS', 0.1), vital('INP', 200)], ['+ vitals-good']],
    ['no interaction', [vital('LCP', 2500), vital('CLS', 0.1)], ['+ vitals-good']],
    ['slow reaction', [vital('LCP', 2500), vital('CLS', 0.1), vital('INP', 201)], []],
    ['jumping', [vital('LCP', 2500), vital('CLS', 0.11)], []],
    ['stability unknown', [vital('LCP', 2500)], []],
  ])('%s', (_name, vitals, findings) => {
    expect(short(lcp.run({ vitals, requests: [] }, truth))).toMatchObject({ values: { 'speed.lcp': 2500 }, findings });
  });
});

it('is no delight where how quickly the page answered is not known', () => {
  const pressed = context({ touchpoint: { momentOfTruth: true }, steps: [pageLoad, step({ effort: { presses: 1 } })] });
  expect(short(lcp.run({ vitals: [vital('LCP', 2500), vital('CLS', 0.1)], requests: [] }, pressed))).toMatchObject({ findings: [] });
});

describe('INP', () => {
  it.each([
    [200, []],
    [201, ['moderate slow']],
    [501, ['serious slow']],
  ])('%i ms', (value, findings) => {
    expect(short(inp.run({ vitals: [vital('INP', 16), vital('INP', value, { navigationIndex: 1 })] }, context()))).toMatchObject({ values: { 'speed.inp': value }, findings });
  });

  it('takes the worst navigation, each by its last reading', () => {
    const vitals = [vital('INP', 400), vital('INP', 120), vital('INP', 150, { navigation: 'soft', navigationIndex: 1 }), vital('INP', 90, { navigationIndex: 2 })];
    expect(short(inp.run({ vitals }, context()))).toMatchObject(plain({ 'speed.inp': 150 }) as object);
  });

  it('tells the parts and the script to blame', () => {
    const parts = { inputDelay: 20, processingDuration: 400, presentationDelay: 30 };
    const outcome = inp.run({ vitals: [vital('INP', 450, { parts, script: { url: 'https://shop.example/buy.js', invoker: '', duration: 390 } })] }, context());
    expect(outcome).toMatchObject({ values: { 'speed.inp.input-delay': 20, 'speed.inp.processing': 400, 'speed.inp.presentation': 30 } });
    expect(outcome.status === 'measured' && outcome.findings[0]?.quote).toBe('until the page could take the input 20 ms, work on the input 400 ms, until the result was drawn 30 ms, longest script: shop.example/buy.js (390 ms)');
  });

  it('tells nothing pressed from nothing reported', () => {
    expect(inp.run({ vitals: [vital('INP', 24, { incomplete: true })] }, context()).status).toBe('not-available');
    expect(inp.run({ vitals: [] }, context()).status).toBe('not-applicable');
    expect(inp.run({ vitals: [] }, context({ steps: [step({ effort: { presses: 1 } })] })).status).toBe('not-available');
  });
});

describe('CLS', () => {
  it.each([
    [0, []],
    [0.1, []],
    [0.101, ['moderate jumps']],
    [0.251, ['serious jumps']],
  ])('%d', (value, findings) => {
    expect(short(cls.run({ vitals: [vital('CLS', 0), vital('CLS', value, { navigationIndex: 1 })] }, context()))).toEqual({ values: { 'speed.cls': value }, findings });
  });

  it('tells no page from no reading', () => {
    expect(cls.run({ vitals: [] }, onlyClick)).toEqual(noPage);
    expect(cls.run({ vitals: [] }, context({ steps: [step({ effort: { ...step().effort, presses: 1 } })] }))).toEqual({ status: 'measured', values: { 'speed.cls': 0 }, findings: [] });
    expect(cls.run({ vitals: [] }, context()).status).toBe('not-available');
  });
});

describe('LCP of views within the page', () => {
  it('takes the last soft navigation only', () => {
    const vitals = [vital('LCP', 9000), vital('LCP', 300, { navigation: 'soft', navigationIndex: 1 }), vital('LCP', 2600, { navigation: 'soft', navigationIndex: 2 })];
    expect(short(softLcp.run({ vitals }, context()))).toEqual({ values: { 'speed.soft-lcp': 2600 }, findings: ['moderate slow'] });
  });

  it('tells no view from no reading', () => {
    expect(softLcp.run({ vitals: [vital('LCP', 100)] }, context()).status).toBe('not-applicable');
    expect(softLcp.run({ vitals: [] }, context({ steps: [step({ navigation: 'soft' })] })).status).toBe('not-available');
  });
});

describe('TBT', () => {
  const measure = (longTasks: ReturnType<typeof longTask>[]) => short(tbt.run({ longTasks, vitals: [vital('FCP', 1000)] }, context()));

  it.each([
    ['nothing long', [], 0],
    ['120 + 70 ms: 70 + 20', [longTask(1000, 120), longTask(2000, 70)], 90],
    ['before the first paint', [longTask(500, 400)], 0],
    ['across the first paint: 130 ms after it', [longTask(900, 230)], 80],
    ['across it by 50 ms', [longTask(900, 150)], 0],
    ['of a view that came within the page: all of it is after that paint', [longTask(10, 250, 1)], 200],
  ])('%s', (_name, tasks, value) => {
    expect(measure(tasks)).toEqual(plain({ 'speed.tbt': value }));
  });

  it.each([
    [250, 200, []],
    [251, 201, ['moderate blocked']],
    [651, 601, ['serious blocked']],
  ])('one task of %i ms', (duration, value, findings) => {
    expect(measure([longTask(1000, duration)])).toEqual({ values: { 'speed.tbt': value }, findings });
  });

  it('leaves out what another page before it took', () => {
    expect(short(tbt.run({ longTasks: [longTask(2000, 500, 0)], vitals: [vital('FCP', 1000, { navigationIndex: 1 })] }, context()))).toEqual(plain({ 'speed.tbt': 0 }));
  });

  it('needs a first paint to count from', () => {
    expect(tbt.run({ longTasks: [], vitals: [] }, context()).status).toBe('not-available');
    expect(tbt.run({ longTasks: [], vitals: [vital('FCP', 1), vital('TTFB', 1, { navigationIndex: 1 })] }, context()).status).toBe('not-available');
    expect(tbt.run({ longTasks: [], vitals: [vital('FCP', 1)] }, onlyClick)).toEqual(noPage);
  });
});
