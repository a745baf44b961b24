import { defineAudit, measured } from '../../src/audit/define.ts';
import type { Collected } from '../../src/model/evidence.ts';
import type { FindingDraft } from '../../src/model/results.ts';
import { counted, named, some } from '../wording.ts';
import { criterion } from './sources.ts';

type Target = Collected['census']['targets'][number];
type Box = Target['box'];

const why = 'Small controls close together are pressed by mistake, above all by people whose hands shake, with thumbs, or on the move.';

const source = criterion('2.5.8', 'Target Size (Minimum)');

const comfort = criterion('2.5.5', 'Target Size (Enhanced)');

/** CSS px, WCAG 2.5.8: the smallest side, and the diameter of the circle that may touch no other target. */
const minimum = 24;

/** CSS px, WCAG 2.5.5 (level AAA): the smallest side. */
const comfortable = 44;

/** CSS px; Chromium's own tick boxes and radio buttons, which 2.5.8 leaves out as long as the author does not resize them. */
const nativeTick = 13;

export const audit = defineAudit({
  id: 'accessibility/target-size',
  area: 'accessibility',
  title: 'Controls too small to hit',
  why,
  source,
  pass: 'inspection',
  metrics: [
    {
      id: 'accessibility.small-targets',
      title: 'Controls too small to hit',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Controls under 24 by 24 CSS px whose circle of 24 px around the centre meets another control or its circle. Links inside sentences, tick boxes at the size the browser gives them, fields with a label large enough, and links that lead where a larger one leads do not count.',
      source,
    },
    {
      id: 'accessibility.targets-under-44',
      title: 'Controls under 44 CSS px',
      unit: 'count',
      better: 'lower',
      kind: 'exact',
      pass: 'inspection',
      overJourney: 'sum',
      why,
      how: 'Controls under 44 by 44 CSS px, as WCAG asks at level AAA, wherever they stand; with the same exceptions but the one for room around them.',
      source: comfort,
    },
  ],
  needs: ['census'],
  run({ census: { targets, targetCount } }, { persona }) {
    const small = smallTargets(targets);
    const findings = tooSmall(small, persona.hands === 'touch' ? 'serious' : 'moderate');
    if (targets.length < targetCount) {
      const partly = `only ${targets.length} of ${targetCount} controls were measured`;
      return { status: 'measured', values: {}, missing: { 'accessibility.small-targets': partly, 'accessibility.targets-under-44': partly }, findings };
    }
    return measured({ 'accessibility.small-targets': small.length, 'accessibility.targets-under-44': uncomfortable(targets).length }, findings);
  },
});

function tooSmall(small: readonly Target[], severity: 'serious' | 'moderate'): FindingDraft[] {
  const [first] = small;
  if (first === undefined) return [];
  return [
    {
      kind: 'pain-point',
      severity,
      title: `${counted(small.length, 'control is', 'controls are')} too small and too close to others to be hit reliably: ${some(small.map(named), 3)}.`,
      advice: 'Give them padding until they measure 24 by 24 CSS px or more (44 by 44 is comfortable for thumbs), or move them apart.',
      direction: 'do',
      key: 'small',
      selector: first.selector,
      quote: some(small.map(({ selector, box }) => `${selector} ${Math.round(box.width)} × ${Math.round(box.height)}`)),
      judgement: 'decided',
      confidence: 'B',
      effort: 'small',
      wcag: ['2.5.8'],
    },
  ];
}

const shown = (all: readonly Target[]): Target[] => all.filter(({ box }) => box.width > 1 && box.height > 1);

export function smallTargets(all: readonly Target[]): Target[] {
  const targets = shown(all);
  return targets.filter((target) => isBelow(target, minimum) && !hasEquivalent(target, targets, minimum) && targets.some((other) => other !== target && crowds(target, other)));
}

function uncomfortable(all: readonly Target[]): Target[] {
  const targets = shown(all);
  return targets.filter((target) => isBelow(target, comfortable) && !hasEquivalent(target, targets, comfortable));
}

const fits = ({ width, height }: Box, least: number): boolean => width >= least && height >= least;

function isBelow({ box, inline, role, label }: Target, least: number): boolean {
  const native = (role === 'checkbox' || role === 'radio') && box.width === nativeTick && box.height === nativeTick;
  return !inline && !native && !fits(box, least) && (label === undefined || !fits(label, least));
}

/** The same can be had on this page through a control that is large enough. Only of links can that be told. */
function hasEquivalent({ leads }: Target, targets: readonly Target[], least: number): boolean {
  return leads !== undefined && targets.some((other) => other.leads === leads && fits(other.box, least));
}

/** One inside the other is one target to the customer. */
function crowds({ box }: Target, other: Target): boolean {
  if (contains(box, other.box) || contains(other.box, box)) return false;
  const [x, y] = centre(box);
  if (distanceTo(other.box, x, y) < minimum / 2) return true;
  const [otherX, otherY] = centre(other.box);
  return isBelow(other, minimum) && Math.hypot(otherX - x, otherY - y) < minimum;
}

function centre({ x, y, width, height }: Box): [number, number] {
  return [x + width / 2, y + height / 2];
}

function contains(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}

/** CSS px from a point to the nearest point of a rectangle; 0 inside it. */
function distanceTo({ x, y, width, height }: Box, pointX: number, pointY: number): number {
  return Math.hypot(Math.max(x - pointX, 0, pointX - x - width), Math.max(y - pointY, 0, pointY - y - height));
}
