/**
 * Elements that may lead elsewhere by script, in the order of the document, each with its name; those that send a form, are disabled, not shown, or links
 * already are none. At most `most`, of the first `looked` elements; `cut`: there are elements beyond, which may be such, too.
 */
export function findPressable({ most, looked }: { most: number; looked: number }): { elements: Element[]; names: string[]; cut: boolean } {
  const links = 'a[href], area[href]';
  const controls = 'button, a, input[type="button"], [role="button"], [role="link"], [role="menuitem"], [role="tab"], [role="option"], [onclick]';
  const elements: Element[] = [];
  const names: string[] = [];
  const all = document.querySelectorAll('body *');
  let at = 0;
  for (; at < all.length && at < looked && elements.length < most; at += 1) {
    const element = all[at];
    if (!(element instanceof HTMLElement) || element.closest(links) !== null) continue;
    const isControl = element.matches(controls);
    // A hand for a pointer is what is left to see of listeners that a script has added.
    const isPointed = !isControl && getComputedStyle(element).cursor === 'pointer' && (element.parentElement === null || getComputedStyle(element.parentElement).cursor !== 'pointer');
    if (!isControl && !isPointed) continue;
    const sends = (element instanceof HTMLButtonElement && element.form !== null && element.type !== 'button') || element.closest('label') !== null || element.matches('input:not([type="button"]), select, textarea, summary');
    if (sends || element.matches(':disabled, [aria-disabled="true"]') || !element.checkVisibility({ visibilityProperty: true }) || element.getBoundingClientRect().width === 0) continue;
    elements.push(element);
    names.push((element.ariaLabel || (element instanceof HTMLInputElement ? element.value : element.innerText) || element.title).replace(/\s+/g, ' ').trim().slice(0, 200));
  }
  return { elements, names, cut: at < all.length };
}
