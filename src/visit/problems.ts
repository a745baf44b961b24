import { stripVTControlCharacters } from 'node:util';
import type { Problem } from '../model/evidence.ts';

/** Every code a visit can give a touchpoint, a step or its outcome. Permanent: audits and scripts match on them. */
export const problemCodes = {
  // The target of a step
  TARGET_MISSING: 'Nothing on the page answers to the locator',
  TARGET_HIDDEN: 'It is on the page, but it cannot be seen',
  TARGET_GONE: 'It went away before it could be used',
  TARGET_COVERED: 'Something lies on top of it',
  TARGET_DISABLED: 'It is disabled',
  TARGET_READ_ONLY: 'It cannot be typed into',
  TARGET_INERT: 'The page has made it inert',
  TARGET_MOVING: 'It never stood still',
  TARGET_CLOSED: 'It closed while the pointer was on its way to it',
  TARGET_OUTSIDE: 'It cannot be scrolled into view',
  TARGET_UNSUITABLE: 'It is not something this step can be taken on',
  OPTION_MISSING: 'The list has no such option',
  // Hands
  KEYBOARD_UNREACHABLE: 'The Tab key never gets there',
  KEYBOARD_TRAPPED: 'The Tab key is caught in one part of the page',
  KEYBOARD_NO_EFFECT: 'The keys that should work there do not',
  NOT_ANNOUNCED: 'A screen reader never says it',
  ANNOUNCED_WITHOUT_NAME: 'A screen reader says what it is, but not what it is called',
  ANNOUNCED_OTHERWISE: 'A screen reader calls it something else than what is to be seen',
  ANNOUNCED_AS_TEXT: 'A screen reader says it as plain text, not as something to be used',
  READER_NO_EFFECT: 'What a screen reader does there changes nothing',
  TREE_TOO_LARGE: 'The accessibility tree is too large for this tool to read',
  HANDS_CANNOT: 'These hands cannot do this',
  HANDS_NOT_AVAILABLE: 'This tool does not have these hands',
  // Getting somewhere
  SITE_UNREACHABLE: 'The site cannot be connected to',
  CERTIFICATE_REFUSED: 'The browser refuses the certificate of the site and shows a warning in place of the page',
  NAVIGATION_FAILED: 'The page could not be opened',
  NAVIGATION_TIMEOUT: 'The page did not answer in time',
  NOT_A_PAGE: 'The address gives a file to download',
  NO_HISTORY: 'There is no page to go back to',
  HTTP_STATUS: 'The page answered with an error status',
  LEFT_SITE: 'The step led to an origin the plan does not allow',
  ARRIVAL_MISSING: 'The declared marker was not seen',
  NOT_LOADED: 'The page did not finish loading',
  PAGE_UNRESPONSIVE: 'The page stopped answering',
  // The plan
  COMMIT_REFUSED: 'The step commits and the site does not allow that',
  VALUE_MISSING: 'The persona has no such datum',
  SECRET_MISSING: 'The secret is not in the environment',
  FILE_MISSING: 'A file to upload does not exist',
  FUNCTION_FAILED: 'The function of the step failed',
  STEP_TIMEOUT: 'The step did not end in time',
  STEP_FAILED: 'The step failed in a way that has no code of its own',
  // The whole visit
  LOGIN_FAILED: 'The customer could not be logged in',
  BROWSER_CRASHED: 'The browser or the page crashed',
  PAGE_CLOSED: 'The page closed itself',
  VISIT_TIMEOUT: 'The visit took longer than the plan allows',
  VISIT_ABORTED: 'The run was stopped',
  VISIT_FAILED: 'This tool failed',
} as const;
export type ProblemCode = keyof typeof problemCodes;

export function problem(code: ProblemCode, message: string): Problem {
  return { code, message };
}

/** A problem on its way up; carried by an Error so that it can be thrown. */
export type ProblemError = Error & { problem: Problem; blocked: boolean };

export function problemError(code: ProblemCode, message: string, blocked = false): ProblemError {
  return Object.assign(new Error(message), { problem: problem(code, message), blocked });
}

export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && 'problem' in error && 'blocked' in error;
}

/** The first line of a library's message, without its call log and terminal colours. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = stripVTControlCharacters(message).split('\n', 1)[0] ?? '';
  return line.trim().slice(0, 300);
}

/** As in 15 s or 0.5 s. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
