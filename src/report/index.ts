export { textOf, type Format, type FormatTools, type TextFormat } from './formats/format.ts';
export { formatNamed, formats, textFormats } from './formats/index.ts';
export { recordJsonSchema } from './formats/json.ts';
