import type { Basis } from '../../model/persona.ts';

/** A number and where it comes from. */
export interface Cited {
  value: number;
  basis: Basis;
}

export function cited(value: number, source: string, evidence: Basis['evidence'], year?: number): Cited {
  return { value, basis: { source, evidence, ...(year === undefined ? {} : { year }) } };
}

/** The same number for another purpose, with what has to be said about that. */
export function assumed({ value, basis }: Cited, remark: string): Cited {
  return cited(value, `${remark}; the figure is from: ${basis.source}`, 'assumption', basis.year);
}
