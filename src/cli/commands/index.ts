import type { AddCommand } from '../command.ts';

/** In the order of the help. Each is loaded when it is asked for: what one of them needs is no other's waiting time. */
export const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./run.ts')).run,
  init: async () => (await import('./init.ts')).init,
  crawl: async () => (await import('./crawl.ts')).crawl,
  report: async () => (await import('./report.ts')).report,
  open: async () => (await import('./open.ts')).open,
  baseline: async () => (await import('./baseline.ts')).baseline,
  known: async () => (await import('./known.ts')).known,
  list: async () => (await import('./list.ts')).list,
  schema: async () => (await import('./schema.ts')).schema,
  doctor: async () => (await import('./doctor.ts')).doctor,
  demo: async () => (await import('./demo.ts')).demo,
};

/** The command that is named first; all of them where none is, as the help lists them. */
export async function commandsFor([name = '']: readonly string[]): Promise<AddCommand[]> {
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((named === undefined ? Object.values(commands) : [named]).map((load) => load()));
}
