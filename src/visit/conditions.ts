import type { BrowserContextOptions, CDPSession } from 'playwright-core';
import type { Persona } from '../model/persona.ts';

/** As Chrome on Android names itself since it reduced its user agent (User-Agent Reduction, Chromium project, 2023). */
function mobileUserAgent(browserVersion: string): string {
  const major = browserVersion.split('.', 1)[0];
  return `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Mobile Safari/537.36`;
}

/** CSS px as the page sees them: a zoomed browser has fewer, larger ones. */
export function viewportOf(persona: Pick<Persona, 'device' | 'display'>): { width: number; height: number; pixelRatio: number } {
  const { device, display } = persona;
  return {
    width: Math.round(device.width / display.zoom),
    height: Math.round(device.height / display.zoom),
    pixelRatio: device.pixelRatio * display.zoom,
  };
}

/** What the persona's device, display and settings mean to a browser. */
export function contextOptions(persona: Persona, browserVersion: string): BrowserContextOptions {
  const { device, display } = persona;
  const { width, height, pixelRatio } = viewportOf(persona);
  return {
    viewport: { width, height },
    screen: { width, height },
    deviceScaleFactor: pixelRatio,
    isMobile: device.mobile,
    hasTouch: device.touch,
    ...(device.mobile ? { userAgent: mobileUserAgent(browserVersion) } : {}),
    ...(persona.saveData ? { extraHTTPHeaders: { 'save-data': 'on' } } : {}),
    locale: persona.locale,
    timezoneId: persona.timezone,
    colorScheme: display.colorScheme,
    reducedMotion: display.reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: display.forcedColors ? 'active' : 'none',
    contrast: display.contrast,
    acceptDownloads: true,
    serviceWorkers: 'allow',
    ignoreHTTPSErrors: false,
  };
}

/** Chrome's default font sizes (settings/appearance, 2024). */
const fontSizes = { standard: 16, fixed: 13 };

/** The same at another scale, px. */
export function fontSizesAt(textScale: number): { standard: number; fixed: number } {
  return { standard: Math.round(fontSizes.standard * textScale), fixed: Math.round(fontSizes.fixed * textScale) };
}

/**
 * Larger text as a customer sets it in Chrome: its font size setting, which moves everything sized in rem, em, percent or by keyword, and
 * leaves what is sized in px. Chrome on Android enlarges px text too, where it finds room; there is no way to ask a desktop build for that, so
 * the figures of a phone with larger text are a lower bound. (The emulated text size of the operating system moves only pages with
 * `<meta name="text-scale">`, and would add to this setting there.)
 */
export async function applyTextScale(cdp: CDPSession, textScale: number): Promise<void> {
  if (textScale === 1) return;
  await cdp.send('Page.setFontSizes', { fontSizes: fontSizesAt(textScale) });
}
