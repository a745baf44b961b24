/**
 * Text after text as 64 bits, to tell whether two runs saw the same: the same for the same texts in the same order.
 * FNV-1a (Fowler, Noll and Vo, 1991), 32 bits from either of two beginnings; it withstands chance, not an attack.
 */
export interface Fingerprint {
  add(text: string): void;
  /** 16 hexadecimal digits. */
  text(): string;
}

const prime = 0x01000193;

export function fingerprint(): Fingerprint {
  let [one, other] = [0x811c9dc5, 0x050c5d1f];
  const add = (code: number): void => {
    one = Math.imul(one ^ code, prime);
    other = Math.imul(other ^ code, prime) + 1;
  };
  return {
    add(text) {
      for (let index = 0; index < text.length; index += 1) add(text.charCodeAt(index));
      // Ends the text, so that two texts are not the same as one.
      add(0xffff);
    },
    text: () => [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}

export function fingerprintText(text: string): string {
  const print = fingerprint();
  print.add(text);
  return print.text();
}
