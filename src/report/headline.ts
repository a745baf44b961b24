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

/** Every persona and journey on a site of which there is a valid sample. */
export function walksOn(lookup: Lookup, site: string): Walk[] {
  return lookup.journeys.flatMap((journey) =>
    lookup.personas.flatMap((persona): Walk[] => {
      const walk = { site, persona: persona.id, journey: journey.id };
      const finishing = lookup.finishing(walk);
      return finishing === null ? [] : [{ ...walk, ...finishing }];
    }),
  );
}

export const always = ({ finished, samples }: Walk): boolean => finished === samples;

/** As in "The customer gets", "Every persona gets", "1 of 3 personas does not get" to the end. */
function finishingClause(lookup: Lookup, walks: readonly Walk[], where: string): string {
  const short = walks.filter((walk) => !always(walk));
  const not = short.every((walk) => walk.finished > 0) ? 'not always' : 'not';
  const several = lookup.journeys.length > 1;
  if (walks.length === 0) return `Nothing could be measured on ${where}`;
  if (walks.length === 1) return short.length === 0 ? `The customer gets to the end of the journey on ${where}` : `The customer does ${not} get to the end of the journey on ${where}`;
  if (short.length === 0) return `Every persona gets to the end of ${several ? 'every' : 'the'} journey on ${where}`;
  if (several) return `In ${short.length} of ${plural(walks.length, 'journey')} on ${where} a persona does ${not} get to the end`;
  const names = new Set(short.map((walk) => lookup.persona(walk.persona).title));
  const who = names.size <= 2 ? ` (${list([...names])})` : '';
  return `${short.length} of ${plural(walks.length, 'persona')}${who} ${short.length === 1 ? 'does' : 'do'} ${not} get to the end of the journey on ${where}`;
}

/** As in "88 pain points were found, 17 of them critical". */
function painClause(lookup: Lookup): string {
  const pains = lookup.record.findings.filter((finding) => finding.kind === 'pain-point' && finding.places.some((place) => lookup.focus.has(place.site)));
  const critical = pains.filter((finding) => finding.severity === 'critical').length;
  if (pains.length === 0) return 'no pain point was found';
  const size = critical === 0 ? ', none of them critical' : pains.length === critical ? ', critical' : `, ${critical} of them critical`;
  return `${plural(pains.length, 'pain point')} ${pains.length === 1 ? 'was' : 'were'} found${pains.length === 1 && critical === 0 ? ', not a critical one' : size}`;
}

/** How it went for customers on our sites, in one sentence. The gates have their own. */
export function headline(lookup: Lookup): string {
  const sites = lookup.sites.filter((site) => lookup.focus.has(site.id));
  const walks = sites.flatMap((site) => walksOn(lookup, site.id));
  const clause = finishingClause(lookup, walks, list(sites.map((site) => site.title)));
  return walks.length === 0 ? `${clause}.` : `${clause}, and ${painClause(lookup)}.`;
}
