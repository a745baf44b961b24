/** What Playwright 1.65 turns off. Of several lists Chromium takes the last, so ours has to hold all of it. */
const offByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

/**
 * The layers of the address bar are web pages of the browser's own. Chromium 156 loads them beside the first page of every window, also where no
 * window is ever seen: 400 modules and half a second of computing in the middle of what is timed.
 */
const layersOfTheAddressBar = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

const turnedOff = [...offByPlaywright, ...layersOfTheAddressBar];

/** What keeps the browser from talking and computing on its own, and connections on the protocols that CDP can throttle. */
export const browserFlags: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  `--disable-features=${turnedOff.join(',')}`,
];

/**
 * Beside `browserFlags`, for a browser in which nothing is timed: it starts no process for a page that may come next. Each visit has a context of its own,
 * whose processes no other may use, so that the one in stock is started for nothing (Chromium 156: a tenth of what a small page costs).
 */
export const untimedFlags: readonly string[] = [`--disable-features=${[...turnedOff, 'SpareRendererForSitePerProcess'].join(',')}`];
