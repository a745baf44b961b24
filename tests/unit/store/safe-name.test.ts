import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeName } from '../../../src/store/safe-name.ts';

describe('safeName', () => {
  it.each([
    ['ours~gerry~buy~experience~1', 'ours~gerry~buy~experience~1'],
    ['report.html', 'report.html'],
    ['..', '=2e.'],
    ['.hidden', '=2ehidden'],
    ['../../etc/passwd', '=2e.=2f..=2fetc=2fpasswd'],
    ['a\\b', 'a=5cb'],
    ['C:nul', 'C=3anul'],
    ['a b', 'a=20b'],
    ['a\0b', 'a=00b'],
    ['é', '=c3=a9'],
    ['a=2fb', 'a=3d2fb'],
    ['', '=00'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
    expect(basename(join('/run', safe))).toBe(safe);
  });

  it('keeps long names apart and short', () => {
    const [a, b] = [safeName(`${'x'.repeat(500)}a`), safeName(`${'x'.repeat(500)}b`)];
    expect(a).not.toBe(b);
    expect(a).toHaveLength(160);
    expect(safeName(`${'x'.repeat(500)}a`)).toBe(a);
  });
});
