import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import { Id } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { EarlierKind, RunRecord } from '../model/record.ts';
import { baselines, readRecord } from '../store/index.ts';
import type { Io } from './io.ts';

interface Compared {
  plan: Plan;
  /** What `against: baseline` means; null: there is none. */
  baseline: RunRecord | null;
  /** How it was given. Absent: under a name. */
  earlier?: EarlierKind;
}

/**
 * The plan with what it is to be compared with. `--against` is a web address, a site of the plan, the path of an earlier run, or the name of a baseline:
 * sites are visited in the same run, the other two are read. Throws USAGE for what is none of these, and what reading a baseline or a run throws.
 */
export async function comparedWith(plan: Plan, { against, baseline }: { against?: string; baseline?: string }, io: Pick<Io, 'directory'>): Promise<Compared> {
  if (against !== undefined && baseline !== undefined) throw new KnownError(errors.usage, '--against and --baseline were both given. Give one of them.');
  const store = baselines(io.directory);
  const named = async (of: Plan, name: string | null): Promise<Compared> => ({ plan: { ...of, baseline: name }, baseline: name === null ? null : await store.read(name) });
  if (against === undefined) return named(plan, baseline ?? plan.baseline);
  if (/^https?:/i.test(against)) return named(withSite(plan, against), plan.baseline);
  if (plan.sites[against] !== undefined) return named(plan, plan.baseline);
  if ((await store.list()).some(({ name }) => name === against)) return named(plan, against);
  const path = resolve(io.directory, against);
  if (existsSync(path)) return { plan: { ...plan, baseline: against }, baseline: await readRecord(path), earlier: 'run' };
  const saved = (await store.list()).map(({ name }) => name);
  throw new KnownError(errors.usage, `${JSON.stringify(against)} is nothing to compare with: it is no web address, no site that is visited (${Object.keys(plan.sites).join(', ')}), no saved baseline (${saved.length === 0 ? 'there is none' : saved.join(', ')}), and no run is there.`);
}

/** The same journeys there, as on a site of reference; a site of the plan with that origin stands for it. */
function withSite(plan: Plan, address: string): Plan {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new KnownError(errors.usage, `--against ${JSON.stringify(address)}: give an origin, as in https://www.example.com, without a path or a user. The journeys of the plan are walked there, too.`);
  }
  if (Object.values(plan.sites).some(({ origin }) => origin === url.origin)) return plan;
  const wanted = url.host.replace(/[^a-z0-9.-]+/g, '-').replace(/^[^a-z0-9]+/, '').slice(0, 60);
  const id = Id.safeParse(wanted).success && plan.sites[wanted] === undefined ? wanted : 'against';
  return { ...plan, sites: { ...plan.sites, [id]: { origin: url.origin, role: 'reference' } } };
}
