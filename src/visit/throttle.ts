import type { CDPSession } from 'playwright-core';
import type { Pass, Throttling } from '../model/evidence.ts';
import type { Persona } from '../model/persona.ts';

/**
 * Chrome throttles requests, not packets: a request waits for `latency` once, where a real line makes it wait for several
 * round trips and never gives all of its bandwidth. Lighthouse's corrections for that (docs/throttling.md, 2024).
 */
const latencyFactor = 3.75;
const throughputFactor = 0.9;

/** BenchmarkIndex of the high-end desktop that `cpuSlowdown` is relative to: the middle of 1,500 to 2,000 (Lighthouse docs/throttling.md, as of Chrome 86, 2020). */
export const referenceIndex = 1750;

const notThrottled: Throttling = { method: 'none', network: null, cpuRate: 1, cpuShortfall: false };

/**
 * What Chrome has to be told so that this host behaves like the persona's device. A persona that is not slowed down is never
 * throttled, however fast the host; on a host of unknown speed the persona's factor is taken as it is.
 */
export function throttlingFor(persona: Pick<Persona, 'network' | 'cpuSlowdown'>, pass: Pass, hostIndex: number | null): Throttling {
  const { network, cpuSlowdown } = persona;
  if (pass === 'inspection' || (network === null && cpuSlowdown === 1)) return { ...notThrottled };
  const asked = cpuSlowdown === 1 ? 1 : hostIndex === null ? cpuSlowdown : (cpuSlowdown * hostIndex) / referenceIndex;
  return {
    method: 'cdp',
    network: network === null ? null : { latency: network.rtt * latencyFactor, down: network.down * throughputFactor, up: network.up * throughputFactor },
    cpuRate: Math.max(1, asked),
    cpuShortfall: asked < 1,
  };
}

const bytesPerSecond = (kilobits: number): number => (kilobits * 1000) / 8;

/** Applies it to one target. Holds across navigations, also to other sites. */
export async function applyThrottling(cdp: CDPSession, throttling: Throttling): Promise<void> {
  const { network, cpuRate } = throttling;
  if (network !== null) {
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: bytesPerSecond(network.down),
      uploadThroughput: bytesPerSecond(network.up),
    });
  }
  if (cpuRate > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
}
