(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  for (const element of all('[data-script]')) element.hidden = false;
  for (const details of all('details[data-fold]')) details.open = false;

  const narrow = matchMedia('(max-width: 68rem)');
  const foldContents = () => {
    for (const details of all('details[data-fold-small]')) details.open = !narrow.matches;
  };
  foldContents();
  narrow.addEventListener('change', foldContents);

  for (const image of all('img[data-from]')) {
    const shot = document.getElementById(image.dataset.from);
    if (shot) image.src = shot.getAttribute('href');
    else image.parentElement.hidden = true;
  }

  const reveal = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target) return;
    for (let element = target; element; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target.scrollIntoView();
    if (target.tabIndex === -1) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    for (const details of folded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });

  const filters = all('[data-filter]');
  const state = document.querySelector('[data-filter-state]');
  const words = (text) => (text ?? '').split(' ').filter(Boolean);
  const apply = () => {
    const chosen = filters.filter((filter) => filter.value !== '');
    for (const element of all('[data-sites], [data-personas], [data-severity]')) {
      const isLeftOut = chosen.some((filter) => {
        const own = words(element.dataset[filter.dataset.filter]);
        const wanted = words(filter.value);
        return own.length > 0 && !own.some((word) => wanted.includes(word));
      });
      // What is drawn has no property for it.
      element.toggleAttribute('hidden', isLeftOut);
    }
    const names = chosen.map((filter) => filter.selectedOptions[0].textContent.trim());
    state.textContent = names.length === 0 ? '' : `Shown: ${names.join(', ')}. The verdict is that of the whole run.`;
  };
  for (const filter of filters) filter.addEventListener('change', apply);
  document.querySelector('form.filters')?.addEventListener('submit', (event) => event.preventDefault());

  const links = new Map(all('nav.contents a').map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute('aria-current');
        links.get(entry.target.id)?.setAttribute('aria-current', 'true');
      }
    },
    { rootMargin: '-20% 0px -70% 0px' },
  );
  for (const section of all('section.chapter')) watcher.observe(section);
})();
