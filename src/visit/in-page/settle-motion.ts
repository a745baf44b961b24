/**
 * Waits until what moves for a moment only has come to rest: transitions, and animations that end within `most` ms. Half-way a control
 * has neither the size nor the colour that the customer gets to see. Runs in the page.
 */
export async function settleMotion(most: number): Promise<void> {
  const isPassing = ({ playState, effect, currentTime }: Animation): boolean => playState === 'running' && Number(effect?.getComputedTiming().endTime ?? 0) - Number(currentTime ?? 0) <= most;
  const passing = document.getAnimations().slice(0, 1_000).filter(isPassing);
  if (passing.length === 0) return;
  await Promise.race([Promise.allSettled(passing.map(({ finished }) => finished)), new Promise((resolve) => setTimeout(resolve, most))]);
}
