import type { ErrorEntry } from './known-error.ts';

/** Every error a user can cause or meet, with what to do about it. */
export const errors = {
  usage: { code: 'USAGE', exitCode: 2, hint: 'See `mystery-shopper --help`.' },
  planNotFound: { code: 'PLAN_NOT_FOUND', exitCode: 2, hint: 'Give the path of a plan file, or start without one: `mystery-shopper run --url https://example.com`.' },
  planUnreadable: { code: 'PLAN_UNREADABLE', exitCode: 2 },
  planInvalid: { code: 'PLAN_INVALID', exitCode: 2 },
  secretMissing: { code: 'SECRET_MISSING', exitCode: 2 },
  selectionUnknown: { code: 'SELECTION_UNKNOWN', exitCode: 2 },
  selectionEmpty: { code: 'SELECTION_EMPTY', exitCode: 2 },
  recordNotFound: { code: 'RECORD_NOT_FOUND', exitCode: 2 },
  recordUnreadable: { code: 'RECORD_UNREADABLE', exitCode: 2 },
  notResumable: { code: 'NOT_RESUMABLE', exitCode: 2, hint: 'Begin a new run without --resume.' },
  baselineNotFound: { code: 'BASELINE_NOT_FOUND', exitCode: 2, hint: 'Save one first: `mystery-shopper baseline save NAME RUN`.' },
  knownFindingsInvalid: { code: 'KNOWN_FINDINGS_INVALID', exitCode: 2 },
  gateImpossible: { code: 'GATE_IMPOSSIBLE', exitCode: 2 },
  crawlEmpty: { code: 'CRAWL_EMPTY', exitCode: 3 },
  interrupted: { code: 'INTERRUPTED', exitCode: 3 },
  outputUnwritable: { code: 'OUTPUT_UNWRITABLE', exitCode: 3 },
  secretLeaked: { code: 'SECRET_LEAKED', exitCode: 3, hint: 'Delete these files, change the secret, and please report this: it is a defect.' },
  browserMissing: { code: 'BROWSER_MISSING', exitCode: 3, hint: 'Run `npx playwright-core install chromium`, or set MYSTERY_SHOPPER_BROWSER to the path of a Chrome or Chromium. `mystery-shopper doctor` shows what was looked for.' },
  browserFailed: { code: 'BROWSER_FAILED', exitCode: 3, hint: '`mystery-shopper doctor` starts the browser by itself and shows what it says.' },
} as const satisfies Record<string, ErrorEntry>;
