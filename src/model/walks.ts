import type { Pass } from './evidence.ts';

/**
 * The entries that tell how far customers get: those of the visits without instruments, since an inspection that ends early says nothing of
 * customers. Where no such visits were planned, the inspections are all there is.
 */
export function entriesOfWalks<E extends { pass: Pass }>(ledger: readonly E[]): readonly E[] {
  const timed = ledger.filter(({ pass }) => pass === 'experience');
  return timed.length === 0 ? ledger : timed;
}
