import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const module = new URL('../../../src/cli/small-heap.ts', import.meta.url).href;

/** Bytes of the young generation of a process that goes through 48 MB of which 16 MB stay alive, and what it complained of. */
function youngAfter(prepare: string): { bytes: number; said: string } {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { keepHeapSmall } from ${JSON.stringify(module)};
    ${prepare}
    const kept = [];
    for (let round = 0; round < 6_000; round += 1) kept[round % 2_000] = new Array(1_000).fill(0.5);
    process.stdout.write(String(getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return { bytes: Number(stdout), said: stderr };
}

test('from then on the young generation does not grow, and V8 knows what it is told', () => {
  const usual = youngAfter('');
  const small = youngAfter('keepHeapSmall();');
  expect(small.said).toBe('');
  expect(small.bytes).toBeGreaterThan(0);
  expect(small.bytes).toBeLessThan(usual.bytes / 2);
});
