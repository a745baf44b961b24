import { actionOf } from '../model/journey.ts';
import type { Arrival, Step, Value } from '../model/journey.ts';
import type { Locator } from '../model/locator.ts';

/** In quotation marks, and not longer than a person would say it. */
export const quote = (text: string): string => `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`;

const roleWords: Record<string, string> = { textbox: 'field', searchbox: 'field', combobox: 'field', spinbutton: 'field', img: 'image', menuitem: 'menu item', generic: 'element' };

/** How a customer says a role: field instead of textbox. */
export function wordFor(role: string): string {
  return roleWords[role] ?? role;
}

/** What a person would say to point at it, as in: "Add to basket", or: the image "A tent". */
export function describeLocator(locator: Locator): string {
  if (typeof locator === 'string') return quote(locator);
  const words =
    locator.named ?? locator.label ?? locator.text ?? locator.placeholder ?? (locator.role === undefined ? locator.title : locator.name);
  let what = words === undefined ? '' : quote(words);
  if (locator.heading !== undefined) what = `the heading ${quote(locator.heading)}`;
  else if (locator.role !== undefined && locator.name === undefined) what = `the ${wordFor(locator.role)}`;
  else if (locator.alt !== undefined) what = `the image ${quote(locator.alt)}`;
  else if (locator.testId !== undefined) what = `the element with test id ${quote(locator.testId)}`;
  else if (locator.css !== undefined) what = `the element ${quote(locator.css)}`;
  const place = locator.within === undefined ? '' : ` in ${describeLocator(locator.within)}`;
  return `${what}${locator.nth === undefined ? '' : ` (number ${locator.nth + 1})`}${place}`;
}

/** As in: There is no link "Tents" on the page. */
export function describeMissing(locator: Locator): string {
  const where = typeof locator !== 'string' && locator.within !== undefined ? `in ${describeLocator(locator.within)}` : 'on the page';
  const plain = typeof locator === 'string' ? { named: locator } : locator;
  if (plain.named !== undefined) return `There is nothing called ${quote(plain.named)} ${where}.`;
  if (plain.role !== undefined) return `There is no ${wordFor(plain.role)}${plain.name === undefined ? '' : ` ${quote(plain.name)}`} ${where}.`;
  if (plain.heading !== undefined) return `There is no heading ${quote(plain.heading)} ${where}.`;
  if (plain.label !== undefined) return `There is no field labelled ${quote(plain.label)} ${where}.`;
  if (plain.text !== undefined) return `There is no text ${quote(plain.text)} ${where}.`;
  if (plain.placeholder !== undefined) return `There is no field with the placeholder ${quote(plain.placeholder)} ${where}.`;
  if (plain.alt !== undefined) return `There is no image ${quote(plain.alt)} ${where}.`;
  if (plain.title !== undefined) return `There is nothing titled ${quote(plain.title)} ${where}.`;
  if (plain.testId !== undefined) return `There is nothing with the test id ${quote(plain.testId)} ${where}.`;
  return `Nothing ${where} matches ${quote(plain.css ?? '')}.`;
}

export function describeArrival(arrival: Arrival): string {
  if (typeof arrival === 'object' && 'url' in arrival) {
    return arrival.see === undefined ? `the address ${arrival.url}` : `the address ${arrival.url} and ${describeLocator(arrival.see)}`;
  }
  return describeLocator(arrival);
}

function describeValue(value: Value): string {
  if (typeof value !== 'string') return 'a secret';
  const datum = /^\{persona\.([\w-]+)\}$/.exec(value)?.[1];
  return datum === undefined ? quote(value) : `their ${datum.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase()}`;
}

/** A step in the customer's words, as in: type their email into "Email". Secrets are never shown. */
export function describeStep(step: Step): string {
  if (step.as !== undefined) return step.as;
  const taken = actionOf(step);
  switch (taken.action) {
    case 'visit': return `go to ${taken.on}`;
    case 'click': return `click ${describeLocator(taken.on)}`;
    case 'fill': return `type ${describeValue(taken.on.with)} into ${describeLocator(taken.on.field)}`;
    case 'choose': return `choose ${quote(taken.on.option)} in ${describeLocator(taken.on.field)}`;
    case 'check': return `tick ${describeLocator(taken.on)}`;
    case 'uncheck': return `untick ${describeLocator(taken.on)}`;
    case 'press': return typeof taken.on === 'string' ? `press ${taken.on}` : `press ${taken.on.key} on ${describeLocator(taken.on.on)}`;
    case 'hover': return `point at ${describeLocator(taken.on)}`;
    case 'scroll':
      if (typeof taken.on === 'string') return `scroll to the ${taken.on}`;
      return 'by' in taken.on ? `scroll ${taken.on.by < 0 ? 'up' : 'down'} by ${Math.abs(taken.on.by)} px` : `scroll to ${describeLocator(taken.on.to)}`;
    case 'drag': return `drag ${describeLocator(taken.on.from)} to ${describeLocator(taken.on.to)}`;
    case 'upload': return `upload ${[taken.on.files].flat().map(quote).join(', ')} in ${describeLocator(taken.on.field)}`;
    case 'waitFor': return `wait for ${describeArrival(taken.on)}`;
    case 'back': return 'go back';
    case 'reload': return 'reload the page';
    case 'run': return 'run a function of the plan';
  }
}
