(() => {
  // Sizes of units, so that 900 ms sorts before 1.2 s.
  const units = { ms: 1, s: 1000, min: 60000, byte: 1, bytes: 1, KB: 1e3, MB: 1e6, '%': 1 };
  const number = /^([+−-]?)([\d,]+(?:\.\d+)?)(?:\s*[–]\s*[\d.,]+)?\s*(ms|s|min|bytes?|KB|MB|%)?(?:\s+(\d+)\s*s)?/u;

  /** What a cell is sorted by: its number, else its text; null: there is none. */
  const keyOf = (cell) => {
    const text = (cell?.querySelector('.value') ?? cell)?.textContent.trim() ?? '';
    if (text === '' || /^(not available|not applicable|not reached|not inspected|not planned|not in this run|–)/i.test(text)) return null;
    if (/^(none|no |nobody)/i.test(text)) return 0;
    const found = number.exec(text);
    if (!found) return text.toLowerCase();
    const value = Number(found[2].replaceAll(',', '')) * (units[found[3]] ?? 1) + Number(found[4] ?? 0) * 1000;
    return found[1] === '' || found[1] === '+' ? value : -value;
  };

  /** Absent last, whichever way; numbers before words. */
  const compare = (a, b, way) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return way * (typeof a === 'number' ? a - b : a.localeCompare(b));
  };

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains('group'));

  /** Rows stay in their group; what heads a group stays on top of it. */
  const sort = (table, column, way) => {
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains('group')).map((row, place) => ({ row, place: Number((row.dataset.place ??= place)), key: keyOf(row.cells[column]) }));
      rows.sort((a, b) => (way === 0 ? 0 : compare(a.key, b.key, way)) || a.place - b.place);
      body.append(...rows.map(({ row }) => row));
    }
  };

  const addSorting = (table, say) => {
    const heads = [...table.tHead.rows[0].cells];
    for (const [column, head] of heads.entries()) {
      if (head.querySelector('a, button') || head.textContent.trim() === '') continue;
      const title = head.textContent.trim();
      const button = element('button', { type: 'button', className: 'sort' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const next = { none: 'ascending', ascending: 'descending', descending: 'none' }[head.getAttribute('aria-sort') ?? 'none'];
        for (const other of heads) other.removeAttribute('aria-sort');
        if (next !== 'none') head.setAttribute('aria-sort', next);
        sort(table, column, { none: 0, ascending: 1, descending: -1 }[next]);
        say(next === 'none' ? 'In the order of the report.' : `Sorted by ${title}, ${next}.`);
      });
    }
  };

  const copyOf = (table) => {
    const seen = [...table.rows].filter((row) => row.checkVisibility());
    const text = (cell) => cell.innerText.replaceAll(/\s+/g, ' ').trim();
    return { count: seen.filter((row) => row.parentElement !== table.tHead).length, text: seen.map((row) => [...row.cells].filter((cell) => cell.checkVisibility()).map(text).join('\t')).join('\n') };
  };

  const toClipboard = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = element('textarea', { value: text, className: 'visually-hidden' });
      document.body.append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      return copied;
    }
  };

  // A filter for a handful of rows is in the way.
  const rowsWorthAFilter = 6;

  for (const table of document.querySelectorAll('.scroll > table')) {
    const spanning = [...table.querySelectorAll('tbody tr:not(.group) > *')].some((cell) => cell.rowSpan > 1 || cell.colSpan > 1);
    const rows = rowsOf(table);
    if (rows.length < 2 || !table.tHead) continue;
    const name = table.caption?.textContent.trim() ?? '';
    const status = element('span', { className: 'table-status' });
    status.setAttribute('role', 'status');
    const say = (text) => (status.textContent = text);
    const tools = element('div', { className: 'table-tools' });
    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-label', name === '' ? 'Table' : `Table: ${name}`);

    if (!spanning && table.tHead.rows.length === 1) addSorting(table, say);
    if (!spanning && rows.length >= rowsWorthAFilter) {
      const input = element('input', { type: 'search' });
      input.addEventListener('input', () => {
        const wanted = input.value.trim().toLowerCase();
        let shown = 0;
        for (const row of rows) {
          const matches = row.textContent.toLowerCase().includes(wanted);
          row.classList.toggle('filtered-out', !matches);
          shown += Number(matches);
        }
        say(wanted === '' ? '' : `${shown} of ${rows.length} rows shown.`);
      });
      tools.append(element('label', {}, 'Rows with ', input));
    }
    const copy = element('button', { type: 'button' }, 'Copy table');
    copy.addEventListener('click', async () => {
      const { count, text } = copyOf(table);
      say((await toClipboard(text)) ? `Copied ${count} rows, to be pasted into a spreadsheet.` : 'This browser does not allow copying.');
    });
    tools.append(copy, status);
    table.parentElement.before(tools);
  }
})();
