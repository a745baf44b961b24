import type { EvidenceKey } from '../../model/evidence.ts';
import { axe, axeVersion } from './axe.ts';
import { census } from './census.ts';
import type { Collector } from './collector.ts';
import { consoleMessages } from './console.ts';
import { cookies } from './cookies.ts';
import { dialogs } from './dialogs.ts';
import { countdowns } from './countdowns.ts';
import { documents } from './documents.ts';
import { webVitalsVersion } from './instruments/timing-feed.ts';
import { escape } from './escape.ts';
import { errorTexts } from './error-texts.ts';
import { longFrames } from './long-frames.ts';
import { forms } from './forms.ts';
import { hoverContent } from './hover-content.ts';
import { layouts } from './layouts.ts';
import { longTasks } from './long-tasks.ts';
import { mixedContent } from './mixed-content.ts';
import { motion } from './motion.ts';
import { navigation } from './navigation.ts';
import { overlays } from './overlays.ts';
import { pictured } from './pictured.ts';
import { permissions } from './permissions.ts';
import { paste } from './paste.ts';
import { reading } from './reading.ts';
import { pageSigns } from './page-signs.ts';
import { recordings } from './recordings.ts';
import { requests } from './requests.ts';
import { screenshot } from './screenshot.ts';
import { spoken } from './spoken.ts';
import { styleUse } from './style-use.ts';
import { sourceMaps } from './source-maps.ts';
import { tabWalk } from './tab-walk.ts';
import { vitals } from './vitals.ts';

/** In the order in which they collect: what only reads first, what touches the page last, and then what the browser writes meanwhile. Where things are in the picture is asked before a layer is closed that does not come back. */
export const collectors: readonly Collector[] = [
  vitals,
  requests,
  consoleMessages,
  dialogs,
  permissions,
  documents,
  cookies,
  longTasks,
  longFrames,
  mixedContent,
  screenshot,
  census,
  reading,
  forms,
  errorTexts,
  overlays,
  navigation,
  pageSigns,
  sourceMaps,
  axe,
  spoken,
  styleUse,
  countdowns,
  motion,
  paste,
  hoverContent,
  tabWalk,
  layouts,
  pictured,
  escape,
  recordings,
];

/** A trace is of the whole browser, and a picture is for somebody who looks at the touchpoint: an audit needs neither. */
const notLight: readonly EvidenceKey[] = ['recordings', 'screenshot', 'pictured'];

/** Those that only read and that audits need: several pages of one browser can be inspected side by side with them. */
export const lightCollectors: readonly Collector[] = collectors.filter(({ field, passes, walk }) => passes.includes('inspection') && walk !== true && !notLight.includes(field));

/** Versions of the instruments, as they stand in the conditions of a run. */
export function versions(): { axe: string; webVitals: string } {
  return { axe: axeVersion(), webVitals: webVitalsVersion() };
}
