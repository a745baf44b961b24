/** A plain table: a heading line, then one line per row, columns padded; the last column is left as it is. */
export function table<Row>(headings: readonly string[], cells: (row: Row) => readonly string[], rows: readonly Row[]): string {
  const lines = [headings, ...rows.map(cells)];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines.map((line) => `${line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()}\n`).join('');
}
