import { createHash } from 'node:crypto';

/** Most file systems allow 255 bytes; endings and the name of a temporary file need room too. */
const longest = 160;

/**
 * A name as a file name: the same for the same name, another for another name, and never a way out of the directory.
 * What is kept can stand in a URL as it is; `=` and two hex digits stand for any other byte.
 */
export function safeName(name: string): string {
  const escaped = [...Buffer.from(name === '' ? '\0' : name, 'utf8')].map((byte, index) => (isPlain(byte, index) ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0')}`)).join('');
  if (escaped.length <= longest) return escaped;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `${escaped.slice(0, longest - digest.length - 1)}=${digest}`;
}

function isPlain(byte: number, index: number): boolean {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9_~-]/.test(character) || (character === '.' && index > 0);
}
