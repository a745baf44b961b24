import type { Captcha, FieldError } from '../../model/form-evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** A field that was filled in, as it is known from outside the page. */
export interface WatchedField {
  id: number;
  selector: string;
  /** Accessible name when it was filled in. */
  label: string;
  /** Its name attribute. */
  name: string;
}

export interface FormQuestion {
  /** before: a field is going to be filled in. look: what do fields say now? arrive: and what else is there? */
  ask: 'before' | 'look' | 'arrive';
  fields: readonly WatchedField[];
  /** The field that has just been filled in. */
  filled: { id: number; selector: string; label: string } | null;
  most: { errors: number; captchas: number };
}

export interface FieldLook {
  id: number;
  selector: string;
  label: string;
  name: string;
  focused: boolean;
  empty: boolean;
  kept: number;
  full: boolean;
  premature: boolean;
  error: FieldError | null;
}

export interface FormAnswer {
  looks: FieldLook[];
  errors: FieldError[];
  captchas: Captcha[];
  /** The page has more elements than are looked at on arrival. */ cut: boolean;
}

/** What is kept in our world of the document between the questions. */
interface FormWatch {
  elements: Map<number, Element>;
  /** Texts by the element they stand in, as they were before anything was typed below them. */
  texts: WeakMap<Element, string>;
  /** What has come up as a message stays one, however long it stands there. */
  messages: WeakSet<Element>;
  /** Fields that were said to be wrong before the one at hand was filled in. */
  wrongBefore: WeakSet<Element>;
  premature: WeakSet<Element>;
  checks: number;
}

/** What the page says of its fields: wrong or not, in which words, tied to the field or not. Reads, and listens to what is typed; acts on nothing. */
export function collectForms({ ask, fields, filled, most }: FormQuestion, facts: ElementFactsOf): FormAnswer {
  const own = globalThis as unknown as { formWatch?: FormWatch };
  // Words that say something is wrong, without accents: English, German, French, Spanish, Italian, Dutch. Those that also stand in hints, as "please enter", are left out.
  const wrong = /\b(invalid|not (a )?valid|isn.?t (a )?valid|incorrect|wrong|errors?|not allowed|not recogni[sz]ed|not accepted|(doesn.?t|does not) (match|look)|ungultig\w*|nicht gultig|falsch\w*|fehler\w*|nicht erlaubt|invalide|(non|pas) valide|incorrecte?|erreur|erronee?|invalid[oa]|no (es )?valid[oa]|incorrect[oa]|error(es)?|non (e )?valid[oa]|errat[oa]|errore|ongeldig\w*|niet geldig|onjuist\w*|fout\w*)\b/;
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const textOf = (element: Element): string => tidy([...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).slice(0, 50).map((node) => node.nodeValue ?? '').join(' ')).slice(0, 500);
  const seen = (element: Element): boolean => facts.visible(element) && element.checkVisibility({ opacityProperty: true });
  const isWrong = (element: Element): boolean => element.getAttribute('aria-invalid') === 'true';
  /** Something was typed that a field of this type cannot hold, as letters in a number: its value is empty, but it is not. */
  const unreadable = (element: Element): boolean => (element as HTMLInputElement).validity?.badInput === true;
  const refused = (element: Element): boolean => element.matches(':user-invalid') && (element as HTMLInputElement).form?.noValidate !== true && ((element as HTMLInputElement).validity?.valueMissing !== true || unreadable(element));
  const valueOf = (element: Element): string => (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element.value : (element.textContent ?? '')).slice(0, 10_000);
  const otherField = 'input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea';

  /** The elements that can hold the words of a field: what surrounds it and no other field, and what comes right behind that. */
  function placesOf(field: Element): Element[] {
    let around = field;
    for (let level = 0; level < 4; level += 1) {
      const up = around.parentElement;
      if (up === null || up === document.body || up.matches('form, fieldset') || [...up.querySelectorAll(otherField)].some((other) => other !== field)) break;
      around = up;
    }
    const next = around.nextElementSibling;
    const behind = next !== null && !next.matches(otherField) && next.querySelector(otherField) === null && !next.matches('label, legend, h1, h2, h3, h4, h5, h6, button') ? [next] : [];
    return [...(around === field ? [] : [around]), ...behind];
  }

  function* textsIn(place: Element): Generator<Element> {
    let count = 0;
    if (textOf(place) !== '') yield place;
    for (const element of place.querySelectorAll('*')) {
      if ((count += 1) > 200) return;
      if (!element.matches('script, style, template, option') && textOf(element) !== '') yield element;
    }
  }

  function gap(one: Element, other: Element): number {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return Math.round(Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom)));
  }

  const referenced = (field: Element, attribute: string): Element[] =>
    (field.getAttribute(attribute) ?? '').split(/\s+/).slice(0, 10).flatMap((id) => (id === '' ? [] : ((field.getRootNode() as Document | ShadowRoot).getElementById(id) ?? [])));

  function messageOf(field: Element, flagged: boolean): FieldError['message'] {
    const watch = own.formWatch;
    const appeared = (element: Element): boolean => watch !== undefined && (watch.messages.has(element) || watch.texts.get(element) !== textOf(element));
    const describe = (element: Element, tie: NonNullable<FieldError['message']>['tie']): FieldError['message'] => ({
      text: tidy((element as HTMLElement).innerText ?? '').slice(0, 300),
      selector: facts.selector(element),
      tie,
      live: element.closest('[role=alert], [role=status], [role=log], output, [aria-live=polite], [aria-live=assertive]') !== null,
      appeared: [element, ...element.querySelectorAll('*')].slice(0, 50).some((one) => textOf(one) !== '' && appeared(one)),
      distance: gap(field, element),
    });
    const speaks = (element: Element): boolean => seen(element) && tidy((element as HTMLElement).innerText ?? '') !== '';
    for (const element of flagged ? referenced(field, 'aria-errormessage') : []) if (speaks(element)) return describe(element, 'errormessage');
    for (const element of referenced(field, 'aria-describedby')) {
      if (!speaks(element)) continue;
      const found = describe(element, 'describedby');
      const says = wrong.test(plain(found?.text ?? ''));
      if (!(flagged ? says || found?.appeared === true : says && found?.appeared === true)) continue;
      if (found?.appeared === true) for (const part of [element, ...element.querySelectorAll('*')].slice(0, 50)) watch?.messages.add(part);
      return found;
    }
    const labels = [...((field as HTMLInputElement).labels ?? [])];
    for (const place of placesOf(field)) {
      for (const element of textsIn(place)) {
        const says = wrong.test(plain(textOf(element)));
        if (!seen(element) || (flagged ? !says && !appeared(element) : !says || !appeared(element))) continue;
        if (appeared(element)) watch?.messages.add(element);
        return describe(element, labels.some((label) => label.contains(element)) ? 'label' : 'none');
      }
    }
    return null;
  }

  function hasWords(field: Element): boolean {
    const labels = [...((field as HTMLInputElement).labels ?? []), ...referenced(field, 'aria-labelledby')];
    const beside = [...placesOf(field), ...referenced(field, 'aria-describedby'), ...referenced(field, 'aria-errormessage')];
    return beside.some((place) => [...textsIn(place)].some((element) => seen(element) && !labels.some((label) => label.contains(element))));
  }

  function errorOf(field: Element): FieldError | null {
    const [ariaInvalid, userInvalid] = [isWrong(field), refused(field)];
    const message = messageOf(field, ariaInvalid || userInvalid);
    if (!ariaInvalid && !userInvalid && message === null) return null;
    return { selector: facts.selector(field), label: facts.name(field), ariaInvalid, userInvalid, words: message !== null || hasWords(field), message };
  }

  /** Notes what stands on the page, so that what comes up later can be told from it; and listens for errors that do not wait for the end of the text. */
  function prepare(): void {
    const fresh = own.formWatch === undefined;
    const watch = (own.formWatch ??= { elements: new Map(), texts: new WeakMap(), messages: new WeakSet(), wrongBefore: new WeakSet(), premature: new WeakSet(), checks: 0 });
    watch.wrongBefore = new WeakSet();
    watch.checks = 0;
    let count = 0;
    for (const element of facts.walk(document)) {
      if ((count += 1) > 20_000) break;
      if (facts.field(element) && isWrong(element)) watch.wrongBefore.add(element);
      const text = element.matches('script, style, template, option') ? '' : textOf(element);
      if (text !== '' && element.checkVisibility({ visibilityProperty: true })) watch.texts.set(element, text);
    }
    if (!fresh) return;
    addEventListener('input', (event) => {
      const [field] = event.composedPath();
      // The page answers first.
      setTimeout(() => {
        if (!(field instanceof Element) || !facts.field(field) || (watch.checks += 1) > 100 || valueOf(field) === '') return;
        const message = messageOf(field, false);
        if ((isWrong(field) && !watch.wrongBefore.has(field)) || message !== null) watch.premature.add(field);
      }, 0);
    });
  }

  function resolve(selector: string): Element | null {
    let found: Element | null = null;
    for (const part of selector.split(' >>> ')) {
      const root: Document | ShadowRoot | null = found === null ? document : found.shadowRoot;
      try {
        found = root?.querySelector(part) ?? null;
      } catch {
        return null;
      }
      if (found === null) return null;
    }
    return found;
  }

  function active(): Element | null {
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement != null) found = found.shadowRoot.activeElement;
    return found;
  }

  /** The field that was filled in; a page that was drawn anew has another element in its place. */
  function elementOf({ id, selector, label, name }: WatchedField): Element | null {
    const known = own.formWatch?.elements.get(id);
    if (known?.isConnected === true) return known;
    const again = name === '' ? [resolve(selector)] : [...document.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const [only] = again;
    return again.length === 1 && only != null && facts.field(only) && facts.name(only) === label ? only : null;
  }

  function look(field: WatchedField, element: Element): FieldLook {
    const value = valueOf(element);
    const limit = Number.parseInt(element.getAttribute('maxlength') ?? '', 10);
    const found = errorOf(element);
    const focused = active() === element;
    return {
      ...field,
      focused,
      empty: value === '' && !unreadable(element),
      kept: (value.match(/[\p{L}\p{N}]/gu) ?? []).length,
      full: Number.isInteger(limit) && limit >= 0 && value.length >= limit,
      premature: own.formWatch?.premature.has(element) === true,
      // What was said of it before anything was typed is not about what was typed, until the customer is done with it.
      error: focused && found?.message === null && own.formWatch?.wrongBefore.has(element) === true ? null : found,
    };
  }

  let cut = false;
  function captchas(): Captcha[] {
    const hosts: readonly (readonly [Captcha['provider'], RegExp])[] = [
      ['reCAPTCHA', /^(www\.)?(google\.com|recaptcha\.net)\/recaptcha\//],
      ['hCaptcha', /^([\w-]+\.)?hcaptcha\.com\//],
      ['Turnstile', /^challenges\.cloudflare\.com\//],
      ['Arkose Labs', /^([\w-]+\.)*(arkoselabs|funcaptcha)\.com\//],
    ];
    const names: readonly (readonly [Captcha['provider'], RegExp])[] = [
      ['reCAPTCHA', /\brecaptcha\b/i],
      ['hCaptcha', /\bhcaptcha\b/i],
      ['Turnstile', /\bcloudflare security challenge\b/i],
      ['Arkose Labs', /\b(arkose|funcaptcha)\b/i],
    ];
    const answers: readonly (readonly [Captcha['provider'], string])[] = [
      ['reCAPTCHA', '[name="g-recaptcha-response"]'],
      ['hCaptcha', '[name="h-captcha-response"]'],
      ['Turnstile', '[name="cf-turnstile-response"]'],
      ['Arkose Labs', '[name="fc-token"]'],
    ];
    const found: Captcha[] = [];
    const add = (captcha: Captcha): void => {
      const same = found.findIndex(({ provider, shown }) => provider === captcha.provider && (shown || !captcha.shown));
      if (same >= 0 || found.length >= most.captchas) return;
      found.splice(0, found.length, ...found.filter(({ provider }) => provider !== captcha.provider), captcha);
    };
    // Narrower or lower than this it is a badge or a frame without a picture; the smallest test there is, Turnstile's compact one, is 150 × 140 CSS px, the ordinary ones 300 × 65 and more (Cloudflare and Google, developer documentation, 2025).
    const large = (element: Element): boolean => seen(element) && element.getBoundingClientRect().width >= 140 && element.getBoundingClientRect().height >= 60;
    let count = 0;
    for (const element of facts.walk(document)) {
      if ((cut ||= (count += 1) > 50_000)) break;
      if (element instanceof HTMLIFrameElement) {
        const address = URL.parse(element.src);
        const place = address === null ? '' : `${address.host}${address.pathname}`;
        const byHost = hosts.find(([, host]) => host.test(place));
        const byName = names.find(([, name]) => name.test(element.title));
        const [provider] = byHost ?? byName ?? [];
        // reCAPTCHA's badge is 256 × 60 and stands in a corner: a frame of the invisible kind says so.
        if (provider !== undefined) add({ provider, selector: facts.selector(element), evidence: (byHost === undefined ? element.title : address?.host ?? '').slice(0, 100), shown: large(element) && !/\bsize=invisible\b/.test(element.src) && element.closest('.grecaptcha-badge') === null });
      } else if (element.hasAttribute('name')) {
        const answer = answers.find(([, selector]) => element.matches(selector));
        // The frame may lie in a closed shadow root: the box around the field for the answer shows it.
        const box = element.parentElement;
        if (answer !== undefined && box !== null) add({ provider: answer[0], selector: facts.selector(box), evidence: element.getAttribute('name') ?? '', shown: answer[0] === 'Turnstile' && large(box) && box.querySelectorAll('input:not([type=hidden]), button').length === 0 });
      }
      if (element instanceof HTMLInputElement && /^(text|tel|number)$/.test(element.type) && facts.visible(element) && /\bcaptcha\b|characters? (you see|shown|in the (image|picture))|letters (you see|shown)|zeichen (aus|im|in) (dem )?bild|caracteres de la imagen|caracteres de l.image/.test(plain(`${facts.name(element)} ${element.name}`))) {
        const pictures = (element.closest('form') ?? document.body).querySelectorAll('img, canvas, svg');
        if ([...pictures].slice(0, 200).some((picture) => seen(picture) && gap(element, picture) <= 200 && picture.getBoundingClientRect().width >= 60)) add({ provider: 'image', selector: facts.selector(element), evidence: facts.name(element).slice(0, 100), shown: true });
      }
    }
    return found;
  }

  if (filled !== null && own.formWatch !== undefined) {
    const focused = active();
    const named = resolve(filled.selector);
    const element = named !== null && (named === focused || (facts.field(named) && facts.name(named) === filled.label)) ? named : null;
    if (element !== null && facts.field(element)) {
      for (const [id, other] of own.formWatch.elements) if (other === element) own.formWatch.elements.delete(id);
      own.formWatch.elements.set(filled.id, element);
    }
  }
  const just = filled === null ? undefined : own.formWatch?.elements.get(filled.id);
  const all: readonly WatchedField[] = just === undefined || filled === null ? fields : [...fields, { id: filled.id, selector: filled.selector, label: facts.name(just), name: just.getAttribute('name') ?? '' }];
  const looks = all.flatMap((field) => {
    const element = elementOf(field);
    return element === null ? [] : [look(field, element)];
  });
  const errors: FieldError[] = [];
  if (ask === 'arrive') {
    let count = 0;
    for (const element of facts.walk(document)) {
      if (errors.length >= most.errors || (cut ||= (count += 1) > 50_000)) break;
      const error = facts.field(element) && (isWrong(element) || refused(element)) && facts.visible(element) ? errorOf(element) : null;
      if (error !== null) errors.push(error);
    }
  }
  const answer = { looks, errors, captchas: ask === 'arrive' ? captchas() : [], cut };
  if (ask === 'before') prepare();
  return answer;
}
