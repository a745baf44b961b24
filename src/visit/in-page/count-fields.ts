/** Fields that can be seen in a frame, as far as it can be seen itself from within: smaller than 20 by 10 CSS px no field could be used. Of very many the first 1,000. Runs in the frame. */
export function countFields(): number {
  if (innerWidth < 20 || innerHeight < 10) return 0;
  const fields = document.querySelectorAll('input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea');
  let count = 0;
  for (let index = 0; index < fields.length && index < 1_000; index += 1) {
    const { width = 0, height = 0 } = fields[index]?.getBoundingClientRect() ?? {};
    if (width > 1 && height > 1 && fields[index]?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true) count += 1;
  }
  return count;
}
