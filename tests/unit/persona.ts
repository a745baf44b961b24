import type { Persona } from '../../src/model/persona.ts';

/** A customer with a mouse at an unthrottled desktop. */
export const plainPersona: Persona = {
  id: 'kim',
  title: 'Kim',
  description: '',
  device: { name: 'Laptop', width: 1350, height: 940, pixelRatio: 1, mobile: false, touch: false },
  network: null,
  cpuSlowdown: 1,
  hands: 'mouse',
  display: { zoom: 1, textScale: 1, colorScheme: 'light', reducedMotion: false, forcedColors: false, contrast: 'no-preference' },
  locale: 'en-GB',
  timezone: 'Europe/London',
  saveData: false,
  consent: 'ignore',
  pace: { key: 0.2, pointingBits: 4, think: 1.35, home: 0.4, press: 0.2, factor: 1, reading: 238 },
  data: {},
  basis: {},
};
