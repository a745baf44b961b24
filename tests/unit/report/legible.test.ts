import { expect, test } from 'vitest';
import { goldenRecord } from '../../../fixtures/golden/make-record.ts';
import { legible, legibleRecord } from '../../../src/report/legible.ts';

test('control characters become visible', () => {
  expect(legible('a\u0000b\u001bc\u007fd\u0085e\r\nf')).toBe('a␀b␛c␡d\ufffde \nf');
});

test('nothing turns the direction of the text around', () => {
  expect(legible('safe\u202egpj.exe\u2066x\u2069')).toBe('safe\ufffdgpj.exe\ufffdx\ufffd');
});

test('half of a surrogate pair is replaced', () => {
  expect(legible('a\ud83d')).toBe('a\ufffd');
});

test('right-to-left text and emoji stay as they are', () => {
  expect(legible('תפריט 🏕️')).toBe('תפריט 🏕️');
});

test('what is too long is cut between characters, and the cut is told', () => {
  const text = '🏕'.repeat(5000);
  expect(legible(text, 3)).toBe('🏕🏕🏕… (cut: 10,000 characters)');
});

test('a record keeps its shape, and the paths it is read from', () => {
  const record = goldenRecord();
  const path = 'evidence/x\u0000.jpg';
  const [first] = record.touchpoints;
  if (first === undefined) throw new Error('the golden record has no touchpoints');
  first.screenshot = { path, mediaType: 'image/jpeg', bytes: 1 };
  const clean = legibleRecord(record);
  expect(clean.touchpoints.at(0)?.screenshot?.path).toBe(path);
  expect(clean.coverage).toEqual(record.coverage);
  expect(Math.max(...clean.findings.map((finding) => finding.title.length))).toBeLessThan(300);
});
