import type { Audit } from '../src/audit/define.ts';
import type { EvidenceKey } from '../src/model/evidence.ts';

/** The catalogue of what is measured; the order is the report's. */
export const audits: readonly Audit<EvidenceKey>[] = [];
