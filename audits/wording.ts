import type { Collected, StepEvidence } from '../src/model/evidence.ts';
import type { FrameScript } from '../src/model/speed-evidence.ts';
import { counted } from '../src/model/wording.ts';

export { counted };

/** 2400 → "2.4 s"; below a second "400 ms". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Bytes as people read them, in powers of 1,000. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The first few of a list, and how many are left out. */
export function some(items: readonly string[], shown = 5): string {
  const left = items.length - shown;
  return `${items.slice(0, shown).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

/** A control as a person would name it. */
export function named({ role, name }: { role: string; name: string }): string {
  const kind = role === '' || role === 'generic' ? 'element' : role;
  return name === '' ? `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind} without a name` : `the ${kind} “${clipped(name, 80)}”`;
}

/** The same at the beginning of a sentence. */
export function sentenceCase(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Where something came from without what varies from visit to visit: host and path. Text that is no URL stays as it is. */
export function address(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null || parsed.host === '' ? clipped(url, 120) : `${parsed.host}${parsed.pathname}`;
}

/** A script as a developer finds it: where it comes from, else what ran it. */
export function scriptName({ url, invoker }: Pick<FrameScript, 'url' | 'invoker'>): string {
  if (url !== '') return address(url);
  return invoker === '' ? 'a script without an address' : clipped(invoker, 120);
}

export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}

/** A message as a stable key: its first line, with numbers and long codes taken out. */
export function stableText(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return clipped(line.replace(/https?:\/\/\S+/g, (url) => address(url.replace(/:\d+:\d+\)?$/, ''))).replace(/\b[0-9a-f]{8,}\b|\d+/gi, '#'), 120);
}

/** Why fields cannot be counted: a long page has more of them than were looked at, or some lie in frames, as those for a card often do. null: they can. */
export function fieldsLeftOut({ fields, fieldCount = fields.length, framedFields = 0 }: Collected['census']): string | null {
  if (framedFields === null) return 'not all frames of the page said whether there are fields in them';
  if (framedFields > 0) return `${counted(framedFields, 'field lies', 'fields lie')} in frames of the page, which are not looked into`;
  return fields.length < fieldCount ? `only ${fields.length} of ${fieldCount} fields ${fields.length === 1 ? 'was' : 'were'} looked at` : null;
}

/** The step during which something happened, to be put before the full stop of a sentence; empty: between steps. */
export function afterStep(steps: readonly Pick<StepEvidence, 'index' | 'description'>[], index: number | null): string {
  const step = steps.find((one) => one.index === index);
  return step === undefined ? '' : ` after this step: ${step.description}`;
}

/** The first of each key, in order. */
export function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): [string, T][] {
  const firsts = new Map<string, T>();
  for (const item of items) if (!firsts.has(keyOf(item))) firsts.set(keyOf(item), item);
  return [...firsts];
}
