import { cited } from './cited.ts';

export const zoom = {
  none: cited(1, 'Default of the browser', 'assumption'),
  /** Text must stay usable when enlarged this much. */
  double: cited(2, 'WCAG 2.2, success criterion 1.4.4 Resize Text: up to 200 %', 'primary', 2023),
} as const;

export const textScale = {
  none: cited(1, 'Default of the browser; 67 % of phone users keep it (Appt, over 1 million users in the Netherlands, quoted by a web article)', 'secondary', 2021),
  larger: cited(1.3, 'Lower end of 130 to 150 %, an assumption; 26 % of phone users have larger text (Appt, quoted by a web article)', 'assumption', 2025),
} as const;

/** What a customer who changed nothing has. */
export const plainDisplay = { zoom: zoom.none, textScale: textScale.none, colorScheme: 'light', reducedMotion: false, forcedColors: false, contrast: 'no-preference' } as const;
