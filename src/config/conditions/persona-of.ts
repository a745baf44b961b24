import type { Display, Pace, Persona } from '../../model/persona.ts';
import type { Cited } from './cited.ts';
import { deviceOf, type DevicePreset } from './devices.ts';
import { networkOf, type NetworkPreset } from './networks.ts';

/** The same shape with a cited number wherever there is a number. */
type WithSources<T> = { [K in keyof T]: T[K] extends number ? Cited : T[K] };

/** A persona as the presets write it down: no number without its source. */
export interface CitedPersona extends Pick<Persona, 'id' | 'title' | 'description' | 'hands' | 'saveData' | 'data'> {
  device: DevicePreset;
  /** null: not throttled. */
  network: NetworkPreset | null;
  cpuSlowdown: Cited;
  display: WithSources<Display>;
  pace: WithSources<Pace>;
  /** Of those who touch. */
  finger?: Cited;
}

/**
 * Held equal in all presets, so that language and consent are never the cause of a difference between them.
 * Plans that study one of these override it.
 */
const controlled = { locale: 'en-GB', timezone: 'Europe/London', consent: 'accept' } as const;

/** Parts the numbers from their sources, which go under `basis` by path. */
export function personaOf(written: CitedPersona): Persona {
  const { device, network, cpuSlowdown, display, pace, finger, ...rest } = written;
  return {
    ...rest,
    ...controlled,
    device: deviceOf(device),
    network: network === null ? null : networkOf(network),
    cpuSlowdown: cpuSlowdown.value,
    display: { ...display, zoom: display.zoom.value, textScale: display.textScale.value },
    pace: {
      key: pace.key.value,
      pointingBits: pace.pointingBits.value,
      think: pace.think.value,
      home: pace.home.value,
      press: pace.press.value,
      factor: pace.factor.value,
      reading: pace.reading.value,
    },
    ...(finger === undefined ? {} : { finger: finger.value }),
    basis: {
      device: device.basis,
      ...(network === null ? {} : { network: network.basis }),
      cpuSlowdown: cpuSlowdown.basis,
      ...(finger === undefined ? {} : { finger: finger.basis }),
      'display.zoom': display.zoom.basis,
      'display.textScale': display.textScale.basis,
      ...Object.fromEntries(Object.entries(pace).map(([name, number]) => [`pace.${name}`, number.basis])),
    },
  };
}
