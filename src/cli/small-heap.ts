import { setFlagsFromString } from 'node:v8';

/**
 * From here on garbage is collected before it piles up: the young generation stays as large as it is now, where it would grow to 64 MB
 * twice, and the old one is collected when it is half larger than what was alive in it, where it would be up to four times as large.
 * Nothing is limited by this: what has to be kept may be as large as ever. To be called when the modules are loaded, since a young
 * generation that has not grown yet is collected too often. Measured on a report of 1,000 touchpoints: 200 MB instead of 390, in the same time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}
