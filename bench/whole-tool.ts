import { figureOf, type Figure } from './figures.ts';
import { pagesPersona, paths, wholeTool } from './pages.ts';
import { installPeer } from './peers/install.ts';
import { lighthouseCi } from './peers/lighthouse-ci.ts';
import type { Peer } from './peers/peer.ts';
import { sitespeed } from './peers/sitespeed.ts';
import { runCommand } from './run-command.ts';
import type { Scene } from './scene.ts';

/** A peer on the same pages, or why there are no figures of it. */
export type PeerFigures = { version: string; seconds: number; peakMB: number | null; times: number } | { unavailable: string };

export interface WholeToolFigures {
  /** Seconds of the whole command. */
  seconds: Figure;
  peakMB: number | null;
  pages: number;
  persona: string;
  peers: { lighthouseCi: PeerFigures; sitespeed: PeerFigures };
}

/** 0: pass; the six pages have no gates to fail. */
const accepted = [0];

/** Our command before, between and after the peers', so that drift of the machine falls on all. */
export async function measureWholeTool(scene: Scene, options: { skipPeers: boolean; environment: Readonly<Record<string, string | undefined>>; tell: (text: string) => void }): Promise<WholeToolFigures> {
  const { skipPeers, environment, tell } = options;
  const seconds: number[] = [];
  const peaks: number[] = [];
  const ours = async (): Promise<void> => {
    const outcome = await runCommand(await wholeTool(scene.origin, environment), accepted);
    if (!outcome.ok) throw new Error(`The whole tool failed: ${outcome.reason}`);
    seconds.push(outcome.seconds);
    if (outcome.peakMB !== null) peaks.push(outcome.peakMB);
    tell(`  mystery-shopper run  ${outcome.seconds.toFixed(1)} s`);
  };
  const theirs = async (peer: Peer): Promise<Omit<Extract<PeerFigures, { seconds: number }>, 'times'> | { unavailable: string }> => {
    const figures = skipPeers ? { unavailable: 'left out by --skip-peers' } : await measurePeer(peer, scene, environment, tell);
    tell(`  ${peer.name}  ${'unavailable' in figures ? figures.unavailable : `${figures.seconds.toFixed(1)} s`}`);
    return figures;
  };

  await ours();
  const lighthouse = await theirs(lighthouseCi);
  await ours();
  const speed = await theirs(sitespeed);
  await ours();
  const figure = figureOf(seconds);
  const times = (peer: Awaited<ReturnType<typeof theirs>>): PeerFigures => ('unavailable' in peer ? peer : { ...peer, times: peer.seconds / figure.median });
  return {
    seconds: figure,
    peakMB: peaks.length === 0 ? null : Math.max(...peaks),
    pages: paths.length,
    persona: pagesPersona,
    peers: { lighthouseCi: times(lighthouse), sitespeed: times(speed) },
  };
}

async function measurePeer(peer: Peer, scene: Scene, environment: Readonly<Record<string, string | undefined>>, tell: (text: string) => void) {
  const installed = await installPeer(peer, tell);
  if ('reason' in installed) return { unavailable: installed.reason };
  const [browserMajor = ''] = scene.browserVersion.split('.');
  const command = await peer.command({ urls: paths.map((path) => scene.origin + path), browser: scene.choice, browserMajor, environment }, installed);
  if ('reason' in command) return { unavailable: command.reason };
  const outcome = await runCommand(command, peer.accepted);
  return outcome.ok ? { version: installed.version, seconds: outcome.seconds, peakMB: outcome.peakMB } : { unavailable: outcome.reason };
}
