import { z } from 'zod';

/** Names users give to sites, personas, journeys and touchpoints: they become file names and anchors in the report. */
export const Id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'expected a short name of lower-case letters, digits, dots, dashes or underscores');
