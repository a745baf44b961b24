import { defineConfig } from 'vitest/config';

const browserTests = { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'check', include: ['tests/{unit,contract,golden,architecture}/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'browser', include: ['tests/{visit,audits}/**/*.test.ts'], ...browserTests } },
      { test: { name: 'smoke', include: ['tests/smoke/**/*.test.ts'], ...browserTests, testTimeout: 600_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'truth', include: ['tests/truth/**/*.test.ts'], ...browserTests } },
      { test: { name: 'real', include: ['tests/real/**/*.test.ts'], ...browserTests, testTimeout: 900_000 } },
    ],
  },
});
