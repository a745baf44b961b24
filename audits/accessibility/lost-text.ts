import type { Layout } from '../../src/model/layout-evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { clipped, counted, some } from '../wording.ts';

/** In which window or with which text, as in "at 320 px"; and the success criterion that asks for it. */
export interface Circumstance {
  when: string;
  wcag: string;
}

/** Texts that are decidedly cut off or printed over each other. */
export function decidedLosses({ lost, lostCount, overlapCount }: Layout): number {
  // What is not listed is of unknown kind and does not count.
  return lost.filter(({ how }) => how === 'cut').length + overlapCount + Math.max(0, lost.every(({ how }) => how === 'cut') ? lostCount - lost.length : 0);
}

export function undecidedLosses({ lost }: Layout): number {
  return lost.filter(({ how }) => how !== 'cut').length;
}

/** What a layout lost, by how it was lost. `decided` false: the page may have another way to pass, so a person has to judge all of it. */
export function lossFindings(layout: Layout, { when, wcag }: Circumstance, decided = true): FindingDraft[] {
  const { lost, overlaps, overlapCount } = layout;
  const cut = lost.filter(({ how }) => how === 'cut');
  const doubtful = lost.filter(({ how }) => how !== 'cut');
  const quoted = (texts: readonly { text: string }[]): string => some(texts.map(({ text }) => `“${clipped(text, 60)}”`), 3);
  const judgement = decided ? 'decided' : 'needed';
  const shared = { kind: 'pain-point' as const, direction: 'do' as const, confidence: 'B' as const, effort: 'medium' as const, wcag: [wcag] };
  return [
    ...(cut[0] === undefined
      ? []
      : [{ ...shared, severity: decided ? 'serious' : 'moderate', judgement, title: `Text is cut off ${when}: ${quoted(cut)}.`, advice: 'Let the box grow with its text: min-height in place of height, no overflow: hidden around text, no fixed widths.', key: 'cut', selector: cut[0].selector, quote: some(cut.map(({ selector, by }) => `${selector}, cut by ${by}`), 3) } as const]),
    ...(overlaps[0] === undefined
      ? []
      : [{ ...shared, severity: decided ? 'serious' : 'moderate', judgement, title: `${counted(overlapCount, 'pair of texts is', 'pairs of texts are')} printed over each other ${when}: ${quoted([overlaps[0].one, overlaps[0].other])}.`, advice: 'Lay these parts out in the flow of the page in place of fixed positions and heights, so that one moves down when the other grows.', key: 'overlap', selector: overlaps[0].one.selector, quote: some(overlaps.map(({ one, other }) => `${one.selector} and ${other.selector}`), 3) } as const]),
    ...(doubtful[0] === undefined
      ? []
      : [{ ...shared, severity: 'minor', judgement: 'needed', title: `Text is shortened or runs out of its box ${when}; someone has to see whether the rest can be had: ${quoted(doubtful)}.`, advice: 'See whether the whole text can be read there in some way; if not, let it wrap.', key: 'shortened', selector: doubtful[0].selector, quote: some(doubtful.map(({ selector, by, how }) => `${selector}, ${how === 'shortened' ? 'shortened' : 'beyond'} ${by}`), 3), effort: 'small' } as const]),
  ];
}
