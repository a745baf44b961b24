import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, runCli } from './cli.ts';

const folder = join(projectRoot, 'fixtures', 'plans', 'bad');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, { line: number | null; column: number | null; contains: string }>;

describe('a bad plan', () => {
  it('comes in at least twelve kinds here', () => {
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(12);
  });

  it.each(Object.entries(expected))('%s ends with 2 and says what is wrong and where', async (file, { line, column, contains }) => {
    const { exitCode, stdout, stderr } = await runCli(['run', join(folder, file)]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(contains);
    expect(stderr).toContain(line === null ? file : `${file}:${line}:${column}`);
    expect(stderr).not.toContain('    at ');
  });
});
