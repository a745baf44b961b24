import { z } from 'zod';
import { PlanFile } from './schema.ts';
import { definitionOf } from './words.ts';

/**
 * The plan file's JSON Schema (draft 7, which editors know best), for completion and checks while writing.
 * Function steps are left out, since JSON and YAML cannot hold them.
 */
export function planJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(PlanFile, {
    io: 'input',
    target: 'draft-07',
    unrepresentable: ({ zodSchema }) => (isFunction(zodSchema) ? {} : 'throw'),
    override: ({ zodSchema, jsonSchema }) => {
      const definition = definitionOf(zodSchema);
      if (definition.type !== 'object') return;
      for (const [key, property] of Object.entries(definition.shape)) {
        if (isFunction(property)) delete jsonSchema.properties?.[key];
      }
    },
  });
  return { $schema, $id: 'urn:mystery-shopper:plan:1', title: 'Mystery Shopper plan', ...rest };
}

function isFunction(schema: z.core.$ZodType): boolean {
  const definition = definitionOf(schema);
  return definition.type === 'custom' || (definition.type === 'optional' && isFunction(definition.innerType));
}
