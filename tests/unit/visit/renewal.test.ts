import { describe, expect, test } from 'vitest';
import { openRenewal } from '../../../src/visit/renewal.ts';

/** Work that ends when the test says so. */
function openWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<string> => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('what is used side by side', () => {
  test('is made anew while nobody uses it, and whoever comes meanwhile waits', async () => {
    const { begun, work, end } = openWork();
    let renewed = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const renewal = openRenewal({ every: 1, isDue: async () => renewed === 0, renew: async () => ((renewed += 1), promise) });
    const [first, second] = [renewal.during(work('first')), renewal.during(work('second'))];
    await turns();
    end('first');
    await first;
    const third = renewal.during(work('third'));
    await turns();
    expect([begun, renewed]).toEqual([['first', 'second'], 0]);
    end('second');
    await second;
    await turns();
    expect([begun, renewed]).toEqual([['first', 'second'], 1]);
    resolve();
    await turns();
    expect(begun).toEqual(['first', 'second', 'third']);
    end('third');
    expect(await third).toBe('third');
  });

  test('is asked about only after so many uses, those that fail included', async () => {
    let asked = 0;
    const renewal = openRenewal({ every: 3, isDue: async () => ((asked += 1), false), renew: async () => undefined });
    for (let use = 0; use < 8; use += 1) {
      const outcome = await renewal.during(async () => (use % 2 === 0 ? Promise.reject(new Error('no')) : 'yes')).catch((error: Error) => error.message);
      expect(outcome).toBe(use % 2 === 0 ? 'no' : 'yes');
    }
    expect(asked).toBe(2);
  });
});
