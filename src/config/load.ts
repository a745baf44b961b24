import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { errors } from '../errors/catalog.ts';
import { KnownError } from '../errors/known-error.ts';
import type { Plan } from '../model/plan.ts';
import { explain } from './explain.ts';
import { inFileOrder, locationOf, problemsText, type PlacedProblem } from './format-problems.ts';
import { resolvePlan } from './resolve.ts';
import { pathText, type Problem } from './problem.ts';
import { checkReferences } from './references.ts';
import { PlanFile } from './schema.ts';
import { select, type Selection } from './select.ts';
import { readModule } from './source-module.ts';
import { readSource, type PlanSource } from './source-text.ts';
import { suggest } from './suggest.ts';
import { variablesIn } from './texts.ts';

const textFormats = ['.yaml', '.yml', '.json'];
const moduleFormats = ['.ts', '.mts', '.js', '.mjs'];

/** Something in a gate that the schema cannot see, in full sentences. */
interface Fault {
  gate: number;
  key: string | null;
  text: string;
}

/** What else is asked of the plan as a whole. */
export interface FurtherChecks {
  /** Gates that could never be decided, with a hint for all of them. */
  gates(plan: Plan): Promise<{ faults: readonly Fault[]; hint: string }>;
}

/**
 * Reads a plan file (YAML, JSON, TypeScript or JavaScript), checks it as a whole and takes the part that was selected.
 * Throws PLAN_NOT_FOUND, PLAN_UNREADABLE, PLAN_INVALID and GATE_IMPOSSIBLE with every problem and its place, and what `select` throws.
 */
export async function loadPlan(file: string, selection: Selection = {}, further?: FurtherChecks): Promise<Plan> {
  const path = resolve(file);
  const source = await readPlan(file, path);
  const problems = problemsOf(source);
  if (problems.length > 0) throw new KnownError(errors.planInvalid, problemsText(problems), { locations: problems.map(locationOf) });
  const plan = resolvePlan(PlanFile.parse(source.data), { name: basename(path, extname(path)), directory: dirname(path) });
  if (further !== undefined && plan.gates.length > 0) await expectPossibleGates(plan, source, further);
  return select(plan, selection);
}

async function expectPossibleGates(plan: Plan, source: PlanSource, { gates }: FurtherChecks): Promise<void> {
  const { faults, hint } = await gates(plan);
  if (faults.length === 0) return;
  const problems = inFileOrder(faults.map(({ gate, key, text }): PlacedProblem => {
    const problem: Problem = { path: ['gates', gate, ...(key === null ? [] : [key])], of: 'value', found: '', expected: '', said: text };
    return { ...problem, file: source.file, position: source.positionOf(problem) };
  }));
  throw new KnownError(errors.gateImpossible, problemsText(problems), { locations: problems.map(locationOf), hint });
}

async function readPlan(file: string, path: string): Promise<PlanSource> {
  await expectFile(file, path);
  const extension = extname(path).toLowerCase();
  if (moduleFormats.includes(extension)) return readModule(file, path);
  if (textFormats.includes(extension)) return readSource(file, await readFile(path, 'utf8'));
  throw new KnownError(errors.planUnreadable, `${file} ${extension === '' ? 'has no extension' : `has the extension ${extension}`}; plans are ${[...textFormats, ...moduleFormats].join(', ')} files.`, {
    locations: [{ file }],
  });
}

async function expectFile(file: string, path: string): Promise<void> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => cause);
  if (found instanceof Error) {
    if (found.code !== 'ENOENT' && found.code !== 'ENOTDIR') throw new KnownError(errors.planUnreadable, `${file} cannot be opened: ${found.message}.`, { locations: [{ file }], cause: found });
    const near = suggest(basename(path), await readdir(dirname(path)).catch(() => []));
    throw new KnownError(errors.planNotFound, `There is no file ${file}.${near === undefined ? '' : ` Did you mean ${near}?`}`, { locations: [{ file }] });
  }
  if (!found.isFile()) {
    const plans = found.isDirectory() ? (await readdir(path)).filter((name) => [...textFormats, ...moduleFormats].includes(extname(name))) : [];
    const kind = found.isDirectory() ? 'is a directory' : 'is not a file';
    throw new KnownError(errors.planUnreadable, `${file} ${kind}; give the plan file itself.${plans.length > 0 ? ` In it there is ${plans.slice(0, 5).join(', ')}.` : ''}`, { locations: [{ file }] });
  }
}

/** Everything that is wrong with a plan, in the order of the file. */
function problemsOf(source: PlanSource): PlacedProblem[] {
  const variables = variablesIn(source.data);
  const blamed = new Set(variables.map(({ path }) => pathText(path)));
  const others = [...explain(PlanFile, source.data), ...checkReferences(source.data)].filter(({ path }) => !blamed.has(pathText(path)));
  const seen = new Set<string>();
  const once = [...variables, ...others].filter(({ path, found }) => {
    const key = `${pathText(path)} ${found}`;
    return !seen.has(key) && seen.add(key);
  });
  const placed = (problem: Problem): PlacedProblem => ({ ...problem, file: source.file, position: source.positionOf(problem) });
  return inFileOrder([...source.problems.map((problem) => ({ ...problem, file: source.file })), ...once.map(placed)]);
}
