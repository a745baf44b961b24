import type { Basis, Network } from '../../model/persona.ts';

/** A line that plans can name, and where its numbers come from. */
export type NetworkPreset = Network & { basis: Basis };

const devtools: Basis = { source: 'Chrome DevTools, NetworkManager.ts, presets before their correction factors', year: 2024, evidence: 'primary' };
const lighthouse: Basis = { source: 'Lighthouse 13.5, throttling constants mobileSlow4G and mobileRegular3G', year: 2026, evidence: 'primary' };
const webPageTest: Basis = { source: 'WebPageTest connectivity profiles, from a copy of about 2013', year: 2013, evidence: 'secondary' };
const inequalityGap: Basis = { source: 'Alex Russell, The Performance Inequality Gap 2026', year: 2025, evidence: 'secondary' };

/** By the name that plans use. Round trip in ms, rates in kbit/s. */
export const networkPresets = {
  'fast-4g': { name: 'Fast 4G', rtt: 60, down: 9000, up: 1500, basis: devtools },
  /** 1.6 × 1,024 kbit/s down, as Lighthouse writes it. */
  'slow-4g': { name: 'Slow 4G', rtt: 150, down: 1638.4, up: 750, basis: lighthouse },
  'regular-3g': { name: 'Regular 3G', rtt: 300, down: 700, up: 700, basis: lighthouse },
  'slow-3g': { name: 'Slow 3G', rtt: 400, down: 500, up: 500, basis: devtools },
  cable: { name: 'Cable', rtt: 28, down: 5000, up: 1000, basis: webPageTest },
  dsl: { name: 'DSL', rtt: 50, down: 1500, up: 384, basis: webPageTest },
  fibre: { name: 'Fibre', rtt: 4, down: 20_000, up: 5000, basis: webPageTest },
  'world-p75': { name: 'World-wide 75th percentile', rtt: 100, down: 9000, up: 3000, basis: inequalityGap },
} as const satisfies Record<string, NetworkPreset>;

export function networkOf({ name, rtt, down, up }: NetworkPreset): Network {
  return { name, rtt, down, up };
}
