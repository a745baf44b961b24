import { z } from 'zod';
import { Id } from './ids.ts';

/** How far a figure can be relied on: read in the source itself, quoted by another, derived by arithmetic, or a design assumption. */
const EvidenceTag = z.enum(['primary', 'secondary', 'derived', 'assumption']);
export const Basis = z.strictObject({ source: z.string().min(1), year: z.number().int().optional(), evidence: EvidenceTag });
export type Basis = z.infer<typeof Basis>;

export const Device = z.strictObject({
  name: z.string(),
  width: z.number().int().positive().describe('CSS px'),
  height: z.number().int().positive().describe('CSS px'),
  pixelRatio: z.number().positive(),
  mobile: z.boolean().describe('Honours the viewport meta tag and sends a mobile user agent'),
  touch: z.boolean(),
});
export type Device = z.infer<typeof Device>;

/** What the customer's line gives. The tool applies Chrome's per-request throttling with Lighthouse's corrections: latency × 3.75, throughput × 0.9. */
export const Network = z.strictObject({
  name: z.string(),
  rtt: z.number().min(0).describe('ms'),
  down: z.number().positive().describe('kbit/s'),
  up: z.number().positive().describe('kbit/s'),
});
export type Network = z.infer<typeof Network>;

export const hands = ['mouse', 'touch', 'keyboard', 'screen-reader'] as const;
export const Hands = z.enum(hands);
export type Hands = z.infer<typeof Hands>;

/** Operator times of the Keystroke-Level Model for this customer. */
export const Pace = z.strictObject({
  key: z.number().positive().describe('Seconds per keystroke'),
  pointingBits: z.number().positive().describe('Pointing throughput in bit/s (Fitts)'),
  think: z.number().positive().describe('Seconds of mental preparation per decision (M)'),
  home: z.number().min(0).describe('Seconds to move the hand between keyboard and mouse (H)'),
  press: z.number().min(0).describe('Seconds for the press that follows pointing (B)'),
  factor: z.number().positive().describe('Slower (> 1) than the population the operators were measured on'),
  reading: z.number().positive().describe('Words per minute'),
});
export type Pace = z.infer<typeof Pace>;

export const Display = z.strictObject({
  zoom: z.number().positive().describe('1 is 100 %: the viewport shrinks as in a zoomed browser'),
  textScale: z.number().positive().describe('Minimum text scale the customer has set; 1 is the default'),
  colorScheme: z.enum(['light', 'dark']),
  reducedMotion: z.boolean(),
  forcedColors: z.boolean(),
  contrast: z.enum(['no-preference', 'more']),
});
export type Display = z.infer<typeof Display>;

/** A customer segment as a bundle of measurable conditions. Never a stereotype: each number has its basis. */
export const Persona = z.strictObject({
  id: Id,
  title: z.string(),
  description: z.string(),
  device: Device,
  network: Network.nullable().describe('null: not throttled'),
  cpuSlowdown: z.number().min(1).describe('Times slower than a high-end desktop (BenchmarkIndex 1,500–2,000); relative to the host when applied. 1: not throttled'),
  hands: Hands,
  display: Display,
  finger: z.number().positive().optional().describe('mm across the area a finger covers on a touch screen; default: 10'),
  locale: z.string(),
  timezone: z.string(),
  saveData: z.boolean(),
  consent: z.enum(['accept', 'reject', 'ignore']),
  pace: Pace,
  data: z.record(z.string(), z.string()).describe('What the customer enters: {persona.email} and so on'),
  basis: z.record(z.string(), Basis).describe('Source of each number, by its path, as in pace.key'),
});
export type Persona = z.infer<typeof Persona>;

/** mm across, for personas whose finger is not given: the least area a touch needs, for the general population (4ourth Mobile, General Touch Interaction Guidelines, 2012). */
export const usualFinger = 10;

/** BenchmarkIndex of the high-end desktop that `cpuSlowdown` is relative to: the middle of 1,500 to 2,000 (Lighthouse docs/throttling.md, as of Chrome 86, 2020). */
const referenceIndex = 1750;

/**
 * How many times slower the CPU of this host has to be made to be like the persona's; under 1: it is slower than that already. A persona
 * that is not slowed down is left as fast as the host, and on a host of unknown speed (null) the persona's factor is taken as it is.
 */
export function cpuRateOn(hostIndex: number | null, { cpuSlowdown }: Pick<Persona, 'cpuSlowdown'>): number {
  return cpuSlowdown === 1 || hostIndex === null ? cpuSlowdown : (cpuSlowdown * hostIndex) / referenceIndex;
}
