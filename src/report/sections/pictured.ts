import { findingAnchor, metAnchor, spotAnchor } from '../anchors.ts';
import { cardHome, findingCard, findingLine, inOrder, type SpotLink } from '../findings.ts';
import type { Shot } from '../images.ts';
import type { Lookup, PersonaFacts, SiteFacts, TouchpointFacts } from '../lookup.ts';
import { plural } from '../numbers.ts';
import { touchpointKey } from '../places.ts';
import { boxIn, numbersIn, spotsIn } from '../spots.ts';

/** Findings of a touchpoint on a site, and its screenshots with their elements outlined: numbers in the one are those in the other. */
export function metAt(lookup: Lookup, site: SiteFacts, { journey, id: touchpoint, title }: TouchpointFacts, shots: readonly Shot[]) {
  const here = { site: site.id, journey, touchpoint };
  const findings = inOrder(lookup.findings(site.id, journey, touchpoint));
  const isCard = (finding: (typeof findings)[number]): boolean => cardHome(lookup, finding) === touchpointKey(here);
  // What keeps customers from going on stands first, also where its card is in another section.
  const isUrgent = (finding: (typeof findings)[number]): boolean => !isCard(finding) && finding.kind === 'pain-point' && finding.severity === 'critical';
  const [urgent, cards, lines] = [findings.filter(isUrgent), findings.filter(isCard), findings.filter((finding) => !isCard(finding) && !isUrgent(finding))];
  const numbers = numbersIn(lookup, [...urgent, ...cards, ...lines], shots);
  const spotOf = (finding: (typeof findings)[number]): SpotLink | null => {
    const number = numbers.get(finding);
    const shot = shots.find((one) => one.data !== null && boxIn(lookup, finding, one) !== null);
    return number === undefined || shot === undefined ? null : { number, href: `#${spotAnchor(shot, number)}` };
  };
  const toldAt = (finding: (typeof findings)[number]): string => `#${isCard(finding) ? findingAnchor(finding.id) : metAnchor(site.id, journey, touchpoint, numbers.get(finding) ?? 0)}`;
  const unplaced = findings.length - numbers.size;
  return {
    cards: cards.map((finding) => findingCard(lookup, finding, spotOf(finding))),
    urgent: urgent.map((finding) => findingLine(lookup, finding, here, spotOf(finding))),
    lines: lines.map((finding) => findingLine(lookup, finding, here, spotOf(finding))),
    shots: shots.map((shot) => ({
      anchor: shot.anchor,
      data: shot.data,
      absent: shot.absent,
      device: shot.device,
      size: shot.size,
      caption: `${title} on ${site.title}, as met by ${lookup.persona(shot.persona).title} (${screenOf(lookup.persona(shot.persona))})`,
      spots: shot.data === null ? [] : spotsIn(lookup, numbers, shot, toldAt),
    })),
    /** Is anything outlined? */
    outlined: numbers.size > 0,
    note: numbers.size === 0 ? null : `The numbers lead to what was found at these elements.${unplaced === 0 ? '' : ` ${plural(unplaced, 'finding')} without a number ${unplaced === 1 ? 'has' : 'have'} no place in the picture: about the page as a whole, on the way here, further down, covered, or met on another screen.`}`,
  };
}

function screenOf({ persona: { device } }: PersonaFacts): string {
  return `${device.name}, ${device.width} × ${device.height}`;
}
