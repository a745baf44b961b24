import type { Faults } from './pages.ts';

/** What a tool did on one page, by what it wrote itself. */
export interface PageWork {
  /** Elements by the rule of axe they break; null: it did not run axe, or failed. */
  violations: Faults | null;
  /** Rules of axe it ran; null: it does not say. */
  rules: number | null;
  /** What Lighthouse computed; null: it was not asked. */
  lighthouse: { score: number | null; metrics: Readonly<Record<string, number>> } | null;
}

/** By path of the page. */
export type Work = ReadonlyMap<string, PageWork>;

/** What is asked of a tool on each page. */
export type Task = 'axe' | 'axe and Lighthouse';

/** Times by which Lighthouse's score of performance is made (Lighthouse 10 to 13, weights of the score). */
export const scoredMetrics = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

/** How much a tool did on all pages. */
export interface WorkSum {
  pages: number;
  violations: number;
  /** On a page, at the least; null: it does not say. */
  rules: number | null;
  /** Pages with a score of performance and all that it is made of. */
  scored: number;
}

export function sumOf(work: Work): WorkSum {
  const pages = [...work.values()];
  const rules = pages.map((page) => page.rules);
  return {
    pages: pages.length,
    violations: pages.reduce((sum, { violations }) => sum + countOf(violations ?? {}), 0),
    rules: pages.length === 0 || rules.includes(null) ? null : Math.min(...rules.map((count) => count ?? 0)),
    scored: pages.filter(isScored).length,
  };
}

const countOf = (faults: Faults): number => Object.values(faults).reduce((sum, count) => sum + count, 0);

const isScored = ({ lighthouse }: PageWork): boolean => lighthouse !== null && lighthouse.score !== null && scoredMetrics.every((id) => lighthouse.metrics[id] !== undefined);

/** What a tool left undone of what it was asked for; null: nothing. A tool that does less is not faster. */
export function leftUndone(work: Work, task: Task, paths: readonly string[], planted: (path: string) => Faults): string | null {
  for (const path of paths) {
    const done = work.get(path);
    if (done === undefined) return `${path} was not audited`;
    if (done.violations === null) return `axe did not run on ${path}`;
    for (const [rule, count] of Object.entries(planted(path))) {
      const found = done.violations[rule] ?? 0;
      if (found !== count) return `on ${path} it found ${found} violations of ${rule}, where there are ${count}`;
    }
    if (task === 'axe and Lighthouse' && !isScored(done)) return `${path} has no score of performance, or not all that it is made of`;
  }
  return null;
}

/** What `theirs` found that `ours` did not, as the first page and rule; null: ours found all of it. */
export function notFound(ours: Work, theirs: Work): string | null {
  for (const [path, { violations }] of theirs) {
    for (const [rule, count] of Object.entries(violations ?? {})) {
      const found = ours.get(path)?.violations?.[rule] ?? 0;
      if (found < count) return `${count} violations of ${rule} on ${path}, of which ours found ${found}`;
    }
  }
  return null;
}
