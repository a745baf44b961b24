/** Who links to an address: some of the pages, and how many do. */
export interface LinksSeen {
  add(identity: string, from: string): void;
  of(identity: string): { places: readonly string[]; inAll: number };
}

const placesKept = 20;

export function openLinksSeen(): LinksSeen {
  const seen = new Map<string, { places: string[]; inAll: number; last: string }>();
  return {
    add(identity, from) {
      const entry = seen.get(identity) ?? { places: [], inAll: 0, last: '' };
      seen.set(identity, entry);
      // All links of a page are told one after the other.
      if (entry.last === from) return;
      entry.last = from;
      entry.inAll += 1;
      if (entry.places.length < placesKept) entry.places.push(from);
    },
    of: (identity) => seen.get(identity) ?? { places: [], inAll: 0 },
  };
}
