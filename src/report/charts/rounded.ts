/** A length of a drawing, to a tenth: more digits make the page larger and change nothing that is seen. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;
