/** How many earlier runs, or the directory that holds them. */
export type HistoryOption = number | string;

export const historyHelp = 'how many earlier runs of the plan the report looks back on, or the directory that holds them (default: the last 20 of those in and beside the output directory and of the baselines)';

/** For `--history`. */
export function historyOption(value: string): HistoryOption {
  return /^[0-9]+$/.test(value) ? Number(value) : value;
}
