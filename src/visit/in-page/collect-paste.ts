import type { PasteEvidence } from '../../model/form-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

type Probe = PasteEvidence['probes'][number];
type Box = HTMLInputElement | HTMLTextAreaElement;

/**
 * Tells a page that something is being pasted into each of its fields, and sees whether it refuses. The event is one of a script: the browser inserts
 * nothing, so all that can change is what the page itself puts into its fields, and that is put back. One character is pasted, which completes no code.
 */
export async function collectPaste(most: { probes: number; milliseconds: number }, facts: ElementFactsOf): Promise<PasteEvidence> {
  const until = performance.now() + most.milliseconds;
  const textual = /^(text|email|tel|password|url|number|search)$/;
  const code = /\b(otp|one.?time|code|pin|tan|einmal\w*|verifi\w+)\b/i;
  const boxes: Box[] = [];
  for (const element of facts.walk(document)) {
    if (boxes.length >= 1_000) break;
    if (!(element instanceof HTMLTextAreaElement) && !(element instanceof HTMLInputElement && textual.test(element.type))) continue;
    if (facts.visible(element) && !element.matches(':disabled, :read-only')) boxes.push(element);
  }

  function kindOf(box: Box): Probe['asks'] {
    if (box.type === 'password') return 'password';
    const asked = box.autocomplete === 'one-time-code' || box.maxLength === 1 || code.test(`${facts.name(box)} ${box.name}`.replace(/\b(post|zip|postal|promo|coupon|voucher|discount|country|area)[\s_-]*code\b/gi, ''));
    return asked ? 'code' : 'other';
  }

  /** Did the page say no, to the paste itself or to what it would insert? */
  function refuses(box: Box, text: string): boolean {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData });
    if (!box.dispatchEvent(paste)) return true;
    return !box.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true, composed: true, inputType: 'insertFromPaste', data: text }));
  }

  const values = (): string[] => boxes.map(({ value }) => value);
  const before = values();
  const hasChanged = (): boolean => boxes.some(({ value }, index) => value !== before[index]);

  function putBack(): void {
    for (const [index, box] of boxes.entries()) {
      const value = before[index] ?? '';
      if (box.value === value) continue;
      box.value = value;
      // A page that keeps the value in a script of its own hears of it by this event only.
      box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'historyUndo' }));
    }
  }

  /** A page that refuses may be inserting the text by itself, at once or in its next frame. */
  async function isTakenAfterAll(): Promise<boolean> {
    const end = Math.min(until, performance.now() + 150);
    while (!hasChanged() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    return hasChanged();
  }

  /** A letter, and if that is refused a digit: a field may take one of them only. */
  async function isRefused(box: Box): Promise<boolean> {
    for (const text of ['a', '1']) {
      const refused = refuses(box, text);
      const taken = !refused || (await isTakenAfterAll());
      putBack();
      if (taken) return false;
    }
    return true;
  }

  const weight = { password: 0, code: 1, other: 2 } as const;
  const order = boxes.map((box) => ({ box, asks: kindOf(box) })).sort((a, b) => weight[a.asks] - weight[b.asks]);
  const probes: Probe[] = [];
  for (const { box, asks } of order) {
    if (probes.length >= most.probes || performance.now() > until) break;
    if (!box.isConnected || (box.maxLength > 0 && box.value.length >= box.maxLength)) continue;
    const refused = await isRefused(box);
    probes.push({ selector: facts.selector(box), label: facts.name(box), type: box.type, asks, outcome: !refused ? 'taken' : asks === 'code' ? 'unclear' : 'blocked' });
  }
  return { probes, fieldCount: order.filter(({ box }) => !(box.maxLength > 0 && box.value.length >= box.maxLength)).length };
}
