import type { ElementFactsOf } from './collect-element-facts.ts';
import type { FormFacts, PageSigns } from '../../model/trust-evidence.ts';

/** The page cannot say whose address it is: that is added by the collector. */
export type SignsInPage = Omit<PageSigns, 'forms'> & { forms: Omit<FormFacts, 'thirdParty'>[]; isCut: boolean };

interface Asked {
  most: { elements: number; forms: number; scripts: number; lines: number };
  words: { total: string; notTotal: string; amount: string; guest: string; returns: string };
}

/** What trust depends on: forms and where they are sent, scripts of others, and what is said of the total, of ordering without an account, and of returns. */
export function collectPageSigns({ most, words }: Asked, facts: ElementFactsOf): SignsInPage {
  const is = (source: string): RegExp => new RegExp(source, 'iu');
  const [total, notTotal, amount, guest, returns] = [is(words.total), is(words.notTotal), is(words.amount), is(words.guest), is(words.returns)];
  const notTyped = ['hidden', 'submit', 'button', 'reset', 'image', 'checkbox', 'radio', 'search', 'file', 'range', 'color'];
  const found: SignsInPage = { language: (document.documentElement.getAttribute('lang') ?? '').slice(0, 40), forms: [], scripts: [], fields: 0, passwords: [], totals: [], guest: [], returns: [], isCut: false };
  const squeezed = (text: string | null): string => (text ?? '').slice(0, 1_000).replace(/\s+/g, ' ').trim();

  function isField(element: Element): boolean {
    if (element instanceof HTMLInputElement) return !notTyped.includes(element.type);
    return element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
  }

  function inSearch(element: Element): boolean {
    return element.closest('search, [role=search]') !== null;
  }

  function describeForm(form: HTMLFormElement): void {
    if (found.forms.length >= most.forms) {
      found.isCut = true;
      return;
    }
    // Elements may be named as the properties of a form are, so its attributes are read.
    const fields = [...form.querySelectorAll('input, select, textarea')].slice(0, 300).filter((field) => isField(field) && facts.visible(field));
    const kindOf = (field: Element): string => `${field.getAttribute('type') ?? ''} ${field.getAttribute('autocomplete') ?? ''}`.toLowerCase();
    // Without an action a form is sent to its own document, whatever the base; to what is no address it is not sent at all (HTML Living Standard, 4.10.21.3).
    const action = URL.parse(form.getAttribute('action') || document.URL, document.baseURI)?.href ?? '';
    const method = (form.getAttribute('method') ?? 'get').toLowerCase();
    found.forms.push({
      selector: facts.selector(form),
      action: action.slice(0, 2_000),
      method: method === 'post' || method === 'dialog' ? method : 'get',
      fields: fields.length,
      password: fields.some((field) => field.getAttribute('type')?.toLowerCase() === 'password'),
      personal: fields.some((field) => /\b(email|tel|cc-[a-z-]+|current-password|new-password)\b/.test(kindOf(field))),
    });
  }

  /** The amount may stand beside the word, in the next cell or in the next line of a list. */
  function lineWithAmount(element: Element): string | undefined {
    let part: Element | null = element;
    for (let up = 0; up < 3 && part !== null; up += 1) {
      const line = squeezed(`${part.textContent} ${part.nextElementSibling?.textContent ?? ''}`);
      if (line.length <= 200 && amount.test(line)) return line;
      part = part.parentElement;
    }
    return undefined;
  }

  function keep(list: string[], text: string): void {
    if (list.length < most.lines && !list.includes(text)) list.push(text.slice(0, 200));
  }

  function read(element: Element): void {
    let own = '';
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE && own.length < 400) own += ` ${node.nodeValue ?? ''}`;
    const text = squeezed(own);
    if (text.length < 4 || text.length > 300) return;
    const isTotal = found.totals.length < most.lines && total.test(text) && !notTotal.test(text);
    const isGuest = guest.test(text);
    const isReturns = returns.test(text);
    if (!(isTotal || isGuest || isReturns) || !facts.visible(element)) return;
    if (isGuest) keep(found.guest, text);
    if (isReturns) keep(found.returns, text);
    const line = isTotal ? lineWithAmount(element) : undefined;
    if (line !== undefined) keep(found.totals, line);
  }

  let seen = 0;
  for (const element of facts.walk(document)) {
    seen += 1;
    if (seen > most.elements) {
      found.isCut = true;
      break;
    }
    if (element instanceof HTMLScriptElement && element.src !== '') {
      if (found.scripts.length < most.scripts) found.scripts.push({ url: element.src.slice(0, 2_000), integrity: (element.getAttribute('integrity') ?? '').trim() !== '' });
      else found.isCut = true;
    }
    if (element instanceof HTMLFormElement) describeForm(element);
    if (isField(element) && !inSearch(element) && facts.visible(element)) {
      found.fields += 1;
      const field = element as HTMLInputElement;
      const said = `${field.getAttribute('placeholder') ?? ''} ${facts.name(field)}`;
      if (field.type === 'password' && found.passwords.length < 5) found.passwords.push({ selector: facts.selector(field), required: field.required || field.getAttribute('aria-required') === 'true' || said.includes('*') });
    }
    if (!element.matches('script, style, noscript, template, option')) read(element);
  }
  return found;
}
