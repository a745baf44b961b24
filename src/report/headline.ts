import type { Lookup } from './lookup.ts';
import { list, plural } from './numbers.ts';

/** How far one persona gets in one journey on one site. */
export interface Walk {
  site: string;
  persona: string;
  journey: string;
  finished: number;
  samples: number;
}

/** Every persona and journey that the plan has on a site. */
function plannedOn(lookup: Lookup, site: string): Walk[] {
  return lookup.journeys.flatMap((journey) =>
    lookup.personas.flatMap((persona): Walk[] => {
      const walk = { site, persona: persona.id, journey: journey.id };
      const finishing = lookup.finishing(walk);
      return finishing === undefined ? [] : [{ ...walk, ...finishing }];
    }),
  );
}

export const always = ({ finished, samples }: Walk): boolean => finished === samples;

/** Those of which there is a valid sample. */
export const walksOn = (lookup: Lookup, site: string): Walk[] => plannedOn(lookup, site).filter(({ samples }) => samples > 0);

/** How many of them have no valid sample. */
export const unseenOn = (lookup: Lookup, site: string): number => plannedOn(lookup, site).filter(({ samples }) => samples === 0).length;

/** As in "The customer gets", "Every persona gets", "1 of 3 personas does not get" to the end; `unseen` could not be measured. */
function finishingClause(lookup: Lookup, walks: readonly Walk[], unseen: number, where: string, isInspected: boolean): string {
  const short = walks.filter((walk) => !always(walk));
  const not = short.every((walk) => walk.finished > 0) ? 'not always' : 'not';
  const several = lookup.journeys.length > 1;
  const [which, measured, left] = unseen === 0 ? ['', '', ''] : [' that could be measured', 'measured ', `, ${unseen} of ${walks.length + unseen}${several ? ' journeys' : ''} could not be measured`];
  if (walks.length === 0) return isInspected ? `Who gets to the end of the journey on ${where} could not be measured` : `Nothing could be measured on ${where}`;
  if (walks.length === 1) return `${unseen === 0 ? 'The customer' : `The one persona${which}`} ${short.length === 0 ? 'gets' : `does ${not} get`} to the end of the journey on ${where}${left}`;
  if (short.length === 0) return several ? `Every persona gets to the end of every journey${which} on ${where}${left}` : `Every persona${which} gets to the end of the journey on ${where}${left}`;
  if (several) return `In ${short.length} of ${plural(walks.length, `${measured}journey`)} on ${where} a persona does ${not} get to the end${left}`;
  const names = new Set(short.map((walk) => lookup.persona(walk.persona).title));
  const who = names.size <= 2 ? ` (${list([...names])})` : '';
  return `${short.length} of ${plural(walks.length, `${measured}persona`)}${who} ${short.length === 1 ? 'does' : 'do'} ${not} get to the end of the journey on ${where}${left}`;
}

/** Pain points met on any of some sites, and how many of them are critical. */
export function painPointsOn(lookup: Lookup, sites: ReadonlySet<string>): { pains: number; critical: number } {
  const pains = lookup.record.findings.filter((finding) => finding.kind === 'pain-point' && finding.places.some((place) => sites.has(place.site)));
  return { pains: pains.length, critical: pains.filter((finding) => finding.severity === 'critical').length };
}

/** As in "88 pain points were found, 17 of them critical". */
function painClause(lookup: Lookup): string {
  const { pains, critical } = painPointsOn(lookup, lookup.focus);
  if (pains === 0 && ![...lookup.focus].some(lookup.isInspected)) return 'no pain point is known, since nothing was inspected';
  if (pains === 0) return 'the automated checks found no pain point';
  const size = critical === 0 ? ', none of them critical' : pains === critical ? ', critical' : `, ${critical} of them critical`;
  return `${plural(pains, 'pain point')} ${pains === 1 ? 'was' : 'were'} found${pains === 1 && critical === 0 ? ', not a critical one' : size}`;
}

/** How it went for customers on our sites, in one sentence. The gates have their own. */
export function headline(lookup: Lookup): string {
  const sites = lookup.sites.filter((site) => lookup.focus.has(site.id));
  const walks = sites.flatMap((site) => walksOn(lookup, site.id));
  const unseen = sites.reduce((sum, site) => sum + unseenOn(lookup, site.id), 0);
  const isInspected = sites.some(({ id }) => lookup.isInspected(id));
  const clause = finishingClause(lookup, walks, unseen, list(sites.map((site) => site.title)), isInspected);
  return walks.length === 0 && !isInspected ? `${clause}.` : `${clause}, and ${painClause(lookup)}.`;
}
