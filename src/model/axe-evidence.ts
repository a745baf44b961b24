import { z } from 'zod';

export const AxeNode = z.strictObject({
  target: z.string(),
  html: z.string(),
  summary: z.string(),
  /** Of a field without a name: what the census says of it too. Absent: no such rule, or in a frame. */
  field: z.strictObject({ labelledBy: z.string(), visible: z.boolean(), type: z.string() }).optional(),
  /** What kind of element it is and where in the structure of the page, without ids, classes and order: as in "link named main list". Absent: not told. */
  component: z.string().optional(),
});
export const AxeRule = z.strictObject({
  id: z.string(),
  impact: z.enum(['critical', 'serious', 'moderate', 'minor']).nullable(),
  tags: z.array(z.string()),
  help: z.string(),
  helpUrl: z.string(),
  nodes: z.array(AxeNode).describe('At most 50, of as many kinds of component as there are'),
  /** Kinds of component that break the rule and are not among the nodes; or elements too many to be looked at. Absent: none. */
  unlisted: z.strictObject({ components: z.number().int(), elements: z.number().int() }).optional(),
  nodeCount: z.number().int(),
});
export type AxeRule = z.infer<typeof AxeRule>;
export const AxeEvidence = z.strictObject({
  version: z.string(),
  violations: z.array(AxeRule),
  incomplete: z.array(AxeRule),
  passes: z.number().int(),
  inapplicable: z.number().int(),
});
export type AxeEvidence = z.infer<typeof AxeEvidence>;
