import { z } from 'zod';
import { RequestDetails } from './request-evidence.ts';
import { Certificate } from './trust-evidence.ts';

export const RequestEvidence = z.strictObject({
  id: z.string(),
  url: z.string(),
  method: z.string(),
  type: z.string().describe('document, script, stylesheet, image, font, fetch, xhr, …'),
  /** null: no response. */
  status: z.number().int().nullable(),
  failure: z.string().nullable(),
  fromCache: z.boolean(),
  protocol: z.string().nullable(),
  mimeType: z.string().nullable(),
  /** Bytes on the wire; null: not known. */
  transferred: z.number().nullable(),
  /** ms since the visit began. */
  start: z.number(),
  /** ms from start to the first byte; null: not known. */
  firstByte: z.number().nullable(),
  /** ms from start to the end; null: did not end. */
  duration: z.number().nullable(),
  thirdParty: z.boolean().describe('Another registrable domain or host than the site'),
  mainFrame: z.boolean(),
  redirectedFrom: z.string().nullable(),
  step: z.number().int().nullable().describe('Index of the step during which it began'),
  ...RequestDetails.shape,
});
export type RequestEvidence = z.infer<typeof RequestEvidence>;

export const ConsoleEvidence = z.strictObject({ level: z.enum(['error', 'warning', 'exception', 'rejection']), text: z.string(), url: z.string(), step: z.number().int().nullable() });
export type ConsoleEvidence = z.infer<typeof ConsoleEvidence>;
export const DialogEvidence = z.strictObject({ kind: z.string(), message: z.string(), step: z.number().int().nullable() });
export type DialogEvidence = z.infer<typeof DialogEvidence>;

export const DocumentEvidence = z.strictObject({
  url: z.string(),
  status: z.number().int(),
  /** Lower-case names; values of set-cookie and of secrets are scrubbed. */
  headers: z.record(z.string(), z.string()),
  redirects: z.array(z.strictObject({ url: z.string(), status: z.number().int() })),
  secure: z.boolean().describe('https or a loopback address'),
  /** Absent: not over https, or not told by the browser. */
  certificate: Certificate.optional(),
});
export type DocumentEvidence = z.infer<typeof DocumentEvidence>;

export const CookieEvidence = z.strictObject({
  name: z.string(),
  domain: z.string(),
  path: z.string(),
  expires: z.number().nullable().describe('Seconds since 1970; null: ends with the session'),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: z.enum(['Strict', 'Lax', 'None', 'unset']),
  thirdParty: z.boolean(),
});
export type CookieEvidence = z.infer<typeof CookieEvidence>;
