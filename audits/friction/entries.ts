import type { Collected, StepEvidence } from '../../src/model/evidence.ts';

type Forms = Collected['forms'];
export type Entry = Forms['entries'][number];

/** A password keeps to rules of the site, which no persona can know: that it is refused says nothing about valid data. */
export function isPassword(key: string): boolean {
  return /password/i.test(key);
}

/** What became of the persona's data here, and how many fields took some of it without being seen. */
export function entriesOf({ entries }: Forms, steps: readonly StepEvidence[]): { entries: Entry[]; unseen: string | null; none: boolean } {
  const filled = steps.filter(({ outcome, typed }) => outcome === 'done' && typed !== undefined && typed.data.length > 0);
  const lost = filled.filter(({ index, target }) => !entries.some(({ step, selector }) => step === index || selector === target?.selector));
  const unseen = lost.length === 0 ? null : `${lost.length} of ${filled.length} fields that were filled in could not be looked at: they lie in a frame, or were gone at once`;
  return { entries, unseen, none: filled.length === 0 && entries.length === 0 };
}

/** As in: card number. */
export function datumWords(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
}

/** As in: their street and house number. */
export function dataWords(data: readonly string[]): string {
  return data.map(datumWords).join(' and ');
}
