import { Gate, Site } from '../model/plan.ts';
import { Touchpoint, type Step } from '../model/journey.ts';
import { nearestOrigin, originOf } from './origin.ts';
import { idOfEntry, resolvePersonas, type PlacedEntry } from './personas.ts';
import { isObject, pathText, type Path, type Problem } from './problem.ts';
import { PersonaEntry } from './schema.ts';
import { suggest } from './suggest.ts';
import { templatesWithoutData } from './texts.ts';

/**
 * What a plan says, as far as its parts pass the schema one by one: a typo in one place does not hide what is wrong elsewhere.
 * Names count as declared even where what they name does not pass.
 */
interface Parts {
  siteIds: string[];
  journeyIds: string[];
  personaIds: string[];
  touchpointIds: { journey: string; id: string }[];
  sites: { id: string; site: Site }[];
  touchpoints: { path: Path; touchpoint: Touchpoint }[];
  gates: { path: Path; gate: Gate }[];
  entries: PlacedEntry[];
  faultyPersonas: Set<string>;
}

/** Problems that no schema can see: names that lead nowhere, and what the plan's parts do not allow each other. */
export function checkReferences(data: unknown): Problem[] {
  const parts = partsOf(data);
  const { personas, problems } = resolvePersonas(parts.entries, parts.faultyPersonas);
  const written = isObject(data) ? [{ path: ['sites'], value: data['sites'] }, { path: ['journeys'], value: data['journeys'] }] : [];
  return [
    ...problems,
    ...namesOfDigits(parts),
    ...parts.sites.flatMap(checkOrigins),
    ...parts.touchpoints.flatMap(({ path, touchpoint }) => checkOverrides(path, touchpoint, parts.siteIds)),
    ...commitsNotAllowed(parts),
    ...parts.gates.flatMap(({ path, gate }) => checkGate(path, gate, parts)),
    ...templatesWithoutData(written, personas),
  ];
}

function partsOf(data: unknown): Parts {
  const plan = isObject(data) ? data : {};
  const sites = entriesOf(plan['sites']);
  const journeys = entriesOf(plan['journeys']);
  const personas = Array.isArray(plan['personas']) ? (plan['personas'] as unknown[]) : [];
  const gates = Array.isArray(plan['gates']) ? (plan['gates'] as unknown[]) : [];
  const touchpoints = journeys.flatMap(([journey, value]) =>
    entriesOf(isObject(value) ? value['touchpoints'] : undefined).map(([id, touchpoint]) => ({ journey, id, path: ['journeys', journey, 'touchpoints', id], touchpoint })),
  );
  const parsed = personas.map((entry, index) => ({ path: ['personas', index], raw: entry, result: PersonaEntry.safeParse(entry) }));
  return {
    siteIds: sites.map(([id]) => id),
    journeyIds: journeys.map(([id]) => id),
    personaIds: personas.flatMap((entry) => idOfEntry(entry) ?? []),
    touchpointIds: touchpoints.map(({ journey, id }) => ({ journey, id })),
    sites: sites.flatMap(([id, value]) => passing(Site.safeParse(value), (site) => ({ id, site }))),
    touchpoints: touchpoints.flatMap(({ path, touchpoint: value }) => passing(Touchpoint.safeParse(value), (touchpoint) => ({ path, touchpoint }))),
    gates: gates.flatMap((value, index) => passing(Gate.safeParse(value), (gate) => ({ path: ['gates', index], gate }))),
    entries: parsed.flatMap(({ path, result }) => passing(result, (entry) => ({ path, entry }))),
    faultyPersonas: new Set(parsed.filter(({ result }) => !result.success).flatMap(({ raw }) => idOfEntry(raw) ?? [])),
  };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function passing<T, R>(result: { success: true; data: T } | { success: false }, use: (data: T) => R): R[] {
  return result.success ? [use(result.data)] : [];
}

/** JavaScript puts keys that are whole numbers before all others, which would reorder the journey and the tables. */
function namesOfDigits({ siteIds, journeyIds, touchpointIds }: Parts): Problem[] {
  const paths: Path[] = [
    ...siteIds.map((id) => ['sites', id]),
    ...journeyIds.map((id) => ['journeys', id]),
    ...touchpointIds.map(({ journey, id }) => ['journeys', journey, 'touchpoints', id]),
  ];
  return paths
    .filter((path) => /^\d+$/.test(String(path.at(-1))))
    .map((path) => ({ path, of: 'key', found: `the name \`${path.at(-1)}\``, expected: 'a name with a letter in it', advice: 'A name of digits alone loses its place in the order.' }));
}

function checkOrigins({ id, site }: { id: string; site: Site }): Problem[] {
  const addresses = [
    { path: ['sites', id, 'origin'], address: site.origin },
    ...(site.allow?.origins ?? []).map((address, index) => ({ path: ['sites', id, 'allow', 'origins', index], address })),
  ];
  const named: Problem[] = id === 'baseline' ? [{ path: ['sites', id], of: 'key', found: 'a site with the name `baseline`', expected: 'another name', advice: '`against: baseline` means the saved baseline.' }] : [];
  return [
    ...named,
    ...addresses
      .filter(({ address }) => originOf(address) === null)
      .map(({ path, address }): Problem => {
        const suggestion = nearestOrigin(address);
        return {
          path,
          of: 'value',
          found: `"${address.replace(/\/\/[^/@]*@/, '//…@')}"`,
          expected: 'an origin: scheme, host and perhaps port, without a path, a query or a user',
          ...(suggestion === undefined ? {} : { suggestion }),
          advice: 'Paths belong into `visit` steps.',
        };
      }),
  ];
}

function checkOverrides(path: Path, touchpoint: Touchpoint, sites: readonly string[]): Problem[] {
  return Object.keys(touchpoint.on ?? {}).flatMap((site) => unknownName([...path, 'on', site], 'key', 'site', site, sites));
}

function unknownName(path: Path, of: Problem['of'], kind: string, name: string | undefined, known: readonly string[]): Problem[] {
  if (name === undefined || known.includes(name)) return [];
  const suggestion = suggest(name, known);
  const expected = known.length === 0 ? `a ${kind} of this plan, which has none` : `a ${kind} of this plan: ${[...new Set(known)].join(', ')}`;
  return [{ path, of, found: `the unknown ${kind} \`${name}\``, expected, ...(suggestion === undefined ? {} : { suggestion }) }];
}

/** Steps that place orders and the like, on sites whose entries do not say that this may be done. */
function commitsNotAllowed({ sites, touchpoints }: Parts): Problem[] {
  const closed = sites.filter(({ site }) => site.allow?.commits !== true);
  const logins = closed.flatMap(({ id, site }) => committing(site.login?.steps ?? [], ['sites', id, 'login', 'steps']).map((path) => refusal(path, [id], 'sites')));
  const steps = touchpoints.flatMap(({ path, touchpoint }) => {
    const overridden = touchpoint.on ?? {};
    const shared = closed.map(({ id }) => id).filter((id) => overridden[id]?.steps === undefined);
    const own = closed.flatMap(({ id }) => committing(overridden[id]?.steps ?? [], [...path, 'on', id, 'steps']).map((at) => refusal(at, [id], 'on')));
    return [...(shared.length === 0 ? [] : committing(touchpoint.steps ?? [], [...path, 'steps']).map((at) => refusal(at, shared, 'steps'))), ...own];
  });
  return [...logins, ...steps];
}

function committing(steps: readonly Step[], path: Path): Path[] {
  return steps.flatMap((step, index) => (step.commits === true ? [[...path, index, 'commits']] : []));
}

function refusal(path: Path, sites: readonly string[], where: 'sites' | 'on' | 'steps'): Problem {
  const entries = sites.map((site) => `\`${pathText(['sites', site])}\``).join(' and ');
  return {
    path,
    of: 'value',
    found: `a step that commits on ${sites.join(' and ')}, where that is not allowed`,
    expected: `\`allow: { commits: true }\` at ${entries}`,
    advice: where === 'steps' ? 'Or give the touchpoint other steps there, under `on`.' : 'Or leave the step out there.',
  };
}

function checkGate(path: Path, gate: Gate, { siteIds, personaIds, journeyIds, touchpointIds }: Parts): Problem[] {
  const touchpoints = touchpointIds.filter(({ journey }) => gate.journey === undefined || !journeyIds.includes(gate.journey) || journey === gate.journey).map(({ id }) => id);
  const against = gate.against === 'baseline' ? undefined : gate.against;
  return [
    ...unknownName([...path, 'site'], 'value', 'site', gate.site, siteIds),
    ...unknownName([...path, 'persona'], 'value', 'persona', gate.persona, personaIds),
    ...unknownName([...path, 'journey'], 'value', 'journey', gate.journey, journeyIds),
    ...unknownName([...path, 'at'], 'value', 'touchpoint', gate.at, touchpoints),
    ...unknownName([...path, 'against'], 'value', 'site', against, [...siteIds, 'baseline']),
  ];
}
