import { z } from 'zod';
import { nearestOrigin } from './origin.ts';
import { isObject, valueAt, type Path, type Problem } from './problem.ts';
import { suggest } from './suggest.ts';
import { definitionOf, inWords, isRequired, listed, typeInWords, valueInWords } from './words.ts';

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

/**
 * Everything that keeps a value from passing a schema, in words for the user; empty when it passes.
 * The schema is walked beside the value, since zod's own report of a union mixes up what its branches say:
 * here the branch that the shape of the value points to is the one that is explained.
 */
export function explain(schema: Schema, value: unknown, path: Path = []): Problem[] {
  if (z.safeParse(schema, value).success) return [];
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return explain(definition.innerType, value, path);
    case 'lazy':
      return explain(definition.getter(), value, path);
    case 'union':
      return explainUnion(schema, value, path);
    case 'object':
      return isObject(value) ? explainObject(schema, definition.shape, value, path) : [wrong(schema, value, path)];
    case 'record':
      return isObject(value) ? explainRecord(schema, definition, value, path) : [wrong(schema, value, path)];
    case 'array': {
      if (!Array.isArray(value)) return [wrong(schema, value, path)];
      const inside = value.flatMap((item, index) => explain(definition.element, item, [...path, index]));
      return inside.length > 0 ? inside : explainLeaf(schema, value, path);
    }
    default:
      return explainLeaf(schema, value, path);
  }
}

function wrong(schema: Schema, value: unknown, path: Path): Problem {
  return { path, of: 'value', found: valueInWords(value), expected: inWords(schema) };
}

function explainObject(schema: Schema, shape: Shape, value: Record<string, unknown>, path: Path): Problem[] {
  const known = Object.keys(shape);
  const free = known.filter((key) => value[key] === undefined);
  const unknown = Object.keys(value)
    .filter((key) => !Object.hasOwn(shape, key))
    .map((key): Problem => ({ path: [...path, key], of: 'key', found: `the unknown key \`${key}\``, expected: listed(known), ...suggestionFor(key, free), ...(/^\d+$/.test(key) && { advice: 'A number with a fraction is written with a point, as in 2.5: a comma begins the next key.' }) }));
  const meant = new Set(unknown.map((problem) => problem.suggestion));
  const missing = free
    .filter((key) => isRequired(shape[key]) && !meant.has(key))
    .map((key): Problem => ({ path: [...path, key], of: 'absence', found: `no \`${key}\``, expected: inWords(shape[key] as Schema) }));
  const inside = known.filter((key) => value[key] !== undefined).flatMap((key) => explain(shape[key] as Schema, value[key], [...path, key]));
  const problems = [...unknown, ...missing, ...inside];
  // With keys unknown or missing, rules about which keys go together would only repeat that.
  return unknown.length + missing.length > 0 ? problems : [...problems, ...explainRules(schema, value, path, inside)];
}

/** What the schema's own rules say, beyond the problems inside of the value; of several, those that point at a key. */
function explainRules(schema: Schema, value: unknown, path: Path, inside: readonly Problem[]): Problem[] {
  const faulty = new Set(inside.map((problem) => problem.path[path.length]));
  const issues = issuesOf(schema, value).filter((issue) => issue.code === 'custom' && !(issue.path.length > 0 && faulty.has(issue.path[0] as string | number)));
  const precise = issues.filter((issue) => issue.path.length > 0);
  return (precise.length > 0 ? precise : issues).map((issue) => fromIssue(issue, value, path));
}

function explainRecord(schema: Schema, definition: z.core.$ZodRecordDef, value: Record<string, unknown>, path: Path): Problem[] {
  const inside = Object.entries(value).flatMap(([key, item]) => {
    const ofKey = explain(definition.keyType, key, [...path, key]).map((problem): Problem => ({ ...problem, of: 'key', found: `the name \`${key}\`` }));
    return [...ofKey, ...explain(definition.valueType, item, [...path, key])];
  });
  return [...inside, ...explainRules(schema, value, path, inside)];
}

function explainUnion(schema: Schema, value: unknown, path: Path): Problem[] {
  const alike = optionsOf(schema).filter((option) => alikeInKind(option, value));
  const ranked = alike
    .map((option) => ({ problems: explain(option, value, path), option }))
    .map(({ problems, option }) => ({ problems, cost: costOf(problems, path) - recognised(option, value) / 4 }))
    .sort((a, b) => a.cost - b.cost);
  const [best, second] = ranked;
  return best === undefined || best.cost === second?.cost ? [wrong(schema, value, path)] : best.problems;
}

function optionsOf(schema: Schema): Schema[] {
  const definition = definitionOf(schema);
  return definition.type === 'union' ? definition.options.flatMap(optionsOf) : [schema];
}

function alikeInKind(schema: Schema, value: unknown): boolean {
  const { type } = definitionOf(schema);
  if (type === 'object' || type === 'record') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'number' || type === 'boolean') return typeof value === type;
  return typeof value === 'string';
}

/** How far a value is from a branch: something missing or unknown weighs more than a typo or a fault deeper down. */
function costOf(problems: readonly Problem[], path: Path): number {
  const costs = problems.map((problem) => {
    if (problem.path.length > path.length + 1 || problem.suggestion !== undefined) return 0.5;
    return problem.of === 'value' ? 0.75 : 1;
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
}

function recognised(schema: Schema, value: unknown): number {
  const definition = definitionOf(schema);
  return definition.type === 'object' && isObject(value) ? Object.keys(value).filter((key) => Object.hasOwn(definition.shape, key)).length : 0;
}

function explainLeaf(schema: Schema, value: unknown, path: Path): Problem[] {
  return issuesOf(schema, value)
    .slice(0, 1)
    .map((issue) => fromIssue(issue, value, path));
}

function issuesOf(schema: Schema, value: unknown): readonly z.core.$ZodIssue[] {
  return z.safeParse(schema, value).error?.issues ?? [];
}

/** One of zod's own issues as a problem; for leaves and for rules that the model states itself. */
function fromIssue(issue: z.core.$ZodIssue, value: unknown, path: Path = []): Problem {
  const [expected, found] = expectation(issue);
  const inside = issue.path.filter((part) => typeof part !== 'symbol');
  const culprit = valueAt(value, inside);
  return {
    path: [...path, ...inside],
    of: 'value',
    found: found ?? valueInWords(culprit),
    expected,
    ...suggestionOn(issue, culprit),
    ...adviceOn(issue, culprit),
  };
}

function suggestionOn(issue: z.core.$ZodIssue, value: unknown): { suggestion?: string } {
  if (typeof value !== 'string') return {};
  if (issue.code === 'invalid_value') return suggestionFor(value, issue.values.map(String));
  const origin = issue.code === 'invalid_format' && issue.format === 'url' ? nearestOrigin(value) : undefined;
  return origin === undefined ? {} : { suggestion: origin };
}

function suggestionFor(found: string, candidates: readonly string[]): { suggestion?: string } {
  const suggestion = suggest(found, candidates);
  return suggestion === undefined ? {} : { suggestion };
}

/** What was expected and, where a rule says so itself, what was found. */
function expectation(issue: z.core.$ZodIssue): [expected: string, found?: string] {
  switch (issue.code) {
    case 'invalid_type':
      return [typeInWords(issue.expected)];
    case 'invalid_value':
      return [listed(issue.values.map(String))];
    case 'too_small':
      if (issue.origin === 'string') return ['text that is not empty'];
      if (issue.origin === 'array') return [`a list of at least ${issue.minimum}`];
      return [`a number ${issue.inclusive === false ? 'greater than' : 'of at least'} ${issue.minimum}`];
    case 'too_big':
      return [`a number of at most ${issue.maximum}`];
    case 'invalid_format':
      return [issue.format === 'url' ? 'an address such as https://www.example.com' : issue.message.replace(/^expected /, '')];
    default: {
      const [expected = '', found] = issue.message.replace(/^expected /, '').split('; found ');
      return found === undefined ? [expected] : [expected, found];
    }
  }
}

function adviceOn(issue: z.core.$ZodIssue, value: unknown): { advice?: string } {
  if (issue.code !== 'invalid_type') return {};
  if (issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return { advice: 'Put it in quotes to make it text.' };
  if (issue.expected === 'boolean' && typeof value === 'string' && /^(yes|on|true)$/i.test(value)) return { advice: 'Write `true`, without quotes.' };
  if (issue.expected === 'boolean' && typeof value === 'string' && /^(no|off|false)$/i.test(value)) return { advice: 'Write `false`, without quotes.' };
  if ((issue.expected === 'number' || issue.expected === 'int') && typeof value === 'string' && /^[\d.]+\s*\S{0,3}$/.test(value)) return { advice: 'Write the number alone, without quotes or unit.' };
  return {};
}
