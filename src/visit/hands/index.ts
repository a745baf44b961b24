import type { Hands as HandsName } from '../../model/persona.ts';
import type { Hands } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { screenReader } from './screen-reader.ts';
import { touch } from './touch.ts';

/** The hands there are. Adding one: a file here and a line below. */
export const hands: Record<HandsName, Hands> = { mouse, touch, keyboard, 'screen-reader': screenReader };
