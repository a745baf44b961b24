import { describe, expect, test } from 'vitest';
import { printError } from '../../../src/cli/print-error.ts';
import { errors } from '../../../src/errors/catalog.ts';
import { KnownError } from '../../../src/errors/known-error.ts';

const io = { colors: false, environment: {} };

describe('an error at a terminal', () => {
  const said = (cause: Error): string => {
    let text = '';
    printError(new KnownError(errors.browserFailed, 'The browser at /x did not start: it ended.', { cause }), { ...io, out: () => undefined, error: (more) => void (text += more), terminal: false, columns: 80, directory: '/', now: () => new Date(0), signal: new AbortController().signal });
    return text;
  };

  test('what the browser said is told, its flags and the log of the library are not', () => {
    const text = said(new Error('launch: it ended.\nBrowser logs:\n\n<launching> /x --flag\n<launched> pid=1\n[pid=1][err] \u001b[2mlibnss3.so is missing\u001b[22m\nCall log:\n  - <launching> /x --flag'));
    expect(text).toContain('  Reason: launch: it ended.\n  [pid=1][err] libnss3.so is missing\n');
    expect(text).not.toContain('--flag');
  });

  test('what nobody foresaw is a defect, and never the exit code of a failed gate', () => {
    let text = '';
    const exitCode = printError(new TypeError('planted'), { ...io, out: () => undefined, error: (more) => void (text += more), terminal: false, columns: 80, directory: '/', now: () => new Date(0), signal: new AbortController().signal });
    expect(exitCode).toBe(3);
    expect(text).toMatch(/^This is a defect of mystery-shopper, not of your plan or site:\nTypeError: planted\n/);
  });

  test('nothing is said twice', () => {
    expect(said(new Error('it ended.'))).not.toContain('Reason');
  });
});
