import { assumed, cited } from './cited.ts';

const klm = 'Card, Moran & Newell 1983, Keystroke-Level Model, as copied by the University of Hamburg';
const palin = 'Palin et al. 2019, 37,370 volunteers typing on phones';
const brysbaert = 'Brysbaert 2019, 190 studies of reading in English';

/** Seconds per keystroke. From words per minute: 60 s / (5 characters × wpm). */
export const typing = {
  twoThumbs: cited(0.316, `12 / 38 wpm with two thumbs; ${palin}, quoted by the press`, 'derived', 2019),
  oneFinger: cited(0.414, `12 / 29 wpm with one finger; ${palin}, quoted by the press`, 'derived', 2019),
  phone: cited(0.331, `12 / 36.2 wpm, all participants; ${palin}`, 'derived', 2019),
  desktop: cited(0.231, '12 / 52 wpm; Dhakal et al. 2018, 168,000 volunteers, quoted by the press', 'derived', 2018),
  nonSecretary: cited(0.28, `average non-secretary typist, 40 wpm; ${klm}`, 'secondary', 1983),
} as const;

/** Throughput in bit/s. */
const mouse = cited(4.6, 'a phone\'s 6.95 bit/s is about 50 % above a mouse: 6.95 / 1.5; MacKenzie 2015', 'derived', 2015);
export const pointing = {
  touch: cited(6.95, 'MacKenzie 2015, touch on a phone', 'primary', 2015),
  mouse,
  none: assumed(mouse, 'These hands do not point, so this is not used'),
} as const;

/** Seconds of mental preparation per decision. */
const decision = cited(1.35, `M; ${klm}`, 'secondary', 1983);
export const thinking = {
  klm: decision,
  /** Reading word by word takes longer to decide; by how much is not published. */
  doubled: cited(2.7, `2 × 1.35 s is an assumption for readers who read word by word; M is from: ${klm}`, 'assumption', 1983),
} as const;

/** Seconds to move the hand between keyboard and pointing device. */
export const homing = {
  mouse: cited(0.4, `H; ${klm}`, 'secondary', 1983),
  none: cited(0, 'These hands stay where they are: there is no mouse to reach for', 'assumption'),
} as const;

/** Seconds for the press that follows pointing. */
const mousePress = cited(0.2, `B, the press that follows pointing; ${klm}`, 'secondary', 1983);
export const pressing = {
  mouse: mousePress,
  tap: assumed(mousePress, 'A tap is taken to last as long as a mouse press, since no validated table for touch was found'),
} as const;

/** mm across the area a finger covers. */
export const finger = {
  usual: cited(10, '4ourth Mobile, General Touch Interaction Guidelines: the least area a touch needs, a circle, for the general population', 'primary', 2012),
} as const;

/** Times slower than the people the operators above were measured on. Applied once, so the operators themselves stay those of that population. */
export const slowness = {
  none: cited(1, 'The population the operators were measured on', 'assumption'),
  unknown: cited(1, 'No published factor was found, so none is applied', 'assumption'),
  twentyYearsOn: cited(1.16, '20 years × 0.8 % more task time a year between 25 and 60; Nielsen 2008, n = 61, in a summary', 'derived', 2008),
  over65: cited(1.43, 'Nielsen Norman Group 2013, seniors against younger adults, quoted by a later paper; its study of 2002 found 1.73', 'secondary', 2013),
} as const;

/** Words per minute. */
export const reading = {
  silent: cited(238, `silent, non-fiction; ${brysbaert}`, 'primary', 2019),
  spoken: cited(183, `read aloud, taken as the pace of speech; ${brysbaert}`, 'primary', 2019),
  older: cited(190, `238 × 0.8: older adults read more slowly, the size of it is an assumption; ${brysbaert}`, 'assumption', 2019),
  wordByWord: cited(135, 'Middle of 120 to 150, an assumption for people who read word by word, as seen by Nielsen Norman Group 2005', 'assumption', 2005),
} as const;
