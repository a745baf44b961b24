export type Limited<T> = { ended: true; ok: true; value: T } | { ended: true; ok: false; error: unknown } | { ended: false };

/** Waits for work no longer than `ms`. A page can keep any question to it from ever being answered. */
export async function limited<T>(work: Promise<T>, ms: number): Promise<Limited<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Limited<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ended: false }), ms);
  });
  const outcome = work.then(
    (value): Limited<T> => ({ ended: true, ok: true, value }),
    (error: unknown): Limited<T> => ({ ended: true, ok: false, error }),
  );
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The value, or undefined when it fails or does not come within `ms`. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const result = await limited(work, ms);
  return result.ended && result.ok ? result.value : undefined;
}

/** The value, or an error that says what took too long. The work itself cannot be stopped: its late result is ignored. */
export async function inTime<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const result = await limited(work, ms);
  if (!result.ended) throw new Error(`${what} took longer than ${ms} ms`);
  if (!result.ok) throw result.error;
  return result.value;
}
