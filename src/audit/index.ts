export { collate, type JudgedRun } from './collate.ts';
export { defineAudit, measured, notApplicable, notAvailable, without, type Absence, type Audit, type AuditContext } from './define.ts';
export { openJudges, type Judgement, type Judges, type JudgesOptions } from './judges.ts';
export { openPageFold, type PageFold } from './fold-pages.ts';
export { benchmarkIndexPageFunction, lighthouseVersion } from './lighthouse/index.ts';
export { median } from './median.ts';
export { judgePlanOf, type JudgePlan } from './plan.ts';
export { notJudged, runAudits, type AnyAudit } from './run-audits.ts';
export { openSlots, type Slots } from './slots.ts';
