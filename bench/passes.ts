import type { EvidenceKey, Pass } from '../src/model/evidence.ts';
import { figureOf, ratioOf, short, shareOf, type Figure } from './figures.ts';
import { interleave, readingsOf } from './interleave.ts';
import type { Scene } from './scene.ts';

/** What a collector costs in a pass, as shares of the bare replay: 0.02 is 2 %. */
export interface CollectorShare {
  /** A visit with this collector alone, less one with none. */
  alone: number;
  /** What this one takes in a visit with all collectors, beside others that read at the same time. */
  waited: number;
}

export interface PassFigures {
  /** Seconds. */
  bare: Figure;
  visit: Figure;
  /** Visits with all collectors but walks over the bare replays of the same rounds. */
  ratio: Figure;
  /** The same with the walks too; null: the pass has none. */
  walksRatio: Figure | null;
  /** The same without any collector: what the replay itself costs. */
  replayRatio: Figure;
  collectors: Partial<Record<EvidenceKey, CollectorShare>>;
}

/** Rounds for the shares of single collectors: every second of the others'. */
const shareRounds = (rounds: number): number => Math.ceil(rounds / 2);

export async function measurePass(scene: Scene, pass: Pass, rounds: number, tell: (text: string) => void): Promise<PassFigures> {
  const { meter } = scene;
  const inPass = meter.collectors.filter(({ passes }) => passes.includes(pass));
  const fields = inPass.map(({ field }) => field);
  const reading = inPass.filter(({ walk }) => walk !== true).map(({ field }) => field);
  const walking = reading.length < fields.length;
  const waits: ReadonlyMap<EvidenceKey, number>[] = [];
  const visitWith = (name: string, used: readonly EvidenceKey[]) => ({
    name: `${pass} visit, ${name}`,
    run: async (): Promise<void> => {
      meter.use(used);
      meter.takeWaits();
      await scene.visit(pass);
      if (used.length === fields.length) waits.push(meter.takeWaits());
    },
  });
  const none = visitWith('no collector', []);
  const read = visitWith(walking ? 'all collectors but walks' : 'all collectors', reading);
  const all = walking ? visitWith('all collectors', fields) : read;
  const bare = { name: `bare replay, ${pass} conditions`, run: () => scene.bare(pass) };

  const whole = await interleave([bare, ...new Set([read, all]), none], rounds, tell);
  // The warm-up is not counted here either.
  const counted = waits.slice(1);
  const single = await interleave([none, ...fields.map((field) => visitWith(field, [field]))], shareRounds(rounds), tell);

  const bareReadings = readingsOf(whole, bare.name);
  const seconds = figureOf(bareReadings);
  return {
    bare: seconds,
    visit: figureOf(readingsOf(whole, read.name)),
    ratio: ratioOf(readingsOf(whole, read.name), bareReadings),
    walksRatio: walking ? ratioOf(readingsOf(whole, all.name), bareReadings) : null,
    replayRatio: ratioOf(readingsOf(whole, none.name), bareReadings),
    collectors: Object.fromEntries(
      fields.map((field) => [
        field,
        {
          alone: short(shareOf(readingsOf(single, `${pass} visit, ${field}`), readingsOf(single, none.name), seconds.median)),
          waited: short(figureOf(counted.map((wait) => wait.get(field) ?? 0)).median / seconds.median),
        },
      ]),
    ),
  };
}
