/** Runs in the page: draws a character of each script and compares it with the box that stands for a missing one. */
export function drawsScripts(): Record<string, boolean> {
  // U+10FFFF is no character and never will be, so no font has it.
  const missing = picture('\u{10FFFF}');
  const samples = { Latin: 'ä', Greek: 'ω', Cyrillic: 'ж', Arabic: 'ع', Hebrew: 'ש', Devanagari: 'अ', Chinese: '汉', Japanese: 'か', Korean: '한', emoji: '🛒' };
  return Object.fromEntries(Object.entries(samples).map(([script, sample]) => [script, picture(sample) !== missing]));

  function picture(character: string): string {
    const canvas = document.createElement('canvas');
    canvas.width = 40;
    canvas.height = 40;
    const context = canvas.getContext('2d');
    if (context === null) return '';
    context.font = '30px sans-serif';
    context.fillText(character, 2, 32);
    return canvas.toDataURL();
  }
}
