import type { CrawlSummary } from './crawl.ts';
import type { VisitUnit } from './evidence.ts';
import type { KeptVisit } from './kept-visit.ts';

const phases = ['crawl', 'draft', 'calibrate', 'experience', 'inspection', 'judge', 'report'] as const;
export type Phase = (typeof phases)[number];

/** What a run tells while it is at work. */
export type RunEvent =
  | { kind: 'phase'; phase: Phase; visits: number; lanes: number }
  | { kind: 'visit-started'; lane: number; unit: VisitUnit; attempt: number }
  | { kind: 'step'; lane: number; unit: VisitUnit; touchpoint: string; description: string }
  | { kind: 'visit-finished'; lane: number; visit: KeptVisit }
  /** The gates were tried after so many samples. next: samples until the next look, with so many visits, for the gates named; null: nothing is left to decide. */
  | { kind: 'look'; samples: number; next: number | null; visits: number; undecided: string[] }
  | { kind: 'judged'; done: number; of: number }
  /** Addresses found, pages opened and failed, addresses waiting to be opened; ms since the crawl began. */
  | { kind: 'crawled'; found: number; opened: number; failed: number; waiting: number; elapsed: number }
  | { kind: 'crawl-ended'; summary: CrawlSummary }
  | { kind: 'note'; text: string };

export type Tell = (event: RunEvent) => void;
