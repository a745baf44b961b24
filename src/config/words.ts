import type { z } from 'zod';
import { isObject } from './problem.ts';

type Definition = z.core.$ZodTypes['_zod']['def'];

/** The definition of a schema, as one of the known kinds. */
export function definitionOf(schema: z.core.$ZodType): Definition {
  const { _zod: internals } = schema as z.core.$ZodTypes;
  return internals.def;
}

const types: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Must a key with this schema be there? */
export function isRequired(schema: z.core.$ZodType | undefined): boolean {
  if (schema === undefined) return false;
  const { _zod: internals } = schema;
  return internals.optin === undefined;
}

export function typeInWords(type: string): string {
  return types[type] ?? type;
}

export function listed(words: readonly string[]): string {
  return words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
}

/** What a schema takes, in words for the user. */
export function inWords(schema: z.core.$ZodType): string {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
    case 'default':
      return inWords(definition.innerType);
    case 'nullable':
      return `${inWords(definition.innerType)} or null`;
    case 'lazy':
      return inWords(definition.getter());
    case 'union':
      return [...new Set(definition.options.map(inWords))].join(', or ');
    case 'enum':
      return listed(Object.values(definition.entries).map(String));
    case 'literal':
      return definition.values.map(String).join(' or ');
    case 'object':
      return `an object with ${keysInWords(definition.shape)}`;
    case 'record':
      return 'an object with a name for each entry';
    case 'array':
      return 'a list';
    case 'custom':
      return 'a function';
    default:
      return typeInWords(definition.type);
  }
}

function keysInWords(shape: Readonly<Record<string, z.core.$ZodType>>): string {
  const all = Object.keys(shape);
  const required = all.filter((key) => isRequired(shape[key]));
  return required.length > 0 ? required.map((key) => `\`${key}\``).join(' and ') : `some of ${all.join(', ')}`;
}

const longest = 60;

/** A value as the user wrote it, cut short. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'empty text' : `"${value.length > longest ? `${value.slice(0, longest)}…` : value}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 5).map((key) => `\`${key}\``).join(', ')}${keys.length > 5 ? ', …' : ''}`;
  }
  if (typeof value === 'function') return 'a function';
  return typeof value === 'number' ? `the number ${value}` : `\`${String(value)}\``;
}
