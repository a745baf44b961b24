import type { RunRecord } from '../model/record.ts';

/** What it takes for a run that has not come to its end to go on. `run`: what --resume is given. */
export function howToGoOn({ crawl }: Pick<RunRecord, 'crawl'>, run: string): string {
  const again = `the same command with --resume ${run}`;
  if (crawl?.ended !== 'limit') return `This can go on: ${again}.`;
  if (crawl.endedBy === 'busy') return `This can go on once the site may be asked again (${crawl.because}): ${again}.`;
  return `This can go on: ${again}, and a higher limit.`;
}
