import type { BrowserChoice } from '../../src/visit/index.ts';
import type { Command } from '../run-command.ts';

/** What a peer is run on. */
export interface PeerTask {
  urls: readonly string[];
  browser: BrowserChoice;
  /** Major version of the browser, as in 156. */
  browserMajor: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** What Lighthouse is to look at, as in `performance`; absent: what the peer looks at by itself. */
  categories?: readonly string[];
}

/** Another tool that audits the same pages. */
export interface Peer {
  /** As people call it. */
  name: string;
  package: string;
  /** Tried in this order; some registries do not have all of what the newest one needs. */
  versions: readonly string[];
  /** The command line, or the reason why there is none on this machine. */
  command(task: PeerTask, installed: { folder: string; version: string }): Promise<Command | { reason: string }>;
  /** Exit codes with which it says that it is done, whatever it found; absent: 0. */
  accepted?: readonly number[];
}

/** ms that a peer may take for so many pages, and to start; it takes about 12 s for one. */
export function peerTimeout(pages: number): number {
  return (pages + 2) * 60_000;
}
