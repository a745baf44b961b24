import type { LayerExits } from '../../model/interruption-evidence.ts';
import type { Overlay } from '../../model/evidence.ts';
import type { ElementFactsOf } from './collect-element-facts.ts';

/** A layer over the page, with what is needed to say whether the customer asked for it. */
export type Layer = Overlay & { dialog: boolean; exits: LayerExits };

/**
 * Layers that lie over the page. The window is sampled with a grid of points: what is hit is followed up to the outermost
 * element that is lifted out of the page. What is fixed but covers nothing, as the frame of an app or a header, is no layer.
 */
export function collectOverlays({ least, closing, agreeing }: { least: number; /** Sources of the expressions for names of controls that close, and that agree. */ closing: string; agreeing: string }, facts: ElementFactsOf): Layer[] {
  const { innerWidth: width, innerHeight: height } = window;
  const grid = { columns: 24, rows: 24 };
  const dialogs = 'dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [popover]:popover-open';
  const words: readonly [Overlay['kind'], RegExp][] = [
    ['consent', /cookie|consent|gdpr|einwilligung|datenschutzeinstellung|consentement|consentimiento|consenso|toestemming/i],
    ['newsletter', /newsletter|mailing list|sign up (for|and)|subscribe|inbox|\d+ ?% (off|rabatt|de réduction|de descuento|di sconto|korting)|abonnieren|abonnez|inscrivez|suscr[ií]|iscriviti|nieuwsbrief|abonneer/i],
    ['app', /(open|get|use|download|continue) (in |it on )?(the|our) app\b|app store|google play|in (der|unserer) app|l['’]appli|nuestra app|nell['’]app|in de app/i],
    ['chat', /\bchat|how can we help|can we help|messenger|talk to us|wie können wir|comment pouvons-nous|podemos ayudar|possiamo aiutar|kunnen we .*helpen/i],
    ['login', /(log|sign) ?in\b|anmelden|einloggen|se connecter|connexion|iniciar sesi[óo]n|accedi\b|inloggen/i],
  ];

  function deepest(x: number, y: number): Element[] {
    let root: Document | ShadowRoot = document;
    let stack = root.elementsFromPoint(x, y);
    const above: Element[] = [];
    while (stack[0]?.shadowRoot != null && stack[0].shadowRoot !== root) {
      above.unshift(...stack);
      root = stack[0].shadowRoot;
      const inner = root.elementsFromPoint(x, y).filter((element) => element.getRootNode() === root);
      if (inner.length === 0) break;
      stack = inner;
    }
    return [...stack, ...above];
  }

  function ancestors(element: Element): Element[] {
    const out: Element[] = [];
    for (let one: Element | null = element; one !== null && one !== document.body && one !== document.documentElement; one = facts.parent(one)) out.push(one);
    return out;
  }

  const lifted = new Map<Element, boolean>();
  function isLifted(element: Element): boolean {
    const known = lifted.get(element);
    if (known !== undefined) return known;
    const { position, zIndex } = getComputedStyle(element);
    const is = element.matches(dialogs) || position === 'fixed' || position === 'sticky' || (position === 'absolute' && Number(zIndex) >= 100);
    lifted.set(element, is);
    return is;
  }

  /** Text, a picture or a control right at this element. */
  function isContent(element: Element): boolean {
    if (element.matches('img, picture, video, canvas, svg, iframe') || facts.interactive(element)) return true;
    return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '');
  }

  const hits = new Map<Element, { points: number; covering: number }>();
  for (let row = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1) {
      const stack = deepest(((column + 0.5) / grid.columns) * width, ((row + 0.5) / grid.rows) * height);
      const top = stack[0];
      const layer = top === undefined ? undefined : ancestors(top).findLast(isLifted);
      if (layer === undefined) continue;
      const hit = hits.get(layer) ?? { points: 0, covering: 0 };
      hit.points += 1;
      if (stack.some((below) => !ancestors(below).includes(layer) && !below.contains(layer) && isContent(below))) hit.covering += 1;
      hits.set(layer, hit);
    }
  }

  const points = grid.columns * grid.rows;
  function isPageFrame(element: Element): boolean {
    const box = element.getBoundingClientRect();
    const landmark = 'header, nav, footer, [role=banner], [role=navigation], [role=contentinfo]';
    const isBar = box.width >= width * 0.9 && box.height < height * 0.2;
    return (isBar && (element.matches(landmark) || element.querySelector(landmark) !== null || element.closest(landmark) !== null)) || element.querySelector('main, [role=main], h1') !== null;
  }

  function about(element: Element): string {
    const frames = element.matches('iframe') ? [element] : [...element.querySelectorAll('iframe')].slice(0, 5);
    const named = frames.map((frame) => `${frame.getAttribute('title') ?? ''} ${frame.getAttribute('name') ?? ''} ${frame.id} ${(frame.getAttribute('src') ?? '').slice(0, 200)}`);
    return [facts.name(element), facts.text(element), ...named].join(' ');
  }

  function kindOf(element: Element): Overlay['kind'] {
    const text = about(element);
    const has = (selector: string): boolean => element.querySelector(selector) !== null;
    if (has('input[type=password]')) return 'login';
    const kind = words.find(([, pattern]) => pattern.test(text))?.[0];
    if (kind !== undefined && !(kind === 'consent' && has('input[type=email]') && words[1]?.[1].test(text))) return kind;
    if (kind === 'consent') return 'newsletter';
    return element.matches(dialogs) || has(dialogs) ? 'dialog' : 'other';
  }

  function waysOf(element: Element): string[] {
    const ways = [...facts.walk(element)].filter((one) => ['button', 'link'].includes(facts.role(one)) && facts.visible(one)).map((one) => facts.name(one));
    return ways.filter((way) => way !== '').slice(0, 10);
  }

  /** A sheet behind a layer: nothing to read, nothing to press. */
  const isBackdrop = (element: Element): boolean => !element.matches(dialogs) && facts.text(element) === '' && ![...facts.walk(element)].some((one) => facts.interactive(one) || one.localName === 'iframe' || one.localName === 'img');
  const layers = [...hits].filter(([element]) => !isPageFrame(element));
  const backdrop = layers.filter(([element, { points: hit }]) => isBackdrop(element) && hit / points >= 0.2).reduce((sum, [, { points: hit }]) => sum + hit, 0);
  const restIsInert = (element: Element): boolean => [...document.body.children].some((one) => one.hasAttribute('inert') && !one.contains(element) && facts.text(one) !== '');

  /** Everything beside it that could be used is inert. */
  const isAloneUsable = (element: Element): boolean => {
    const usable = 'a[href], button, input, select, textarea, [tabindex]';
    const beside = [...document.body.children].filter((one) => !one.contains(element) && (one.matches(usable) || one.querySelector(usable) !== null));
    return beside.length > 0 && beside.every((one) => one.hasAttribute('inert'));
  };

  /** What a control of the page has let down: a list of suggestions, a menu. It came because the customer typed or pressed. */
  const isLetDown = (element: Element): boolean =>
    [...document.querySelectorAll('[aria-expanded=true]:is([aria-controls], [aria-owns])')].some((control) => {
      if (element.contains(control)) return false;
      const ids = `${control.getAttribute('aria-controls') ?? ''} ${control.getAttribute('aria-owns') ?? ''}`.split(/\s+/).filter((id) => id !== '');
      return ids.some((id) => element.contains(document.getElementById(id)));
    });

  const closes = new RegExp(`${closing}|^[×✕✖⨯xX]$`, 'i');
  const agrees = new RegExp(agreeing, 'i');
  /** A button, or a link that leads nowhere and so is one. */
  const isPressed = (element: Element): boolean => facts.role(element) === 'button' || element.matches('a:not([href]), a[href=""], a[href="#"], a[href^="javascript:" i]');
  /** What lies beside the page counts where it wants an answer: an index may name cookies and mailing lists too. */
  const asks = (kind: Overlay['kind'], element: Element): boolean => {
    if (kind === 'newsletter') return element.querySelector('input:not([type=checkbox], [type=radio], [type=hidden]), iframe') !== null;
    if (kind !== 'consent') return false;
    return element.matches('iframe') || [...facts.walk(element)].some((one) => one.localName === 'iframe' || (isPressed(one) && facts.visible(one) && (closes.test(facts.name(one)) || agrees.test(facts.name(one)))));
  };
  const html = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  /** The window is scrolled as the root says, and as the body does where the root leaves it open (CSS Overflow 3). */
  const scrollOfPage = (): LayerExits['scroll'] => {
    const pinned = body.position === 'fixed';
    const longest = pinned ? document.body.getBoundingClientRect().height : Math.max(document.documentElement.scrollHeight, document.body.scrollHeight);
    if (longest <= height + 1) return 'short';
    const overflow = html.overflowY === 'visible' ? body.overflowY : html.overflowY;
    return pinned || overflow === 'hidden' || overflow === 'clip' ? 'locked' : 'free';
  };
  const scroll = scrollOfPage();
  const exitsOf = (element: Element, dialog: Element | null, ways: readonly string[]): LayerExits => {
    const modal = dialog?.matches('dialog:modal') === true;
    const popover = dialog?.matches('[popover=""], [popover=auto], [popover=hint]') === true;
    const closedBy = dialog?.getAttribute('closedby') ?? '';
    const escape = popover || closedBy === 'any' || closedBy === 'closerequest' || (modal && closedBy !== 'none');
    return {
      closes: ways.filter((name) => closes.test(name)).slice(0, 5),
      browser: [...(escape ? (['escape'] as const) : []), ...(popover || closedBy === 'any' ? (['outside'] as const) : [])],
      keepsFocus: modal || isAloneUsable(element),
      scroll,
    };
  };

  return layers
    .filter(([element]) => !isBackdrop(element) && !isLetDown(element))
    .map(([element, { points: hit, covering }]) => {
      const dialog = element.matches(dialogs) ? element : element.querySelector(dialogs);
      const covers = Math.min(1, (hit + backdrop) / points);
      const modal = dialog?.matches('[aria-modal=true], dialog:modal') === true || restIsInert(element) || covers >= 0.9;
      const ways = waysOf(element);
      return { layer: { kind: kindOf(element), name: facts.name(dialog ?? element) || facts.text(element).slice(0, 100), selector: facts.selector(element), covers, modal, ways, exits: exitsOf(element, dialog, ways), dialog: dialog !== null }, element, share: covers, covering };
    })
    .filter(({ layer, element, share, covering }) => {
      if (share < least) return false;
      if (layer.dialog || asks(layer.kind, element)) return true;
      return covering > 0 && (layer.kind === 'consent' || layer.kind === 'newsletter' || getComputedStyle(element).position !== 'sticky');
    })
    .map(({ layer }) => layer)
    .slice(0, 20);
}
