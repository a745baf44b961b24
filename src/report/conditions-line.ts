import type { Conditions } from '../model/record.ts';
import type { Lookup } from './lookup.ts';
import { list, plural } from './numbers.ts';

/** Personas named; more are counted. */
const named = 3;

/** As in "Chromium 156.0.8078.79"; records may hold the version alone. */
export const browserText = ({ browser }: Conditions): string => (/^[\d.]+$/u.test(browser) ? `Chromium ${browser}` : browser);

/** As in "slowed down for “Molly Millennial” and “Gerry Gen X”, not for “Desktop control”"; null: it was not recorded. */
function slowedText({ personas, record }: Lookup): string | null {
  const known = personas.filter(({ id }) => record.conditions.throttling[id] !== undefined);
  const isSlowed = ({ id }: { id: string }): boolean => record.conditions.throttling[id]?.method !== 'none';
  const slowed = known.filter(isSlowed);
  const others = known.filter((persona) => !isSlowed(persona));
  if (known.length === 0) return null;
  if (slowed.length === 0) return 'not slowed down';
  if (known.length > named) return `slowed down for ${slowed.length} of ${plural(personas.length, 'persona')}`;
  const quoted = (some: typeof known): string => list(some.map(({ title }) => `“${title}”`));
  return `slowed down for ${quoted(slowed)}${others.length === 0 ? '' : `, not for ${quoted(others)}`}`;
}

/** In what and on what the run was measured, in few words, as in "in Chromium 156 on linux x64 with 2 cores, slowed down for “Molly Millennial”". */
export function conditionsLine(lookup: Lookup): string {
  const { conditions } = lookup.record;
  const browser = browserText(conditions).replace(/(?<=\d)\.[\d.]*$/u, '');
  const [system = ''] = conditions.platform.split(',');
  return [`in ${browser} on ${system} with ${plural(conditions.cores, 'core')}`, slowedText(lookup)].filter((part) => part !== null).join(', ');
}
