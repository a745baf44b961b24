/** Does a script that stands in the page itself, or in a frame of it that can be looked into, name a source map? Where there are too many to look at: yes. */
export function collectInlineMaps(): boolean {
  const most = { scripts: 1_000, documents: 50 };
  const documents: Document[] = [document];
  let scripts = 0;
  for (let at = 0; at < documents.length; at += 1) {
    const one = documents[at];
    if (one === undefined || at >= most.documents) return true;
    for (const script of one.querySelectorAll('script:not([src])')) {
      scripts += 1;
      if (scripts > most.scripts || /[#@]\s*sourceMappingURL/.test(script.textContent ?? '')) return true;
    }
    for (const frame of one.querySelectorAll('iframe, frame')) {
      const inner = (frame as HTMLIFrameElement).contentDocument;
      if (inner !== null) documents.push(inner);
    }
  }
  return false;
}
