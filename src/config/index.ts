export { devicePresets, type DevicePreset } from './conditions/devices.ts';
export { networkPresets, type NetworkPreset } from './conditions/networks.ts';
export { planFromUrl } from './from-url.ts';
export { planJsonSchema } from './json-schema.ts';
export { loadPlan } from './load.ts';
export { personaPresets } from './presets/index.ts';
export { defineConfig, type PlanInput } from './schema.ts';
export { resolveSecrets } from './secrets.ts';
export { select, type Selection } from './select.ts';
