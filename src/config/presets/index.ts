import type { Persona } from '../../model/persona.ts';
import { budgetAndroid } from './budget-android.ts';
import { desktopControl } from './desktop-control.ts';
import { gerryGenX } from './gerry-gen-x.ts';
import { keyboardOnly } from './keyboard-only.ts';
import { lowLiteracy } from './low-literacy.ts';
import { lowVision } from './low-vision.ts';
import { mollyMillennial } from './molly-millennial.ts';
import { ruralSlowNetwork } from './rural-slow-network.ts';
import { samanthaSenior } from './samantha-senior.ts';
import { screenReader } from './screen-reader.ts';

/** The personas every plan can name. */
export const personaPresets: readonly Persona[] = [
  mollyMillennial,
  gerryGenX,
  samanthaSenior,
  lowVision,
  keyboardOnly,
  lowLiteracy,
  ruralSlowNetwork,
  budgetAndroid,
  desktopControl,
  screenReader,
];
