import type { ConsentMet, ConsentPress } from '../../model/consent-evidence.ts';

/** The customer gives up after this many presses for one layer: "Settings", "Reject all" or an untick, "Save". */
const mostPresses = 3;

export type Wanted = ConsentMet['wanted'];
export interface Control {
  purpose: ConsentPress['purpose'];
  name: string;
}

export type Decision =
  | { press: Control; /** What it comes to when the layer is gone after it; null: it is not the last press. */ ends: 'accepted' | 'rejected' | 'put-off' | null }
  | { stop: NonNullable<ConsentMet['obstacle']>; because: string };

/**
 * The next press of a customer who wants to accept or reject, from what a layer offers now. `made`: the purposes pressed so far.
 * Choices ticked in advance are unticked before a selection is saved; saving alone would be consent.
 */
export function nextPress(wanted: Wanted, controls: readonly Control[], made: readonly ConsentPress['purpose'][], nameless: number): Decision {
  const left = mostPresses - made.length;
  const of = (purpose: Control['purpose']): Control | undefined => controls.find((control) => control.purpose === purpose);
  const direct = of(wanted);
  if (direct !== undefined) return left > 0 ? { press: direct, ends: wanted === 'accept' ? 'accepted' : 'rejected' } : tooMany(wanted);
  if (wanted === 'accept') return missing(wanted, nameless);

  const save = of('save');
  const ticked = controls.filter(({ purpose }) => purpose === 'untick');
  // On a first layer a lone button to save may save anything; behind the settings it saves the choices that are shown.
  if (save !== undefined && (made.includes('manage') || ticked.length > 0)) {
    if (ticked.length + 1 > left) return tooMany(wanted);
    const [untick] = ticked;
    return untick === undefined ? { press: save, ends: 'rejected' } : { press: untick, ends: null };
  }
  const manage = of('manage');
  if (manage !== undefined && !made.includes('manage')) return left > 1 ? { press: manage, ends: null } : tooMany(wanted);
  const later = of('later');
  if (later !== undefined && !made.includes('later')) return left > 0 ? { press: later, ends: 'put-off' } : tooMany(wanted);
  return missing(wanted, nameless);
}

function tooMany(wanted: Wanted): Decision {
  return { stop: 'too-many-presses', because: `It takes more than ${mostPresses} presses to ${wanted}.` };
}

function missing(wanted: Wanted, nameless: number): Decision {
  if (nameless > 0) return { stop: 'control-without-name', because: `Nothing there says that it is for ${wanted === 'accept' ? 'accepting' : 'rejecting'}, and ${nameless === 1 ? 'one control has' : `${nameless} controls have`} no name at all.` };
  return wanted === 'accept' ? { stop: 'no-way-to-accept', because: 'Nothing there says that it is for accepting.' } : { stop: 'no-way-to-reject', because: 'Nothing there says that it is for rejecting.' };
}
