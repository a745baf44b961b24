import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that keeps one core busy. Ends with the bench, however that ends. */
export async function startHog(): Promise<{ end(): void }> {
  const hog = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  const end = (): void => {
    hog.kill('SIGKILL');
    process.off('exit', end);
  };
  process.once('exit', end);
  await once(hog, 'spawn');
  return { end };
}
