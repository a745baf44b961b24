import { pathToFileURL } from 'node:url';
import { errors } from '../errors/catalog.ts';
import { KnownError, type SourceLocation } from '../errors/known-error.ts';
import type { PlanSource } from './source-text.ts';

/** Runs a TypeScript or JavaScript plan and takes its default export. Throws PLAN_UNREADABLE. */
export async function readModule(file: string, path: string): Promise<PlanSource> {
  const url = pathToFileURL(path).href;
  const module = await importModule(file, url);
  if (module['default'] === undefined) {
    const names = Object.keys(module);
    throw new KnownError(errors.planUnreadable, `${file} has no default export${names.length > 0 ? `, only ${names.join(', ')}` : ''}.`, {
      hint: 'End it with `export default defineConfig({ … })`.',
      locations: [{ file }],
    });
  }
  expectData(file, module['default']);
  return { file, data: module['default'], positionOf: () => undefined, problems: [] };
}

/** Refuses what is not a tree, which would be walked without end. */
function expectData(file: string, data: unknown): void {
  try {
    JSON.stringify(data);
  } catch (cause) {
    throw new KnownError(errors.planUnreadable, `The default export of ${file} cannot be a plan: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}.`, { locations: [{ file }], cause });
  }
}

async function importModule(file: string, url: string): Promise<Record<string, unknown>> {
  try {
    return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const location = locationIn(cause, file, url);
    const place = location.line === undefined ? file : `${file}:${location.line}${location.column === undefined ? '' : `:${location.column}`}`;
    throw new KnownError(errors.planUnreadable, `${place} The plan could not be run: ${reason}`, { locations: [location], cause });
  }
}

/** Where in the plan the error came from, as far as its stack tells. */
function locationIn(cause: unknown, file: string, url: string): SourceLocation {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const at = [url, decodeURI(new URL(url).pathname)].map((name) => stack.indexOf(`${name}:`) === -1 ? '' : stack.slice(stack.indexOf(`${name}:`) + name.length)).find((rest) => rest !== '');
  const numbers = /^:(\d+)(?::(\d+))?/.exec(at ?? '');
  return { file, ...(numbers?.[1] ? { line: Number(numbers[1]) } : {}), ...(numbers?.[2] ? { column: Number(numbers[2]) } : {}) };
}
