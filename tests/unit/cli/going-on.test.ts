import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { howToGoOn } from '../../../src/cli/going-on.ts';
import { commandLine, pasteable } from '../../../src/cli/pasteable.ts';
import type { CrawlSummary } from '../../../src/model/crawl.ts';

const running = new AbortController().signal;
const io = { directory: '/home/ann', environment: {}, signal: AbortSignal.abort() };
const whole = { coverage: { expected: 2, valid: 2, share: 1, required: 0.9 }, verdict: { outcome: 'pass', exitCode: 0, sentence: 'Passed.' } } as const;
const limited = { ...whole, crawl: { ended: 'limit', because: '15 pages were opened' } as CrawlSummary };

describe('how a run goes on', () => {
  test('by the same command, which can be pasted', () => {
    expect(howToGoOn(whole, { directory: '/home/ann/mystery-shopper-report', typed: ['run', 'plan.yaml', '--samples', '5'] }, io)).toBe('This can go on:\n  mystery-shopper run plan.yaml --samples 5 --resume mystery-shopper-report\n');
  });

  test.each([[['run', '--resume', 'old', 'plan.yaml']], [['run', '--resume=old', 'plan.yaml']]])('a run that goes on already is named once: %j', (typed) => {
    expect(howToGoOn(whole, { directory: '/home/ann/old', typed }, io)).toContain('run plan.yaml --resume old\n');
  });

  test('what ended a crawl is said, since only a limit can be raised', () => {
    expect(howToGoOn(limited, { directory: '/home/ann', typed: ['crawl', 'https://a.example'] }, { ...io, signal: running })).toBe('The crawl ended since 15 pages were opened. It can go on, beyond a limit once that is raised:\n  mystery-shopper crawl https://a.example --resume .\n');
  });

  test('a site that is to be left alone is waited for: no limit is to be raised', () => {
    const busy = { ...whole, crawl: { ended: 'limit', endedBy: 'busy', because: 'https://a.example asked to be left alone for 60 minutes' } as CrawlSummary };
    expect(howToGoOn(busy, { directory: '/home/ann/run', typed: ['crawl', 'https://a.example'] }, { ...io, signal: running })).toBe('This can go on once the site may be asked again (https://a.example asked to be left alone for 60 minutes):\n  mystery-shopper crawl https://a.example --resume run\n');
  });

  test('samples that could not be measured can be tried again', () => {
    const gaps = { coverage: { ...whole.coverage, valid: 1 }, verdict: { ...whole.verdict, outcome: 'incomplete' } } as const;
    expect(howToGoOn(gaps, { directory: '/home/ann/run', typed: ['run', 'plan.yaml'] }, { ...io, signal: running })).toBe('What could not be measured can be tried again, beside what was measured:\n  mystery-shopper run plan.yaml --resume run\n');
    expect(howToGoOn({ ...gaps, verdict: whole.verdict }, { directory: '/home/ann/run', typed: ['run', 'plan.yaml'] }, { ...io, signal: running })).toBeNull();
  });

  test('a run that came to its end does not go on, nor does one that no command goes on with', () => {
    expect(howToGoOn(whole, { directory: '/home/ann/run', typed: ['run', 'plan.yaml'] }, { ...io, signal: running })).toBeNull();
    expect(howToGoOn(whole, { directory: '/home/ann/demo-report' }, io)).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('a command to be pasted', () => {
  const odd = ['run', 'my plan.yaml', '--include', '/shop/**', '--include', '/{a,b}?c=$HOME&d', '--user-agent', `it's "me" \\ !`, 'C:\\shop', 'two\\\\', '~', 'ä', ''];

  test('means the same words to a shell', () => {
    const line = commandLine(odd, io).replace(/^mystery-shopper/, 'printf "%s\\n"');
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(odd.map((word) => `${word}\n`).join(''));
  });

  test.each([
    [{}, 'mystery-shopper'],
    [{ npm_package_name: 'mystery-shopper', npm_command: 'run-script' }, 'npm run mystery-shopper --'],
    [{ npm_package_name: 'shop', npm_command: 'exec' }, 'npx mystery-shopper'],
  ])('begins as this tool was called: %j', (environment, called) => {
    expect(commandLine(['open'], { environment })).toBe(`${called} open`);
    expect(pasteable('See `mystery-shopper list audits`.', { environment })).toBe(`See \`${called} list audits\`.`);
  });
});
