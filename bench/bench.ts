import type { ParseArgsConfig } from 'node:util';

/** What a bench is given beside its own options. */
export interface BenchTools {
  environment: Readonly<Record<string, string | undefined>>;
  /** Progress, for people. */
  tell(text: string): void;
}

/** Something that can be measured: `npm run bench -- <id>`. */
export interface Bench {
  id: string;
  /** One paragraph and a line per option, as printed by --help. */
  help: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Throws a `usageError` for options that make no sense. */
  measure(values: Readonly<Record<string, unknown>>, tools: BenchTools): Promise<{ figures: object; text: string }>;
}

/** The arguments are wrong; `message` says why. */
export function usageError(message: string): Error {
  return Object.assign(new Error(message), { usage: true });
}
