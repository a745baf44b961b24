import { isMainThread } from 'node:worker_threads';
import { measured } from '../../../../src/audit/define.ts';
import { consoleAudit } from '../evidence.ts';

/** Does what the last console message says. */
export const audits = [
  consoleAudit({
    run: ({ console }) => {
      const order = console.at(-1)?.text;
      if (isMainThread) throw new Error('an audit ran on the main thread');
      if (order === 'hang') for (;;) if (Date.now() < 0) break;
      if (order === 'exit') process.exit(1);
      if (order === 'reject') void Promise.reject(new Error('left behind'));
      if (order === 'exhaust') for (const kept: string[][] = []; ; ) kept.push(Array.from({ length: 1e4 }, (_, index) => `${index}`));
      return measured({ 'friction.console': console.length });
    },
  }),
];
