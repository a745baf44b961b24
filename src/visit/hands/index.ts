import type { Hands as HandsName } from '../../model/persona.ts';
import type { Hands } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { touch } from './touch.ts';

/** The hands there are. Adding one: a file here and a line below. */
export const hands: Partial<Record<HandsName, Hands>> = { mouse, touch, keyboard };
