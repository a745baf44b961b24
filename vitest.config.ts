import { defineConfig } from 'vitest/config';

/** A browser each: as many as there are cores. On a busy machine one attempt can be unlucky; that a second was needed is printed beside the test. */
const browserTests = { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2, retry: 1, sequence: { groupOrder: 1 } };

/** The whole tool uses all cores by itself, so it is tested after everything else. */
const alone = { ...browserTests, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 2 } };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'check', include: ['tests/{unit,contract,golden,architecture}/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'browser', include: ['tests/{visit,audits}/**/*.test.ts'], ...browserTests } },
      { test: { name: 'smoke', include: ['tests/smoke/**/*.test.ts'], ...alone, testTimeout: 600_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], ...alone, testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'truth', include: ['tests/truth/**/*.test.ts'], ...alone } },
      { test: { name: 'real', include: ['tests/real/**/*.test.ts'], ...alone, testTimeout: 900_000 } },
    ],
  },
});
