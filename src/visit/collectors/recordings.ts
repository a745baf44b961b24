import type { RecordingEvidence, StepEvidence } from '../../model/evidence.ts';
import { fillingActions } from '../../model/journey.ts';
import { defineCollector } from './collector.ts';
import { knownIn } from './instruments/evaluate-apart.ts';
import { footageIn, mostTelling, shownSince } from './instruments/film.ts';
import { keepFilms, makeSmall, type RawFilm, type SmallFilms } from './instruments/keep-films.ts';
import { cleanedTrace, compressedJson, dropTrace, endTrace, readTrace, startTrace } from './instruments/trace.ts';
import { untilEntriesAreIn } from './instruments/timing-feed.ts';
import { withoutSecrets } from './instruments/without-secrets.ts';

/** Steps that load something or act on the page. */
const recorded: readonly StepEvidence['action'][] = ['visit', 'click', 'press', 'choose', 'check', 'uncheck', 'fill', 'back', 'reload', 'run'];

const logged = /^(Page|Network|Target|Runtime)\./;
// The feed of timings is ours, not the page's.
const ours = 'Runtime.bindingCalled';
const most = { events: 50_000 };

interface LogEntry {
  method: string;
  params: unknown;
  targetType: 'page';
  sessionId: 'root';
}

/** A recording that has been written, and what of its pictures may be kept too. */
interface Written {
  recording: RecordingEvidence;
  film: RawFilm;
}

/** A recording under way. */
interface Recorder {
  step: number;
  log: LogEntry[];
  from: string;
  /** When the trace had begun, and the input of the step, ms since the visit began; null: it has had none. */
  began: number;
  input: number | null;
  /** Fields are being filled in: the next one belongs to it too. */
  filling: boolean;
  worthKeeping: boolean;
  /** A secret was to be seen, so its pictures are not kept. */
  secret: boolean;
  /** There were more events than the log takes. */
  cut: boolean;
  hard: boolean;
}

/**
 * Trace and devtools log of each step, in the form Lighthouse's audits read; fields filled in one after the other are recorded as
 * one. What loaded a document is a navigation, anything else a timespan; what did nothing to be seen is not kept. A step that could
 * not be recorded is left out; if no step could, the collector says why. Recordings are read from the browser while the visit goes on.
 */
export const recordings = defineCollector({
  field: 'recordings',
  passes: ['inspection'],
  // What it writes is waited for last.
  alone: true,
  async start(context) {
    const { cdp, page, scrub, keep, veil, now } = context;
    /** ms to add to the browser's clock to get ms since the visit began: events arrive late, never early. */
    let offset = Number.POSITIVE_INFINITY;
    let under: Recorder | null = null;
    /** The frames of the step under way were shown; of the last step, those drawn since the page was quiet. */
    let isShown = false;
    let drawn = 0;
    let written: Promise<Written | null>[] = [];
    let ending: Promise<void> = Promise.resolve();
    /** Pictures of the steps at the touchpoint, made small beside the other collectors; null: its steps are not over. */
    let making: Promise<SmallFilms> | null = null;
    let failure: unknown = null;
    let gaps = { pictures: 0, logs: 0 };
    let partial: string | undefined;
    let number = 0;
    cdp.on('event', ({ method, params }) => {
      if (method === 'Network.requestWillBeSent') offset = Math.min(offset, now() - Number((params as { timestamp?: unknown } | undefined)?.timestamp) * 1_000 || offset);
      if (under === null || !logged.test(method) || method === ours) return;
      if (under.log.length < most.events) under.log.push({ method, params: params ?? {}, targetType: 'page', sessionId: 'root' });
      else under.cut = true;
    });

    /** Asked whenever the page may have changed. */
    async function notePictures(): Promise<void> {
      if (under !== null && veil !== undefined && !under.secret) under.secret = await veil.isNeeded();
    }

    async function write(recorder: Recorder, stream: string, to: string): Promise<Written> {
      const { step, log, from, hard, secret, cut } = recorder;
      number += 1;
      if (secret) gaps.pictures += 1;
      if (cut) gaps.logs += 1;
      const name = `recording-${String(number).padStart(3, '0')}`;
      const text = await readTrace(cdp, stream);
      const film = secret ? secretFilm : filmOf(text, recorder);
      const trace = await keep(`${name}.trace.json.gz`, await cleanedTrace(text, { scrub, pictures: !secret }), 'application/gzip');
      const devtoolsLog = await keep(`${name}.devtoolslog.json.gz`, await compressedJson(withoutSecrets(log, scrub)), 'application/gzip');
      return { film, recording: { step, mode: hard ? 'navigation' : 'timespan', trace, devtoolsLog, ...(cut && { cut }), ...(secret && { pictures: false as const }), from: scrub(from), to: scrub(to) } };
    }

    function filmOf(trace: string, { began, input }: Recorder): RawFilm {
      const footage = footageIn(trace, knownIn(cdp).main);
      if (footage.pictures.length === 0) return { absent: 'the browser recorded no picture' };
      if (footage.began !== null) offset = Math.min(offset, began - footage.began / 1_000);
      const shown = shownSince(((input ?? began) - offset) * 1_000, footage);
      return { shown: mostTelling([shown]).flat(), drawn: shown.length };
    }

    async function makeFilms(of: typeof written): Promise<SmallFilms> {
      return await makeSmall(cdp, (await Promise.all(of)).flatMap((one) => one?.film ?? []));
    }

    const failed = (error: unknown): null => {
      failure = error;
      return null;
    };

    /** The browser is told to end the trace; that it has written it is not waited for here. */
    async function end(): Promise<void> {
      if (under === null) return;
      await notePictures();
      const recorder = under;
      // A paint, a shift or an input is in the trace only once its frame was shown.
      if (recorder.worthKeeping && !isShown) await untilEntriesAreIn(cdp, drawn);
      under = null;
      const to = page.url();
      const trace = endTrace(cdp);
      ending = trace.then(() => undefined, () => undefined);
      const finish = recorder.worthKeeping ? (stream: string) => write(recorder, stream, to) : (stream: string) => dropTrace(cdp, stream).then(() => null);
      written.push(trace.then(finish).catch(failed));
    }

    return {
      async beforeStep(step, action) {
        // A customer fills in a form as one thing; a trace for each field would say no more and take most of the time.
        const fills = fillingActions.includes(action);
        if (fills && under?.filling === true) return;
        await end();
        [isShown, making] = [false, null];
        if (!recorded.includes(action)) return;
        try {
          // There can be one at a time.
          await ending;
          const { marked } = await startTrace(cdp);
          marked.catch(failed);
          under = { step, log: [], from: page.url(), began: now(), input: null, filling: fills, worthKeeping: false, secret: false, cut: false, hard: false };
          await notePictures();
        } catch (error) {
          failed(error);
        }
      },
      async afterStep(step, frames) {
        if (under === null) return;
        drawn = frames;
        under.input ??= step.inputAt ?? null;
        under.worthKeeping ||= isWorthKeeping(step);
        under.hard ||= step.navigation === 'hard';
        // What went elsewhere is not the form any more.
        under.filling &&= step.navigation === 'none';
        if (!isShown) return await notePictures();
        await end();
        making = makeFilms(written);
        // Whoever keeps them is told.
        making.catch(() => undefined);
      },
      async settle(frames) {
        isShown = await untilEntriesAreIn(cdp, frames);
      },
      async pause() {
        await end();
        await ending;
      },
      async collect(touchpoint) {
        await end();
        const done = (await Promise.all(written)).filter((one) => one !== null);
        const reason = failure;
        partial = partOf(gaps);
        // A page that was too busy with what others asked is asked once more.
        const all = written;
        const made = making?.catch(() => makeFilms(all)) ?? makeFilms(all);
        [written, failure, making, gaps] = [[], null, null, { pictures: 0, logs: 0 }];
        if (done.length === 0 && reason !== null) throw reason;
        const films = await keepFilms(keep, touchpoint, done.map(({ film }) => film), made);
        return done.map(({ recording }, index) => ({ ...recording, ...(films[index] && { film: films[index] }) }));
      },
      partial: () => partial,
      async stop() {
        if (under !== null) under.worthKeeping = false;
        await end();
        await Promise.all(written);
      },
    };
  },
});

const secretFilm: RawFilm = { absent: 'a secret of the plan was to be seen' };

function partOf({ pictures, logs }: { pictures: number; logs: number }): string | undefined {
  const recordings = (count: number): string => (count === 1 ? 'one recording' : `${count} recordings`);
  const reasons = [
    ...(pictures === 0 ? [] : [`the pictures of ${recordings(pictures)} were left out, since a secret of the plan was to be seen`]),
    ...(logs === 0 ? [] : [`the log of ${recordings(logs)} ends after ${most.events.toLocaleString('en-US')} events`]),
  ];
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

function isWorthKeeping({ outcome, navigation, effect }: StepEvidence): boolean {
  if (outcome === 'skipped') return false;
  if (navigation !== 'none' || effect === null) return true;
  return effect.mutations > 0 || effect.requests > 0 || effect.navigated || effect.focusMoved || effect.scrolled || effect.opened;
}
