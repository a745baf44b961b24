import { defineConfig } from 'vitest/config';

/** A browser each: as many as the cores of a small CI machine. On a busy machine one attempt can be unlucky; that a second was needed is printed beside the test. */
const browserTests = { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2, retry: 1, sequence: { groupOrder: 1 } };

/** Their times count, so nothing runs beside them. */
const alone = { ...browserTests, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 3 } };

/** Tests of the whole tool that rest on how long something takes. */
const timed = ['tests/smoke/{demo,comparing,busy-machine}.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'check', include: ['tests/{unit,contract,golden,architecture}/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'browser', include: ['tests/{visit,audits}/**/*.test.ts'], ...browserTests } },
      { test: { name: 'smoke', include: ['tests/smoke/**/*.test.ts'], exclude: timed, ...browserTests, sequence: { groupOrder: 2 }, testTimeout: 600_000 } },
      { test: { name: 'timed', include: timed, ...alone, testTimeout: 600_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], ...alone, testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'truth', include: ['tests/truth/**/*.test.ts'], ...alone } },
      { test: { name: 'real', include: ['tests/real/**/*.test.ts'], ...alone, testTimeout: 900_000 } },
    ],
  },
});
