import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import { textOf, type Format } from './format.ts';

/** The same page as `html`, everything unfolded, as a browser prints it, without the tables of every number and request of a touchpoint: in the demonstration they are two of three pages. Throws BROWSER_MISSING where there is none to do it. */
export const pdf = {
  id: 'pdf',
  fileName: 'report.pdf',
  async render(record, { readArtefact, print }) {
    if (print === undefined) throw new KnownError(errors.browserMissing, 'A PDF is printed by a browser, and none was given.');
    const { pageOf } = await import('../page.ts');
    return print(textOf(await pageOf(record, readArtefact, { tables: false })));
  },
} satisfies Format;
