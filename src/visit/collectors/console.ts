import type { ConsoleEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';
import { moreThan } from './instruments/bounded.ts';
import { eventsArrived } from './instruments/events-arrived.ts';

/** Entries of each level, so that a page full of warnings hides no exception; characters of a text. Warnings beyond them make no gap: none are counted. */
const most = { entries: 200, text: 2_000 };

/** What the page's own scripts complained about: errors and warnings of the console, what was thrown, and promises rejected with nobody to catch it. */
export const consoleMessages = defineCollector({
  field: 'console',
  passes: ['experience', 'inspection'],
  async start({ context, page, cdp, scrub, currentStep }) {
    let entries: ConsoleEvidence[] = [];
    let rejected: string[] = [];
    let counts = new Map<ConsoleEvidence['level'], number>();
    let partial: string | undefined;
    const add = (level: ConsoleEvidence['level'], text: string, url: string): void => {
      const known = counts.get(level) ?? 0;
      counts.set(level, known + 1);
      if (known >= most.entries) return;
      entries.push({ level, text: scrub(text).slice(0, most.text), url: scrub(url).slice(0, most.text), step: currentStep() });
    };
    page.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'assert') add('error', message.text(), message.location().url);
      if (type === 'warning') add('warning', message.text(), message.location().url);
    });
    context.on('weberror', (thrown) => {
      if (thrown.page() !== page) return;
      const { name, message } = thrown.error();
      add('exception', name && !message.startsWith(name) ? `${name}: ${message}` : message, thrown.location().url || page.url());
    });
    // Playwright reports both alike; Chrome's own event tells which of them came out of a promise. Frames of other sites have events of their own.
    await cdp.send('Runtime.enable');
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
      if (text.includes('(in promise)') && rejected.length < most.entries) rejected.push(exception?.description ?? String(exception?.value ?? ''));
    });
    return {
      async collect() {
        await eventsArrived(cdp);
        const collected = withRejections(entries, rejected.map(scrub));
        const cut = (['error', 'exception'] as const).filter((level) => (counts.get(level) ?? 0) > most.entries);
        partial = cut.length === 0 ? undefined : cut.map((level) => moreThan(most.entries, `${level}s`)).join(', and ');
        entries = [];
        rejected = [];
        counts = new Map();
        return collected;
      },
      partial: () => partial,
    };
  },
});

/** Exceptions of which Chrome said that they came out of a promise, told apart; one for each time it said so. */
function withRejections(entries: readonly ConsoleEvidence[], rejected: readonly string[]): ConsoleEvidence[] {
  const left = [...rejected];
  return entries.map((entry) => {
    const index = entry.level === 'exception' ? left.findIndex((description) => isSame(entry.text, description)) : -1;
    if (index < 0) return entry;
    left.splice(index, 1);
    return { ...entry, level: 'rejection' };
  });
}

/** Chrome's description goes on with the stack. */
function isSame(text: string, description: string): boolean {
  return description === text || description.startsWith(`${text}\n`) || (text.length === most.text && description.startsWith(text));
}
