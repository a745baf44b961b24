import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { Plan } from '../model/plan.ts';
import { PlanFile } from './schema.ts';
import { personaPresets } from './presets/index.ts';
import { resolvePlan } from './resolve.ts';
import { select, type Selection } from './select.ts';

/** Who visits where nobody is named. */
export const visitors = ['molly-millennial', 'gerry-gen-x', 'samantha-senior'];

/**
 * A plan for one page: the site `site`, the journey `page` with the touchpoint `page`, three personas, no gates.
 * The selection may name any preset instead. Throws USAGE for what is not a web address, and what `select` throws.
 */
export function planFromUrl(address: string, selection: Selection = {}): Plan {
  const url = webAddress(address);
  const personas = selection.personas === undefined || selection.personas.length === 0 ? visitors : personaPresets.map(({ id }) => id);
  const file = PlanFile.parse({
    name: `${url.host}${url.pathname === '/' ? '' : url.pathname}`,
    sites: { site: { origin: url.origin, role: 'own' } },
    personas,
    journeys: {
      page: { goal: 'See the page', touchpoints: { page: { stage: 'awareness', steps: [{ visit: `${url.pathname}${url.search}${url.hash}` }] } } },
    },
  });
  return select(resolvePlan(file, { name: url.host, directory: '.' }), selection);
}

/** Throws USAGE for what is no address of the web, or holds a password. */
export function webAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const near = URL.canParse(`https://${address}`) ? ` Did you mean https://${address}?` : '';
    throw new KnownError(errors.usage, `"${address}" is not a web address.${near} Give it in full, as in https://www.example.com/page.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new KnownError(errors.usage, `The address for ${url.host} holds a user name or password, which would end up in the report. Use a plan with a \`login\` and \`{ secret: NAME }\`.`);
  }
  return url;
}
