import type { AnyAudit } from './run-audits.ts';

/** The list of audits a module exports as `audits`. */
export async function loadAudits(auditsModule: string): Promise<readonly AnyAudit[]> {
  const { audits } = (await import(auditsModule)) as { audits?: readonly AnyAudit[] };
  if (!Array.isArray(audits)) throw new TypeError(`${auditsModule} does not export a list called audits.`);
  return audits;
}
