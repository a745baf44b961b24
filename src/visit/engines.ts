import { selectors } from 'playwright-core';
import { consentEngines } from './consent/read.ts';
import { locatorEngines } from './locate.ts';

let registered: Promise<unknown> | undefined;

/** Must have happened before the first page is opened; Playwright keeps selector engines per process. */
export function registerEngines(): Promise<unknown> {
  const register = ([name, source]: [string, string]): Promise<void> =>
    selectors.register(name, source, { contentScript: true }).catch((error: unknown) => {
      if (!String(error).includes('already registered')) throw error;
    });
  registered ??= Promise.all(Object.entries({ ...locatorEngines, ...consentEngines }).map(register));
  return registered;
}
