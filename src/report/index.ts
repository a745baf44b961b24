export type { Format, FormatTools } from './formats/format.ts';
export { formatNamed, formats } from './formats/index.ts';
export { recordJsonSchema } from './formats/json.ts';
