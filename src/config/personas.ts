import type { Basis } from '../model/persona.ts';
import { Persona } from '../model/persona.ts';
import { deviceOf, devicePresets } from './conditions/devices.ts';
import { networkOf, networkPresets } from './conditions/networks.ts';
import { explain } from './explain.ts';
import { personaPresets } from './presets/index.ts';
import { isObject, type Path, type Problem } from './problem.ts';
import type { ExtendedPersona, PersonaEntry, WholePersona } from './schema.ts';
import { suggest } from './suggest.ts';

const byPlan: Basis = { source: 'Set in the plan', evidence: 'assumption' };

/** An entry of the plan that passes the schema, and where it stands. */
export interface PlacedEntry {
  path: Path;
  entry: PersonaEntry;
}

/** The id an entry gives its persona. */
export function idOfEntry(entry: unknown): string | undefined {
  const id = isObject(entry) ? (entry['id'] ?? entry['extends']) : entry;
  return typeof id === 'string' ? id : undefined;
}

/**
 * The personas of a plan; those that cannot be made are problems instead.
 * `faulty`: ids of entries whose problems are told about elsewhere, so that what extends them is not blamed too.
 */
export function resolvePersonas(entries: readonly PlacedEntry[], faulty: ReadonlySet<string> = new Set()): { personas: Persona[]; problems: Problem[] } {
  const personas: Persona[] = [];
  const problems: Problem[] = [];
  const failed = new Set(faulty);
  for (const { path, entry } of entries) {
    const made = resolvePersona(entry, path, personas, failed);
    if ('problems' in made) {
      problems.push(...made.problems);
      failed.add(idOfEntry(entry) ?? '');
    } else if (personas.some(({ id }) => id === made.persona.id)) {
      const at = isObject(entry) && entry.id !== undefined ? [...path, 'id'] : path;
      problems.push({ path: at, of: 'value', found: `a second persona with the id \`${made.persona.id}\``, expected: 'each id once', advice: 'Give it an `id` of its own.' });
    } else {
      personas.push(made.persona);
    }
  }
  return { personas, problems };
}

type Made = { persona: Persona } | { problems: Problem[] };

function resolvePersona(entry: PersonaEntry, path: Path, above: readonly Persona[], failed: ReadonlySet<string>): Made {
  if (typeof entry === 'string') return preset(entry, path);
  if (!('extends' in entry)) return checked(wholePersona(entry), path);
  const base = [...above, ...personaPresets].find(({ id }) => id === entry.extends);
  if (base !== undefined) return checked(extended(base, entry), path);
  return { problems: failed.has(entry.extends) ? [] : [unknownBase([...path, 'extends'], entry.extends, above)] };
}

function preset(id: string, path: Path): Made {
  const found = personaPresets.find((one) => one.id === id);
  return found === undefined ? { problems: [unknownBase(path, id, [])] } : { persona: found };
}

function unknownBase(path: Path, id: string, above: readonly Persona[]): Problem {
  const known = [...new Set([...above, ...personaPresets].map((persona) => persona.id))];
  const suggestion = suggest(id, known);
  return { path, of: 'value', found: `the unknown persona "${id}"`, expected: `one of ${known.join(', ')}`, ...(suggestion === undefined ? {} : { suggestion }) };
}

function checked(persona: unknown, path: Path): Made {
  const byShape = explain(Persona, persona, path);
  const problems = byShape.length > 0 ? byShape : unusable(Persona.parse(persona), path);
  return problems.length > 0 ? { problems } : { persona: Persona.parse(persona) };
}

/** What no browser could be set to. */
function unusable({ locale, timezone, hands, device }: Persona, path: Path): Problem[] {
  const problem = (key: string, found: string, expected: string): Problem => ({ path: [...path, key], of: 'value', found, expected });
  return [
    ...(accepts(() => Intl.getCanonicalLocales(locale)) ? [] : [{ ...problem('locale', `"${locale}"`, 'a language tag, as en-GB'), ...(locale.includes('_') ? { suggestion: locale.replaceAll('_', '-') } : {}) }]),
    ...(accepts(() => new Intl.DateTimeFormat('en', { timeZone: timezone })) ? [] : [problem('timezone', `"${timezone}"`, 'a time zone, as Europe/London')]),
    ...(hands === 'touch' && !device.touch ? [problem('hands', `touch on the device "${device.name}", which has no touch screen`, 'other hands, or a device with `touch: true`')] : []),
  ];
}

function accepts(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}

function wholePersona({ device, network, data = {}, basis = {}, ...rest }: WholePersona): Persona {
  const chosen = deviceFrom(device);
  const line = networkFrom(network);
  const persona = { ...rest, data, device: chosen.value as Persona['device'], network: line.value as Persona['network'], basis: {} };
  return { ...persona, basis: completed({ ...chosen.basis, ...line.basis, ...basis }, persona) };
}

/** The base with what the entry gives laid over it. What the plan changes no longer has the source of the preset. */
function extended(base: Persona, entry: ExtendedPersona): Persona {
  const { id, device, network, display, pace, data, basis = {}, title, description, cpuSlowdown, hands, finger, locale, timezone, saveData, consent } = entry;
  const chosen = device === undefined ? undefined : deviceFrom(device);
  const line = network === undefined ? undefined : networkFrom(network);
  const persona: Persona = {
    ...base,
    ...(id === undefined || id === base.id ? {} : { id, title: `${base.title} (${id})` }),
    ...given({ title, description, cpuSlowdown, hands, finger, locale, timezone, saveData, consent }),
    device: { ...base.device, ...renamed(base.device, chosen?.value) },
    network: line === undefined ? base.network : line.value === null ? null : ({ ...base.network, ...renamed(base.network, line.value) } as Persona['network']),
    display: { ...base.display, ...given(display ?? {}) },
    pace: { ...base.pace, ...given(pace ?? {}) },
    data: { ...base.data, ...data },
  };
  const own = Object.fromEntries(numbersIn({ cpuSlowdown, display, pace, ...(finger === undefined ? {} : { finger }) }).map((path) => [path, byPlan]));
  // A device or line taken as a whole leaves nothing of what the base had set singly.
  const replaced = Object.keys({ ...chosen?.basis, ...line?.basis }).map((path) => `${path}.`);
  const kept = Object.fromEntries(Object.entries(base.basis).filter(([path]) => !replaced.some((start) => path.startsWith(start))));
  return { ...persona, basis: completed({ ...kept, ...own, ...chosen?.basis, ...line?.basis, ...basis }, persona) };
}

type Chosen = { value: object | null; basis: Record<string, Basis> };

function deviceFrom(device: string | object): Chosen {
  if (typeof device !== 'string') return { value: device, basis: ownNumbers('device', device) };
  const found = devicePresets[device as keyof typeof devicePresets];
  return { value: deviceOf(found), basis: { device: found.basis } };
}

function networkFrom(network: string | object | null): Chosen {
  if (network === null) return { value: null, basis: {} };
  if (typeof network !== 'string') return { value: network, basis: ownNumbers('network', network) };
  const found = networkPresets[network as keyof typeof networkPresets];
  return { value: networkOf(found), basis: { network: found.basis } };
}

function ownNumbers(name: string, value: object): Record<string, Basis> {
  return Object.fromEntries(numbersIn({ [name]: value }).map((path) => [path, byPlan]));
}

/** A device or line whose numbers are changed but not its name would be called what it no longer is. */
function renamed(base: { name: string } | null, change: object | null | undefined): object {
  const parts = given(change ?? {});
  if (base === null) return { name: 'Set in the plan', ...parts };
  return 'name' in parts || Object.keys(parts).length === 0 ? parts : { ...parts, name: `${base.name}, changed in the plan` };
}

/** Without keys that are there but undefined, as TypeScript plans can have them. */
function given<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> | Extract<T[K], null> };
}

/** A source for every number that has none, and none for what is not there. */
function completed(basis: Record<string, Basis>, persona: Persona): Record<string, Basis> {
  const { device, network, cpuSlowdown, display, pace, finger } = persona;
  const numbers = numbersIn({ device, network, cpuSlowdown, display, pace, finger });
  const missing = numbers.filter((path) => basis[path] === undefined && basis[path.split('.')[0] ?? ''] === undefined);
  const kept = Object.entries(basis).filter(([path]) => numbers.some((number) => number === path || number.startsWith(`${path}.`)));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(missing.map((path) => [path, byPlan])) };
}

/** Paths of all numbers, as in pace.key. */
export function numbersIn(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return [path];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, path === '' ? key : `${path}.${key}`));
}
