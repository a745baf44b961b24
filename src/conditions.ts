import { createHash } from 'node:crypto';
import { availableParallelism, cpus, totalmem } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };
import { lighthouseVersion } from './audit/index.ts';
import type { VisitEvidence } from './model/evidence.ts';
import type { Plan } from './model/plan.ts';
import type { Conditions } from './model/record.ts';
import { planText } from './record.ts';
import { versions } from './visit/index.ts';

/** What the run was made with and on; two runs are alike as far as these are. */
export function conditionsOf({ plan, visits, hostIndex, notes }: { plan: Plan; visits: readonly VisitEvidence[]; hostIndex: number[]; notes: string[] }): Conditions {
  const timed = visits.filter(({ unit }) => unit.pass === 'experience');
  const { axe, webVitals } = versions();
  return {
    tool: packageJson.version,
    node: process.version,
    browser: visits[0]?.conditions.browser ?? 'none',
    axe,
    lighthouse: lighthouseVersion,
    webVitals,
    platform: `${process.platform} ${process.arch}, ${cpus()[0]?.model ?? 'unknown processor'}`,
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 1024 ** 3),
    hostIndex,
    throttling: Object.fromEntries(timed.map(({ unit, conditions }) => [unit.persona, conditions.throttling])),
    planDigest: createHash('sha256').update(planText(plan)).digest('hex').slice(0, 16),
    notes: [
      ...notes,
      ...plan.personas
        .filter(({ id }) => timed.some(({ unit, conditions }) => unit.persona === id && conditions.throttling.cpuShortfall))
        .map(({ title }) => `This machine is slower than the device of ${title}: the processor could not be set as the persona asks.`),
    ],
  };
}
