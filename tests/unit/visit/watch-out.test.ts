import { expect, test } from 'vitest';
import { observationWindow, watchOut } from '../../../src/visit/reactions.ts';

/** A watch on a clock that stops `early` ms before the time it was asked to wait for, and tells each wait. */
function watchOn(clock: { now: number }, early: readonly number[]) {
  const waits: number[] = [];
  const until = async (condition: () => boolean, timeout: number): Promise<boolean> => {
    waits.push(timeout);
    clock.now += timeout - (early[waits.length - 1] ?? 0);
    return condition();
  };
  return { until, waits };
}

test('a timer that fires before its time ends no observation', async () => {
  const clock = { now: 1_066 };
  await watchOut(watchOn(clock, [1]), () => false, () => 1_000.7, () => clock.now);
  expect(clock.now - 1_000.7).toBeGreaterThanOrEqual(observationWindow);
});

test('an input whose moment is told late is watched for as long as any other', async () => {
  const clock = { now: 1_000 };
  await watchOut(watchOn(clock, []), () => false, () => (clock.now < 1_100 ? 1_000 : 1_080), () => clock.now);
  expect(clock.now - 1_080).toBeGreaterThanOrEqual(observationWindow);
});

test('what follows ends it', async () => {
  const clock = { now: 1_000 };
  const watch = watchOn(clock, [2_000]);
  await watchOut(watch, () => clock.now > 1_200, () => 1_000, () => clock.now);
  expect(watch.waits).toEqual([observationWindow]);
});
