import { errors } from '../../errors/catalog.ts';
import { KnownError } from '../../errors/known-error.ts';
import { textOf, type Format } from './format.ts';

/** The same page as `html`, everything unfolded, as a browser prints it. Throws BROWSER_MISSING where there is none to do it. */
export const pdf = {
  id: 'pdf',
  fileName: 'report.pdf',
  async render(record, { readArtefact, print }) {
    if (print === undefined) throw new KnownError(errors.browserMissing, 'A PDF is printed by a browser, and none was given.');
    const { pageOf } = await import('../page.ts');
    return print(textOf(await pageOf(record, readArtefact)));
  },
} satisfies Format;
