/** What an entry of the catalogue says: a stable code, the exit code it leads to, and what the user should do. */
export interface ErrorEntry {
  /** Permanent, upper snake case; scripts may match on it. */
  code: string;
  /** 2: the user's input is wrong; 3: the run could not be completed. */
  exitCode: 2 | 3;
  hint?: string;
}

/** Where in the user's input the problem is. Lines and columns count from 1. */
export interface SourceLocation {
  file: string;
  line?: number;
  column?: number;
  /** Path of the offending key, as in `journeys.buy.touchpoints.home.steps[0].click`. */
  key?: string;
}

/** An error whose cause is known and whose message is written for the user. Anything else is a defect of this tool. */
export class KnownError extends Error {
  override name = 'KnownError';
  readonly code: string;
  readonly exitCode: 2 | 3;
  readonly hint: string | undefined;
  readonly locations: readonly SourceLocation[];

  constructor(
    entry: ErrorEntry,
    message: string,
    details: { hint?: string; locations?: readonly SourceLocation[]; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = entry.code;
    this.exitCode = entry.exitCode;
    this.hint = details.hint ?? entry.hint;
    this.locations = details.locations ?? [];
  }
}
