import { nearestOrigin, originOf } from './origin.ts';
import { idOfEntry, resolvePersonas, type PlacedEntry } from './personas.ts';
import { isObject, pathText, type Path, type Problem } from './problem.ts';
import { PersonaEntry } from './schema.ts';
import { crawledUnlessNamed } from './resolve.ts';
import { suggest } from './suggest.ts';
import { templatesWithoutData } from './texts.ts';

/** A part of the plan that has a name, as it was written: it may not pass the schema. */
interface Named {
  id: string;
  path: Path;
  value: Record<string, unknown>;
}

/** What a plan says, read so that a fault in one place does not hide what is wrong elsewhere. */
interface Parts {
  sites: Named[];
  journeys: Named[];
  touchpoints: (Named & { journey: string })[];
  gates: { path: Path; value: Record<string, unknown> }[];
  personaIds: string[];
  entries: PlacedEntry[];
  faultyPersonas: Set<string>;
  /** null: the plan looks for no pages. */
  crawl: Record<string, unknown> | null;
}

/** Problems that no schema can see: names that lead nowhere, and what the plan's parts do not allow each other. Takes plans that do not pass the schema too. */
export function checkReferences(data: unknown): Problem[] {
  const parts = partsOf(data);
  const { personas, problems } = resolvePersonas(parts.entries, parts.faultyPersonas);
  return [
    ...problems,
    ...namesOfDigits(parts),
    ...capOfSamples(data),
    ...parts.sites.flatMap(checkSite),
    ...parts.touchpoints.flatMap((touchpoint) => checkOverrides(touchpoint, parts.sites.map(({ id }) => id))),
    ...commitsNotAllowed(parts),
    ...parts.journeys.flatMap((journey) => checkWalkers(journey, parts)),
    ...checkCrawl(parts),
    ...parts.gates.flatMap(({ path, value }) => checkGate(path, value, parts)),
    ...templatesWithoutData([...parts.sites, ...parts.journeys], personas),
  ];
}

/** Nothing would be left of what one of the two asks for. */
function capOfSamples(data: unknown): Problem[] {
  const { samples, maxSamples } = isObject(data) ? data : {};
  if (typeof samples !== 'number' || typeof maxSamples !== 'number' || maxSamples >= samples) return [];
  return [{ path: ['maxSamples'], of: 'value', found: `the most samples (${maxSamples}) below \`samples\` (${samples})`, expected: `${samples} or more`, advice: 'Leave `maxSamples` out to make as many as `samples` says and no more.' }];
}

function partsOf(data: unknown): Parts {
  const plan = isObject(data) ? data : {};
  const journeys = namedIn(plan['journeys'], ['journeys']);
  const personas = itemsOf(plan['personas']).map((raw, index) => ({ path: ['personas', index], raw, result: PersonaEntry.safeParse(raw) }));
  return {
    sites: namedIn(plan['sites'], ['sites']),
    journeys,
    touchpoints: journeys.flatMap(({ id, path, value }) => namedIn(value['touchpoints'], [...path, 'touchpoints']).map((touchpoint) => ({ ...touchpoint, journey: id }))),
    gates: itemsOf(plan['gates']).flatMap((value, index) => (isObject(value) ? [{ path: ['gates', index], value }] : [])),
    personaIds: personas.flatMap(({ raw }) => idOfEntry(raw) ?? []),
    entries: personas.flatMap(({ path, result }) => (result.success ? [{ path, entry: result.data }] : [])),
    crawl: isObject(plan['crawl']) ? plan['crawl'] : null,
    faultyPersonas: new Set(personas.filter(({ result }) => !result.success).flatMap(({ raw }) => idOfEntry(raw) ?? [])),
  };
}

function namedIn(value: unknown, path: Path): Named[] {
  return isObject(value) ? Object.entries(value).map(([id, item]) => ({ id, path: [...path, id], value: isObject(item) ? item : {} })) : [];
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** JavaScript puts keys that are whole numbers before all others, which would reorder the journey and the tables. */
function namesOfDigits({ sites, journeys, touchpoints }: Parts): Problem[] {
  return [...sites, ...journeys, ...touchpoints]
    .filter(({ id }) => /^\d+$/.test(id))
    .map(({ id, path }) => ({ path, of: 'key', found: `the name \`${id}\``, expected: 'a name with a letter in it', advice: 'A name of digits alone loses its place in the order.' }));
}

/** What `against` means by words that are no sites. */
const reserved: Readonly<Record<string, string>> = { baseline: 'the saved baseline', known: 'the list of known findings' };

function checkSite({ id, path, value }: Named): Problem[] {
  const allowed = isObject(value['allow']) ? itemsOf(value['allow']['origins']) : [];
  const addresses = [{ path: [...path, 'origin'], address: value['origin'] }, ...allowed.map((address, index) => ({ path: [...path, 'allow', 'origins', index], address }))];
  const meaning = reserved[id];
  const named: Problem[] = meaning === undefined ? [] : [{ path, of: 'key', found: `a site with the name \`${id}\``, expected: 'another name', advice: `\`against: ${id}\` means ${meaning}.` }];
  return [...named, ...addresses.flatMap(({ path: at, address }) => (typeof address === 'string' && URL.canParse(address) ? checkOrigin(at, address) : []))];
}

function checkOrigin(path: Path, address: string): Problem[] {
  if (originOf(address) !== null || !/^https?:/.test(address)) return [];
  const suggestion = nearestOrigin(address);
  return [
    {
      path,
      of: 'value',
      found: `"${address.replace(/\/\/[^/@]*@/, '//…@')}"`,
      expected: 'an origin: scheme, host and perhaps port, without a path, a query or a user',
      ...(suggestion === undefined ? {} : { suggestion }),
      advice: 'Paths belong into `visit` steps.',
    },
  ];
}

function checkOverrides({ path, value }: Named, sites: readonly string[]): Problem[] {
  return namedIn(value['on'], [...path, 'on']).flatMap((override) => unknownName(override.path, 'key', 'site', override.id, sites));
}

function unknownName(path: Path, of: Problem['of'], kind: string, name: unknown, known: readonly string[]): Problem[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  const suggestion = suggest(name, known);
  const expected = known.length === 0 ? `a ${kind} of this plan, which has none` : `a ${kind} of this plan: ${[...new Set(known)].join(', ')}`;
  return [{ path, of, found: `the unknown ${kind} \`${name}\``, expected, ...(suggestion === undefined ? {} : { suggestion }) }];
}

/** Steps that place orders and the like, on sites whose entries do not say that this may be done. */
function commitsNotAllowed({ sites, touchpoints }: Parts): Problem[] {
  const closed = sites.filter(({ value }) => !isObject(value['allow']) || value['allow']['commits'] === undefined || value['allow']['commits'] === false);
  const logins = closed.flatMap(({ id, path, value }) => {
    const login = isObject(value['login']) ? value['login'] : {};
    return committing(login['steps'], [...path, 'login', 'steps']).map((at) => refusal(at, [id], 'Or leave it out.'));
  });
  const steps = touchpoints.flatMap(({ path, value }) => {
    const own = namedIn(value['on'], [...path, 'on']).filter((override) => Array.isArray(override.value['steps']));
    const shared = closed.map(({ id }) => id).filter((id) => !own.some((override) => override.id === id));
    const refusedHere = own
      .filter(({ id }) => closed.some((site) => site.id === id))
      .flatMap((override) => committing(override.value['steps'], [...override.path, 'steps']).map((at) => refusal(at, [override.id], 'Or leave it out there.')));
    const refusedShared = shared.length === 0 ? [] : committing(value['steps'], [...path, 'steps']).map((at) => refusal(at, shared, 'Or give the touchpoint other steps there, under `on`.'));
    return [...refusedShared, ...refusedHere];
  });
  return [...logins, ...steps];
}

function committing(steps: unknown, path: Path): Path[] {
  return itemsOf(steps).flatMap((step, index) => (isObject(step) && step['commits'] === true ? [[...path, index, 'commits']] : []));
}

function refusal(path: Path, sites: readonly string[], advice: string): Problem {
  const entries = sites.map((site) => `\`${pathText(['sites', site])}\``).join(' and ');
  return { path, of: 'value', found: `a step that commits on ${sites.join(' and ')}, where that is not allowed`, expected: `\`allow: { commits: true }\` at ${entries}`, advice };
}

/** What `at` of a gate may name: touchpoints, and the kinds of pages that they are of. */
function namesToMean(touchpoints: readonly Named[]): string[] {
  return touchpoints.flatMap(({ id, value: { template } }) => [id, ...(typeof template === 'string' ? [template] : [])]);
}

/** Each name in a list of names. */
function unknownNames(path: Path, kind: string, names: unknown, known: readonly string[]): Problem[] {
  return itemsOf(names).flatMap((name, index) => unknownName([...path, index], 'value', kind, name, known));
}

function checkWalkers({ path, value }: Named, { sites, personaIds }: Parts): Problem[] {
  return [...unknownNames([...path, 'sites'], 'site', value['sites'], sites.map(({ id }) => id)), ...unknownNames([...path, 'personas'], 'persona', value['personas'], personaIds)];
}

function checkCrawl({ crawl, sites, personaIds, touchpoints }: Parts): Problem[] {
  if (crawl === null) return [];
  const ids = sites.map(({ id }) => id);
  const site = crawl['site'] ?? crawledUnlessNamed(Object.fromEntries(sites.map(({ id, value }) => [id, value])));
  const { role } = sites.find(({ id }) => id === site)?.value ?? {};
  const polite = crawl['polite'] ?? role === 'competitor';
  const unnamed: Problem[] = site !== undefined || ids.length === 0 ? [] : [{ path: ['crawl', 'site'], of: 'absence', found: 'no `site`', expected: `a site of this plan: ${ids.join(', ')}`, advice: 'It may be left out where exactly one site has the role own.' }];
  const disobedient: Problem[] = crawl['ignoreRobots'] === true && polite === true ? [{ path: ['crawl', 'ignoreRobots'], of: 'value', found: 'a crawl that is to be polite and not to obey robots.txt', expected: 'one of the two', advice: role === 'competitor' ? 'The robots.txt of a competitor is obeyed.' : 'Leave one of them out.' }] : [];
  const unseen: Problem[] = crawl['clickNavigation'] === true && (crawl['render'] === false || crawl['light'] === true) ? [{ path: ['crawl', 'clickNavigation'], of: 'value', found: `a crawl that is to press controls and has \`${crawl['light'] === true ? 'light: true' : 'render: false'}\``, expected: 'one of the two', advice: 'Controls are pressed in a browser of its own.' }] : [];
  const twice = namedIn(crawl['templates'], ['crawl', 'templates']).filter(({ id }) => touchpoints.some((touchpoint) => touchpoint.id === id));
  return [
    ...unnamed,
    ...disobedient,
    ...unseen,
    ...unknownName(['crawl', 'site'], 'value', 'site', crawl['site'], ids),
    ...unknownNames(['crawl', 'personas'], 'persona', crawl['personas'], personaIds),
    ...itemsOf(crawl['origins']).flatMap((address, index) => (typeof address === 'string' && URL.canParse(address) ? checkOrigin(['crawl', 'origins', index], address) : [])),
    ...twice.map(({ id, path }): Problem => ({ path, of: 'key', found: `the name \`${id}\`, which a touchpoint has`, expected: 'another name', advice: '`at` of a gate would mean both.' })),
  ];
}

function checkGate(path: Path, gate: Record<string, unknown>, { sites, personaIds, journeys, touchpoints, crawl }: Parts): Problem[] {
  const siteIds = sites.map(({ id }) => id);
  const journeyIds = journeys.map(({ id }) => id);
  const inJourney = touchpoints.filter(({ journey }) => journey === gate['journey']);
  return [
    ...unknownName([...path, 'site'], 'value', 'site', gate['site'], siteIds),
    ...unknownName([...path, 'persona'], 'value', 'persona', gate['persona'], personaIds),
    ...unknownName([...path, 'journey'], 'value', 'journey', gate['journey'], journeyIds),
    ...unknownName([...path, 'at'], 'value', 'touchpoint', gate['at'], inJourney.length > 0 ? namesToMean(inJourney) : [...namesToMean(touchpoints), ...namedIn(crawl?.['templates'], []).map(({ id }) => id)]),
    ...unknownName([...path, 'against'], 'value', 'site', gate['against'], [...siteIds, 'baseline', 'known']),
  ];
}
