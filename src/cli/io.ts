/** The outside world of a command. Progress and errors go to `error`, what was asked for goes to `out`. */
export interface Io {
  out(text: string): void;
  error(text: string): void;
  /** Is a person watching `error`? */
  terminal: boolean;
  /** Columns of the terminal. */
  columns: number;
  colors: boolean;
  environment: Readonly<Record<string, string | undefined>>;
  directory: string;
  now(): Date;
  /** Aborted by Ctrl-C and the like: finish what must be finished, then stop. */
  signal: AbortSignal;
  /** For a command that goes through far more than it keeps: from here on the process takes little more memory than what is alive in it. Absent: the process is not the command's own. */
  keepHeapSmall?(): void;
}
