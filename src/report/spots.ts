import type { Finding } from '../model/results.ts';
import type { Box } from '../model/target-evidence.ts';
import { spotAnchor } from './anchors.ts';
import type { Shot } from './images.ts';
import type { Lookup } from './lookup.ts';

/** A finding outlined in a screenshot; lengths as attributes of SVG. */
export interface Spot {
  number: number;
  anchor: string;
  /** Where the finding is told. */
  href: string;
  label: string;
  personaIds: string;
  /** Empty for a delight. */
  severity: string;
  x: string;
  y: string;
  width: string;
  height: string;
  /** px from the corner of the outline. */
  shift: string;
}

/** Outlined per screenshot; more would hide what they show. */
const mostSpots = 30;

/** px of a number in its badge, and of the picture as it is shown on a desktop: numbers that would lie over each other there are moved. On a phone they may touch. */
const badge = { width: 24, height: 20 };
const shownWidth = { desktop: 480, phone: 300 };

/** The box of a finding in a screenshot; null: it has no place in it. */
export function boxIn(lookup: Lookup, finding: Finding, shot: Pick<Shot, 'site' | 'journey' | 'touchpoint' | 'persona' | 'path'>): Box | null {
  const here = lookup.placesAt(finding, shot).find(({ persona, screenshot }) => persona === shot.persona && screenshot?.path === shot.path);
  return here?.box ?? null;
}

/** Those of the findings, in their order, that have a place in one of the screenshots, with their numbers from 1. */
export function numbersIn(lookup: Lookup, findings: readonly Finding[], shots: readonly Shot[]): Map<Finding, number> {
  const shown = shots.filter(({ data }) => data !== null);
  const outlined = findings.filter((finding) => shown.some((shot) => boxIn(lookup, finding, shot) !== null)).slice(0, mostSpots);
  return new Map(outlined.map((finding, index) => [finding, index + 1]));
}

const percent = (part: number, whole: number): string => `${Math.round((part / whole) * 100_000) / 1_000}%`;

/** What is outlined in one screenshot. `href`: where a finding is told. */
export function spotsIn(lookup: Lookup, numbers: ReadonlyMap<Finding, number>, shot: Shot, href: (finding: Finding) => string): Spot[] {
  const outlined = [...numbers].flatMap(([finding, number]) => {
    const box = boxIn(lookup, finding, shot);
    return box === null ? [] : [{ finding, number, box }];
  });
  const shifts = badgeShifts(outlined.map(({ box }) => box), { ...shot.size, shown: shownWidth[shot.device] });
  return outlined.map(({ finding, number, box }, index) => ({
    number,
    anchor: spotAnchor(shot, number),
    href: href(finding),
    label: `${number}: ${finding.title}`,
    personaIds: lookup.placesAt(finding, shot).map(({ persona }) => persona).join(' '),
    severity: finding.kind === 'delight' ? '' : finding.severity,
    x: percent(box.x, shot.size.width),
    y: percent(box.y, shot.size.height),
    width: percent(box.width, shot.size.width),
    height: percent(box.height, shot.size.height),
    shift: `translate(${shifts[index]?.x ?? 0} ${shifts[index]?.y ?? 0})`,
  }));
}

/** px from the top left corners of boxes to their badges: above them where there is room, and so that at the width shown none lies over another or out of the picture. */
export function badgeShifts(boxes: readonly Box[], picture: { width: number; height: number; shown: number }): { x: number; y: number }[] {
  const scale = picture.shown / picture.width;
  const [right, bottom] = [picture.shown - badge.width, picture.height * scale - badge.height];
  const placed: { x: number; y: number }[] = [];
  return boxes.map((box) => {
    const corner = { x: box.x * scale, y: box.y * scale };
    const at = { x: Math.max(0, Math.min(corner.x, right)), y: Math.max(0, Math.min(corner.y < badge.height ? corner.y : corner.y - badge.height, bottom)) };
    const isTaken = (): boolean => placed.some((other) => Math.abs(other.x - at.x) < badge.width && Math.abs(other.y - at.y) < badge.height);
    // To the right as far as there is room, then a row further down.
    for (let tries = 0; isTaken() && tries < 200; tries += 1) {
      if (at.x + badge.width <= right) at.x += badge.width;
      else Object.assign(at, { x: Math.max(0, Math.min(corner.x, right)), y: at.y + badge.height });
    }
    placed.push(at);
    return { x: Math.round(at.x - corner.x), y: Math.round(at.y - corner.y) };
  });
}
