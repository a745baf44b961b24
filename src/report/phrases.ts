const paths = /(?:[\w.#:()[\]="'*^$~-]+ > ){2,}[\w.#:()[\]="'*^$~-]*[\w)\]"']/gu;

/** The same text with long paths to elements cut to their last two steps, as in "form > button"; the whole path stands in the finding. */
export function withShortPaths(text: string): string {
  return text.replaceAll(paths, (path) => path.split(' > ').slice(-2).join(' > '));
}

/** Advice and the address at its end that tells more, as audits of rules give it; `more` null: there is none. */
export function adviceParts(advice: string): { text: string; more: string | null } {
  const found = /^(?<text>.+?)\s+Details: (?<more>https?:\/\/\S+?)\.?$/su.exec(advice);
  return { text: withShortPaths(found?.groups?.['text'] ?? advice), more: found?.groups?.['more'] ?? null };
}
