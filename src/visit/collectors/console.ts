import type { ConsoleEvidence } from '../../model/evidence.ts';
import { defineCollector } from './collector.ts';

/** Entries of each level, so that a page full of warnings hides no exception; characters of a text. */
const most = { entries: 200, text: 2_000 };

/** What the page's own scripts complained about: errors and warnings of the console, what was thrown, and promises rejected with nobody to catch it. */
export const consoleMessages = defineCollector({
  field: 'console',
  passes: ['experience', 'inspection'],
  async start({ context, page, scrub, currentStep }) {
    let entries: ConsoleEvidence[] = [];
    let counts = new Map<ConsoleEvidence['level'], number>();
    const add = (level: ConsoleEvidence['level'], text: string, url: string): void => {
      const known = counts.get(level) ?? 0;
      if (known >= most.entries) return;
      counts.set(level, known + 1);
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
    return {
      async collect() {
        const collected = entries;
        entries = [];
        counts = new Map();
        return collected;
      },
    };
  },
});
