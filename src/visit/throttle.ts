import type { CDPSession } from 'playwright-core';
import type { Pass } from '../model/evidence.ts';
import { cpuRateOn, type Persona } from '../model/persona.ts';
import type { Throttling } from '../model/throttling.ts';

/**
 * Chrome throttles requests, not packets: a request waits for `latency` once, where a real line makes it wait for several
 * round trips and never gives all of its bandwidth. Lighthouse's corrections for that (docs/throttling.md, 2024).
 */
const latencyFactor = 3.75;
const throughputFactor = 0.9;

const notThrottled: Throttling = { method: 'none', network: null, cpuRate: 1, cpuShortfall: false };

/** What Chrome has to be told so that this host behaves like the persona's device. */
export function throttlingFor(persona: Pick<Persona, 'network' | 'cpuSlowdown'>, pass: Pass, hostIndex: number | null): Throttling {
  const { network, cpuSlowdown } = persona;
  if (pass === 'inspection' || (network === null && cpuSlowdown === 1)) return { ...notThrottled };
  const asked = cpuRateOn(hostIndex, persona);
  return {
    method: 'cdp',
    network: network === null ? null : { latency: network.rtt * latencyFactor, down: network.down * throughputFactor, up: network.up * throughputFactor },
    cpuRate: Math.max(1, asked),
    cpuShortfall: asked < 1,
  };
}

const bytesPerSecond = (kilobits: number): number => (kilobits * 1000) / 8;

/** The line as Chrome is told of it. */
export function networkConditions({ latency, down, up }: NonNullable<Throttling['network']>) {
  return { offline: false, latency, downloadThroughput: bytesPerSecond(down), uploadThroughput: bytesPerSecond(up) };
}

/** Applies it to one target. Holds across navigations, also to other sites. */
export async function applyThrottling(cdp: CDPSession, throttling: Throttling): Promise<void> {
  const { network, cpuRate } = throttling;
  if (network !== null) await cdp.send('Network.emulateNetworkConditions', networkConditions(network));
  if (cpuRate > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuRate });
}
