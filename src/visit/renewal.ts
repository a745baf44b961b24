/** Lets work go on side by side, and holds it up while what it is done with is made anew. */
export interface Renewal {
  /** Does the work as soon as nothing is being renewed. Rejects as the work does. */
  during<T>(work: () => Promise<T>): Promise<T>;
}

export interface Renewing {
  /** Asked when so many pieces of work are done, and again after as many. */
  every: number;
  isDue(): Promise<boolean>;
  /** Called while no work is under way; does not reject. */
  renew(): Promise<void>;
}

export function openRenewal({ every, isDue, renew }: Renewing): Renewal {
  let underWay = 0;
  let done = 0;
  let asked = 0;
  /** Work that is to begin waits for it. */
  let renewed: Promise<void> | null = null;
  let idle: (() => void) | null = null;

  const renewOnceIdle = async (): Promise<void> => {
    if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
    idle = null;
    await renew();
    renewed = null;
  };
  const askWhetherDue = async (): Promise<void> => {
    if (done - asked < every || renewed !== null) return;
    asked = done;
    if ((await isDue()) && renewed === null) renewed = renewOnceIdle();
  };
  return {
    async during(work) {
      while (renewed !== null) await renewed;
      underWay += 1;
      try {
        return await work();
      } finally {
        done += 1;
        await askWhetherDue();
        underWay -= 1;
        if (underWay === 0) (idle as (() => void) | null)?.();
      }
    },
  };
}
