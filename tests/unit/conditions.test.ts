import { describe, expect, it } from 'vitest';
import { unreadNotes } from '../../src/conditions.ts';

describe('what is not known of the machine', () => {
  it.each([
    [[], false, []],
    [[2], false, ['The speed of this machine could not be read after round 2 of the timed visits: whether it was too busy then is not known.']],
    [[1, 3], true, ['The speed of this machine could not be read after the rounds 1, 3 of the timed visits: whether it was too busy then is not known.', 'The speed of this machine could not be read after the timed visits: whether it stayed the same is not known.']],
  ])('is told: rounds %j, afterwards %s', (rounds, afterwards, notes) => {
    expect(unreadNotes(new Set(rounds), afterwards)).toEqual(notes);
  });
});
