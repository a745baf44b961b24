import { createHash } from 'node:crypto';

/** So many hex digits that stand for a content or a long name: the same for the same. */
export const digest = (content: string | Uint8Array, digits: number): string => createHash('sha256').update(content).digest('hex').slice(0, digits);
