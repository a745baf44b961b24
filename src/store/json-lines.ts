/** An object as JSON, bit by bit: what it holds is written a line for each item of its arrays, so that no text is as long as the whole. */
export function* jsonLines(value: object): Generator<string> {
  let separator = '{\n ';
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${separator}${JSON.stringify(key)}: `;
    if (Array.isArray(field)) yield* arrayLines(field);
    else yield objectText(field);
    separator = ',\n ';
  }
  yield separator.startsWith('{') ? '{}\n' : '\n}\n';
}

/** Characters of an object that is written for people to read; what is longer takes a line. */
const readable = 20_000;

function objectText(field: unknown): string {
  const text = JSON.stringify(field);
  return text.length > readable ? text : JSON.stringify(field, null, 1).replaceAll('\n', '\n ');
}

function* arrayLines(items: readonly unknown[]): Generator<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  for (const [index, item] of items.entries()) yield `${index === 0 ? '[' : ','}\n  ${JSON.stringify(item ?? null)}`;
  yield '\n ]';
}
