/** Below this an encoded piece is found by chance in any larger text. */
const shortestPiece = 6;

/**
 * A secret as it can stand in text: as it is, as URLs, forms, JSON, HTML and base64 write it, also in the middle of a longer base64
 * text. The longest first, so that whoever removes them leaves no rest.
 */
export function formsOfSecret(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  const form = new URLSearchParams({ v: secret }).toString().slice('v='.length);
  const lowerCase = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  // As a page's own markup has it, which leaves ' alone, and " too between tags; then as most templates write it.
  const inText = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const markup = inText.replaceAll('"', '&quot;');
  const forms = [
    secret,
    encoded,
    lowerCase(encoded),
    encoded.replaceAll('%20', '+'),
    form,
    lowerCase(form),
    JSON.stringify(secret).slice(1, -1),
    inText,
    markup,
    markup.replaceAll("'", '&#39;'),
    ...base64Forms(secret),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function base64Forms(secret: string): string[] {
  const whole = Buffer.from(secret, 'utf8').toString('base64');
  return [whole, whole.replace(/=+$/, ''), ...base64Pieces(secret)].flatMap((piece) => [piece, piece.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** What of the base64 of any text that holds the secret is certain, for each of the three ways it can fall on groups of 3 bytes. */
function base64Pieces(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const pieces = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replaceAll('=', '');
    const unsettledAtEnd = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(Math.ceil((offset * 8) / 6), text.length - unsettledAtEnd);
  });
  return pieces.filter((piece) => piece.length >= shortestPiece);
}
