import manifest from '../../package.json' with { type: 'json' };
import type { Io } from './io.ts';

/** What stands before the name of a command where this tool was called from, going by what npm sets for what it runs (npm documentation, Scripts, 2026). */
function calledAs({ npm_package_name: project = '', npm_command: command = '' }: Io['environment']): string {
  if (project === manifest.name) return `npm run ${manifest.name} --`;
  return command === '' ? manifest.name : `npx ${manifest.name}`;
}

/** A text with its commands as they can be pasted where this tool was called from. */
export function pasteable(text: string, { environment }: Pick<Io, 'environment'>): string {
  return text.replaceAll(`\`${manifest.name} `, `\`${calledAs(environment)} `);
}

/** A command of this tool with its words, to be pasted into a shell. */
export function commandLine(words: readonly string[], { environment }: Pick<Io, 'environment'>): string {
  return [calledAs(environment), ...words.map(quoted)].join(' ');
}

/** In double quotes, which all usual shells know, unless something in the word has a meaning there. */
function quoted(word: string): string {
  if (/^[\w@%+=:,./-][\w@%+=:,./~-]*$/.test(word)) return word;
  return /["$`!]|\\\\|\\$/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}
