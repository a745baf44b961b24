/** What a collector keeps between two touchpoints: a page that never rests must not fill the memory, and what was left out is told. */
export interface Bounded<T> {
  /** Keeps it if there is room. */
  add(item: T): void;
  /** What was kept since the last time. */
  take(): T[];
  /** Why what was taken last is not all there was; undefined: it is. */
  partial(): string | undefined;
}

/** `what`: in the plural, as in: there were more than 100 dialogs. */
export function bounded<T>(most: number, what: string): Bounded<T> {
  let kept: T[] = [];
  let overflowed = false;
  let partial: string | undefined;
  return {
    add(item) {
      if (kept.length < most) kept.push(item);
      else overflowed = true;
    },
    take() {
      const taken = kept;
      partial = overflowed ? moreThan(most, what) : undefined;
      [kept, overflowed] = [[], false];
      return taken;
    },
    partial: () => partial,
  };
}

export function moreThan(most: number, what: string): string {
  return `there were more than ${most.toLocaleString('en-US')} ${what}`;
}
