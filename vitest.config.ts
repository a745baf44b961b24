import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, longest first; a file that is not named takes less than half a minute. Vitest knows only their sizes where nothing has run yet, and one that is long and begins last is waited for with the other worker idle. */
const longest = ['smoke/hands', 'audits/fixtures', 'visit/replay-trouble', 'smoke/silent-passes', 'smoke/crawl', 'visit/consent', 'visit/screen-reader', 'visit/report-accessibility', 'visit/replay', 'visit/collectors-vitals'].map((name) => `/tests/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.endsWith(name));
      return place === -1 ? longest.length : place;
    };
    const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    return (await super.sort(files)).sort((a, b) => groupOf(a) - groupOf(b) || rank(a) - rank(b));
  }
}

/** A browser each: as many as the cores of a small CI machine. On a busy machine one attempt can be unlucky; that a second was needed is printed beside the test. */
const browserTests = { testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2, retry: 1, sequence: { groupOrder: 1 } };

/** Their times count, so nothing runs beside them. */
const alone = { ...browserTests, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 3 } };

/** Tests of the whole tool that rest on how long something takes. */
const timed = ['tests/smoke/{demo,comparing,busy-machine}.test.ts'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Loading the same modules anew for each file would take a third of its time; nothing these load keeps what one test could leave to another.
      { test: { name: 'check', include: ['tests/{unit,contract,golden,architecture}/**/*.test.ts'], testTimeout: 30_000, isolate: false } },
      { test: { name: 'browser', include: ['tests/{visit,audits}/**/*.test.ts'], ...browserTests } },
      { test: { name: 'smoke', include: ['tests/smoke/**/*.test.ts'], exclude: timed, ...browserTests, sequence: { groupOrder: 2 }, testTimeout: 600_000 } },
      { test: { name: 'timed', include: timed, ...alone, testTimeout: 600_000 } },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], ...browserTests, sequence: { groupOrder: 2 }, testTimeout: 300_000, hookTimeout: 300_000 } },
      { test: { name: 'truth', include: ['tests/truth/**/*.test.ts'], ...alone } },
      { test: { name: 'real', include: ['tests/real/**/*.test.ts'], ...alone, testTimeout: 900_000 } },
    ],
  },
});
