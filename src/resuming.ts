import { digest, instruments, machine, madeOf, personaDigest } from './conditions.ts';
import { median } from './audit/index.ts';
import { isVisitValid } from './compare/index.ts';
import { noJournal, openReplay, type Replay } from './crawl/index.ts';
import { errors } from './errors/catalog.ts';
import { KnownError } from './errors/known-error.ts';
import { quotedRuns, type PastOfPlan } from './history.ts';
import type { VisitEvidence, VisitUnit } from './model/evidence.ts';
import { keptOf, type KeptVisit } from './model/kept-visit.ts';
import type { Plan } from './model/plan.ts';
import type { VisitResults } from './model/results.ts';
import { unfinishedSchema, type Journal, type Learnt, type Pause, type Unfinished } from './model/unfinished.ts';
import type { RunOptions } from './pipeline.ts';
import { textOf } from './record.ts';
import { openRun, type RunStore } from './store/index.ts';

/** A visit that was made before the run stood still; results: null where it was not judged yet. */
export interface EarlierVisit {
  visit: KeptVisit;
  results: VisitResults | null;
}

/** What visits are to be made of. */
export interface Now {
  plan: Plan;
  /** Readings of this machine. */
  hostIndex: readonly number[];
  /** Given: they are held against each other, so that all of them were made in a row, or none counts; and some of these came after them, or it is not known that the machine was quiet. */
  before?: readonly VisitUnit[];
}

/** A run that leaves behind what it needs to go on until it has come to its end; and one that goes on with that. */
export interface Resuming {
  id: string;
  startedAt: string;
  /** It was begun before. */
  continues: boolean;
  /** Earlier runs of the plan: this one is none of them, though its folder may hold a record of it. */
  past: PastOfPlan | undefined;
  /** The folder of the run. A new run opens it, and clears it, when it has something to keep. */
  store(): Promise<RunStore>;
  /** What the crawl has learnt, and will. */
  replay(): Promise<Replay>;
  /** Told of each browser that is started. Throws NOT_RESUMABLE where the run was begun with another. */
  browserIs(version: string): Promise<void>;
  /** Those of these visits that were made before, as a whole and under conditions that are equal still. */
  madeBefore(units: readonly VisitUnit[], now: Now): Promise<EarlierVisit[]>;
  /** When the run stood still; empty: it did not. */
  pauses(): Pause[];
  /** What a reader of a run that was continued has to know; empty: it was not. */
  notes(): string[];
  /** complete: nothing is left to go on with. */
  end(complete: boolean): Promise<void>;
  /** However it has ended: another process may go on with it. */
  letGo(): Promise<void>;
}

/** How `crawl` looks for pages, as far as the answers depend on it: the rest may be another when the run goes on. */
const settled = ['site', 'from', 'origins', 'personas', 'userAgent', 'light', 'render', 'clickNavigation', 'allowPrivate'] as const;

/** Why a visit that is on disk and whole does not count. */
type Why = 'of another page, other steps, another persona or another browser' | 'timed while this machine was not, or not known to be, about as fast as now, or on another one' | 'held against others that were not timed in a row with them';

/** Change of the machine's speed, as a share, within which timed visits are used; as where runs are compared. */
const drift = 0.2;

/** What the evidence and the answers of a run depend on, as text by what it is called in a plan. */
function askedIn(plan: Plan): Record<string, string> {
  const { sites, personas, crawl, stepTimeout, visitTimeout } = plan;
  return {
    ...Object.fromEntries(Object.entries(sites).map(([id, site]) => [`sites.${id}`, `${site.origin} ${digest(textOf(site))}`])),
    ...Object.fromEntries(personas.map((persona) => [`personas: ${persona.id}`, personaDigest(persona)])),
    ...(crawl !== undefined && Object.fromEntries(settled.map((key) => [`crawl.${key}`, JSON.stringify(crawl[key]) ?? 'not given']))),
    stepTimeout: String(stepTimeout),
    visitTimeout: String(visitTimeout),
  };
}

function refused(directory: string, differences: readonly { what: string; was: string | undefined; is: string | undefined }[]): KnownError {
  const lines = differences.map(({ what, was, is }) => `${what}: ${was ?? 'nothing'} then, ${is ?? 'nothing'} now.`);
  return new KnownError(errors.notResumable, `The run in ${directory} cannot go on under other conditions than it was begun under, or its parts could not be told apart. ${lines.join(' ')}`, {
    hint: 'Go on as it was begun, or begin a new run without --resume.',
  });
}

function differencesOf(was: Readonly<Record<string, string | null>>, is: Readonly<Record<string, string | null>>): { what: string; was: string | undefined; is: string | undefined }[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((what) => (was[what] === is[what] ? [] : [{ what, was: was[what] ?? undefined, is: is[what] ?? undefined }]));
}

/** @throws NOT_RESUMABLE where a run is to go on with what it was not begun with. */
export function openResuming(plan: Plan, run: Pick<RunOptions, 'directory' | 'secrets' | 'now' | 'signal' | 'command' | 'resume' | 'past'>): Resuming {
  const { resume: earlier } = run;
  const begun = run.now().toISOString();
  const startedAt = earlier?.startedAt ?? begun;
  const asked = askedIn(plan);
  if (earlier !== undefined) {
    const { browser: _, machine: __, ...was } = earlier.made;
    const differences = [...differencesOf(was, instruments()), ...differencesOf(earlier.asked, asked)];
    if (differences.length > 0) throw refused(run.directory, differences);
  }

  let browser = earlier?.made.browser ?? null;
  let seen = earlier?.lastSeen ?? begun;
  let opened: Promise<RunStore> | undefined;
  let replaying: Promise<Replay> | undefined;
  let replay: Replay | undefined;
  let used = 0;
  const again = new Map<Why, number>();

  const see = (at: string | null): void => {
    if (at !== null && at > seen && at < begun) seen = at;
  };
  const pauses = (): Pause[] => (earlier === undefined ? [] : [...earlier.pauses, { from: seen, until: begun }]);
  const id = earlier?.id ?? startedAt.replaceAll(/[:.]/g, '-');
  const isOther = (one: { id: string }): boolean => one.id !== id;
  const past = run.past && { ...run.past, runs: run.past.runs.filter(isOther), ...(run.past.replaced && { replaced: run.past.replaced.filter(isOther) }) };
  const state = (): Unfinished => ({ schema: unfinishedSchema, id, startedAt, pauses: pauses(), lastSeen: run.now().toISOString(), made: { ...instruments(), browser, machine: machine() }, asked, ...(run.command && { command: run.command }) });
  const store = (): Promise<RunStore> =>
    (opened ??= openRun(run.directory, { fresh: earlier === undefined, alone: true, earlier: quotedRuns(past) }).then(async (there) => {
      await there.unfinished.save(state());
      return there;
    }));
  const openJournal = async (): Promise<Journal> => (await store()).unfinished.journal(run.secrets);

  /** As it is on the disk, or why it is to be made again; null: it is not there, or measured nothing. */
  const found = async (unit: VisitUnit, { plan: to, hostIndex }: Now): Promise<VisitEvidence | Why | null> => {
    const visit = await (await store()).readVisit(unit.id);
    if (visit !== null) see(new Date(Date.parse(visit.startedAt) + visit.duration).toISOString());
    if (visit === null || !isVisitValid(visit)) return null;
    const { made, hostIndex: then } = visit.conditions;
    const now = madeOf(to, unit);
    if (visit.conditions.browser !== browser || made?.persona !== now.persona || made.journey !== now.journey) return 'of another page, other steps, another persona or another browser';
    const speed = median(hostIndex);
    const isAsFast = made.machine === now.machine && then !== null && speed !== null && Math.abs(speed / then - 1) <= drift;
    return unit.pass === 'inspection' || isAsFast ? visit : 'timed while this machine was not, or not known to be, about as fast as now, or on another one';
  };
  const isOnDisk = async (units: readonly VisitUnit[], now: Now): Promise<boolean> => {
    for (const unit of units) if (typeof ((await found(unit, now)) ?? '') === 'object') return true;
    return false;
  };

  return {
    id,
    startedAt,
    continues: earlier !== undefined,
    past,
    store,
    replay() {
      replaying ??= (async () => {
        const journal = earlier === undefined ? journalOnceNeeded(openJournal) : await openJournal();
        see(journal.until);
        if (earlier !== undefined) await (await store()).unfinished.save(state());
        return (replay = openReplay(journal, { now: () => run.now().getTime(), date: run.now, signal: run.signal }));
      })();
      return replaying;
    },
    async browserIs(version) {
      if (browser === version) return;
      if (browser !== null) throw refused(run.directory, [{ what: 'browser', was: browser, is: version }]);
      browser = version;
      if (opened !== undefined) await (await opened).unfinished.save(state());
    },
    async madeBefore(units, now) {
      if (earlier === undefined) return [];
      const there = await store();
      const made: EarlierVisit[] = [];
      const count = (why: Why, more: number): unknown => more > 0 && again.set(why, (again.get(why) ?? 0) + more);
      for (const unit of units) {
        const visit = await found(unit, now);
        if (typeof visit === 'string') count(visit, 1);
        else if (visit !== null) made.push({ visit: keptOf(visit), results: await judgedBefore(there, unit) });
      }
      const counts = now.before === undefined || (made.length === units.length && (await isOnDisk(now.before, now)));
      if (!counts) count('held against others that were not timed in a row with them', made.length);
      used += counts ? made.length : 0;
      return counts ? made : [];
    },
    pauses,
    notes() {
      if (earlier === undefined) return [];
      const stood = pauses().map(({ from, until }) => `from ${instant(from)} to ${instant(until)} (${lengthOf(Date.parse(until) - Date.parse(from))})`);
      const [before, told] = [earlier.made.machine, replay?.told() ?? 0];
      return [
        `This run was made in ${stood.length + 1} parts: it stood still ${stood.join(', and ')}. Of what was done before, ${used === 1 ? '1 visit is' : `${used} visits are`} used${told === 0 ? '' : `, and ${told === 1 ? '1 answer' : `${told} answers`} of the site`}; everything was made with the same versions of the tool and the browser.`,
        ...[...again].map(([why, count]) => `Made again, since they were ${why}: ${count === 1 ? '1 visit' : `${count} visits`}.`),
        ...(before === machine() ? [] : [`It was begun on another machine (${before}): what is timed was measured anew on this one.`]),
      ];
    },
    async end(complete) {
      const there = await store();
      await (complete ? there.unfinished.clear() : there.unfinished.save(state()));
      await there.letGo();
    },
    async letGo() {
      await (await opened?.catch(() => null))?.letGo();
    },
  };
}

/** null: not judged yet, or that failed, which is worth another try. */
async function judgedBefore(store: RunStore, { id }: VisitUnit): Promise<VisitResults | null> {
  const results = await store.readResults(id);
  return results?.failed === undefined ? results : null;
}

/** As in: 3 h 10 min */
function lengthOf(ms: number): string {
  const [minutes, seconds] = [Math.floor(ms / 60_000), Math.round(ms / 1_000)];
  if (seconds < 60) return `${seconds} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const instant = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** A journal in a folder that is opened, and cleared of an earlier run, with the first answer that is good: a site that is down clears nothing. */
function journalOnceNeeded(open: () => Promise<Journal>): Journal {
  const held: [string, number, Learnt][] = [];
  let journal: Promise<Journal> | undefined;
  return {
    ...noJournal,
    async write(...entry) {
      const { kept } = entry[2];
      if (journal === undefined && !(kept?.kind === 'answer' && kept.status === 200)) return void held.push(entry);
      journal ??= open();
      const opened = await journal;
      await Promise.all([...held.splice(0), entry].map((one) => opened.write(...one)));
    },
  };
}
