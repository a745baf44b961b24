import picocolors from 'picocolors';
import type { Io } from './io.ts';

export function paint(io: Pick<Io, 'colors'>): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(io.colors);
}
