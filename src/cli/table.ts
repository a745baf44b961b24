/** A heading line and rows of cells. */
export interface Table {
  headings: readonly string[];
  rows: readonly (readonly string[])[];
}

/** As plain text: columns padded; the last one is left as it is. */
export function plainTable({ headings, rows }: Table): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines.map((line) => `${line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()}\n`).join('');
}

export function markdownTable({ headings, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |\n`;
  return [line(headings), `|${'---|'.repeat(headings.length)}\n`, ...rows.map(line)].join('');
}
