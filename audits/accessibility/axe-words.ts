/** What a rule of axe-core means to a person, and the first step towards fixing it. Rules that are not here are told in axe's own words. */
export interface RuleWords {
  title: string;
  advice: string;
  effort: 'small' | 'medium' | 'large';
}

const words = (title: string, advice: string, effort: RuleWords['effort'] = 'small'): RuleWords => ({ title, advice, effort });

export const axeWords: Readonly<Record<string, RuleWords>> = {
  'aria-allowed-attr': words('Assistive technology is told things about controls that do not fit them.', 'Remove ARIA attributes that the role of the element does not support.'),
  'aria-command-name': words('A control has no name that a screen reader could say.', 'Give it visible text or an aria-label.'),
  'aria-dialog-name': words('A dialog opens without saying what it is about.', 'Point aria-labelledby of the dialog at its heading.'),
  'aria-hidden-focus': words('The Tab key reaches something that screen readers are told to ignore.', 'Take the hidden part out of the tab order (inert), or do not hide it.'),
  'aria-input-field-name': words('A field has no name that a screen reader could say.', 'Give the field a visible label and connect it with aria-labelledby.'),
  'aria-required-attr': words('A custom control does not tell its state to assistive technology.', 'Set the ARIA attributes its role requires, or use the native element.'),
  'aria-required-children': words('A list, menu or table is not built the way assistive technology expects.', 'Put the children there that the role requires, or remove the role.', 'medium'),
  'aria-required-parent': words('An item stands outside the list, menu or table it claims to belong to.', 'Put it inside the parent its role requires, or remove the role.', 'medium'),
  'aria-valid-attr-value': words('Assistive technology is given an ARIA value that means nothing.', 'Correct the value; ids it refers to must exist.'),
  'autocomplete-valid': words('The browser cannot fill in a field because its autocomplete value is wrong.', 'Use a value of the HTML list, as in email, tel or postal-code.'),
  'button-name': words('A button has no name: a screen reader says only “button”.', 'Put text in the button, or an aria-label if it shows just an icon.'),
  bypass: words('Keyboard users have to go through the whole header on every page.', 'Add a skip link or landmarks such as main.'),
  'color-contrast': words('Text is hard to read because it hardly stands out from its background.', 'Darken the text or lighten the background to a contrast of 4.5:1 (3:1 for large text); begin with the colour used most.'),
  'css-orientation-lock': words('The page can be used in one position of the screen only.', 'Remove the style rule that turns the page in one orientation; let it lay itself out in both.'),
  'document-title': words('The page has no title: nobody can tell its tab from the others.', 'Give the page a title that says what it is.'),
  'duplicate-id-aria': words('A label points at two things, so one of them loses its name.', 'Make the id unique.'),
  'form-field-multiple-labels': words('A field has several labels, and some people hear only one of them.', 'Give the field one label.'),
  'frame-title': words('Embedded content has no name that tells what it is.', 'Give the iframe a title.'),
  'heading-order': words('Heading levels are skipped, so the outline of the page has gaps.', 'Choose heading levels by structure, not by size.'),
  'html-has-lang': words('Screen readers do not know which language to speak.', 'Set the lang attribute of the html element.'),
  'html-lang-valid': words('The page says it is written in a language that does not exist.', 'Correct the lang attribute of the html element, as in <html lang="en">.'),
  'image-alt': words('A picture has no text for people who cannot see it.', 'Give it an alt text that says what it is for; alt="" if it only decorates.'),
  'input-button-name': words('A button has no name: a screen reader says only “button”.', 'Give it a value that says what it does.'),
  'input-image-alt': words('A picture used as a button has no name.', 'Give it an alt text that says what it does.'),
  label: words('A field does not say what belongs in it.', 'Give the field a visible label element connected by for and id.'),
  'landmark-one-main': words('The main content is not marked, so it cannot be jumped to.', 'Put the main content into a main element.'),
  'link-in-text-block': words('Links can be told from the text around them by colour only.', 'Underline links inside text.'),
  'link-name': words('A link has no name: a screen reader says only “link”.', 'Put text in the link, or an alt text on the picture in it.'),
  list: words('A list is not built as a list, so its length is not announced.', 'Put only li elements inside ul and ol.'),
  listitem: words('A list item stands outside a list.', 'Put li elements inside ul or ol.'),
  'meta-refresh': words('The page reloads or moves on by itself before everyone has finished.', 'Remove the refresh, or let people switch it off.'),
  'meta-viewport': words('People who need larger text cannot zoom in.', 'Remove user-scalable=no and maximum-scale from the viewport meta tag.'),
  'nested-interactive': words('A control sits inside another one, and screen readers offer only one of them.', 'Put the two controls beside each other.', 'medium'),
  'page-has-heading-one': words('The page has no main heading to jump to.', 'Mark its title as h1.'),
  region: words('Some content lies outside all landmarks and is easily missed.', 'Put all content into header, nav, main or footer.', 'medium'),
  'scrollable-region-focusable': words('A part of the page scrolls with the mouse but not with the keyboard.', 'Make the region focusable with tabindex="0" and give it a name.'),
  'select-name': words('A list to choose from does not say what it is for.', 'Give it a visible label element connected by for and id.'),
  'svg-img-alt': words('A drawing has no text for people who cannot see it.', 'Give it a title or an aria-label; aria-hidden="true" if it only decorates.'),
  tabindex: words('The Tab key jumps through the page in an order of its own.', 'Remove positive tabindex values and put the elements in the right order.'),
  'valid-lang': words('A part is marked with a language that does not exist, so it is spoken wrongly.', 'Correct the lang attribute.'),
  'video-caption': words('A video has no captions for people who cannot hear it.', 'Add a captions track.', 'medium'),
};
