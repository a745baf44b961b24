import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { serve } from '../../fixtures/serving/loopback.ts';

/** A real web app that is up, at an origin of its own on the loopback interface. */
export interface App {
  origin: string;
  close(): Promise<void>;
}

/** A port on the loopback interface that nothing listens on, for apps that want to be told theirs. */
export async function freePort(): Promise<number> {
  const { port, close } = await serve((_, response) => response.end(), 'localhost');
  await close();
  return port;
}

interface Program {
  name: string;
  /** What Node runs, and its arguments. */
  args: readonly string[];
  /** Where it runs, and what goes with it. */
  directory: string;
  origin: string;
  /** What it prints once it is up. */
  ready: string;
  /** Puts into it what there is to see, once it is up. */
  fill(): Promise<void>;
}

export async function startProgram({ name, args, directory, origin, ready, fill }: Program): Promise<App> {
  const program = spawn(process.execPath, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => program.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    program.kill();
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let printed = '';
      const read = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (printed.includes(ready)) resolve();
      };
      program.stdout.on('data', read);
      program.stderr.on('data', read);
      program.once('error', reject);
      void ended.then(() => reject(new Error(`${name} ended while it was starting:\n${printed}`)));
    });
    await fill();
    return { origin, close };
  } catch (error) {
    await close();
    throw error;
  }
}
