import type { Basis, Device } from '../../model/persona.ts';

/** A device that plans can name, and where its numbers come from. */
export type DevicePreset = Device & { basis: Basis };

const lighthouse: Basis = { source: 'Lighthouse 13.5, screen emulation metrics', year: 2026, evidence: 'primary' };
const wcagReflow: Basis = { source: 'WCAG 2.2, success criterion 1.4.10 Reflow: starting viewport of 1280 × 1024 CSS px', year: 2023, evidence: 'primary' };
const descriptor = (name: string): Basis => ({ source: `Playwright 1.65, device descriptor "${name}"`, year: 2026, evidence: 'primary' });

const handheld = { mobile: true, touch: true };
const desk = { mobile: false, touch: false };

/** By the name that plans use. Sizes in CSS px. */
export const devicePresets = {
  phone: { name: 'Phone', width: 412, height: 823, pixelRatio: 1.75, ...handheld, basis: lighthouse },
  'small-phone': { name: 'Small phone', width: 320, height: 568, pixelRatio: 2, ...handheld, basis: descriptor('iPhone SE') },
  'large-phone': { name: 'Large phone', width: 412, height: 839, pixelRatio: 2.625, ...handheld, basis: descriptor('Pixel 7') },
  tablet: { name: 'Tablet', width: 810, height: 1080, pixelRatio: 2, ...handheld, basis: descriptor('iPad (gen 7)') },
  laptop: { name: 'Laptop', width: 1350, height: 940, pixelRatio: 1, ...desk, basis: lighthouse },
  'sharp-laptop': { name: 'Laptop with a high-density screen', width: 1280, height: 720, pixelRatio: 2, ...desk, basis: descriptor('Desktop Chrome HiDPI') },
  /** At 400 % zoom this leaves the 320 CSS px that the reflow criterion asks for. */
  'desktop-1280': { name: 'Desktop', width: 1280, height: 1024, pixelRatio: 1, ...desk, basis: wcagReflow },
} as const satisfies Record<string, DevicePreset>;

export function deviceOf({ name, width, height, pixelRatio, mobile, touch }: DevicePreset): Device {
  return { name, width, height, pixelRatio, mobile, touch };
}
