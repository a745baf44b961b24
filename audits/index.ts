import type { Audit } from '../src/audit/define.ts';
import type { EvidenceKey } from '../src/model/evidence.ts';
import { audit as speedLcp } from './speed/lcp.ts';
import { audit as speedInp } from './speed/inp.ts';
import { audit as speedCls } from './speed/cls.ts';
import { audit as speedFcp } from './speed/fcp.ts';
import { audit as speedTtfb } from './speed/ttfb.ts';
import { audit as speedUnusedCode } from './speed/unused-code.ts';
import { audit as speedSoftLcp } from './speed/soft-lcp.ts';
import { audit as speedTbt } from './speed/tbt.ts';
import { audit as speedLongFrames } from './speed/long-frames.ts';
import { audit as speedBytes } from './speed/bytes.ts';
import { audit as speedRequests } from './speed/requests.ts';
import { audit as speedKinds } from './speed/kinds.ts';
import { audit as speedCaching } from './speed/caching.ts';
import { audit as speedThirdParties } from './speed/third-parties.ts';
import { audit as speedImages } from './speed/images.ts';
import { audit as speedRedirects } from './speed/redirects.ts';
import { audit as speedLighthousePerformance } from './speed/lighthouse-performance.ts';
import { audit as speedLighthouseOpportunities } from './speed/lighthouse-opportunities.ts';
import { audit as accessibilityAxe } from './accessibility/axe.ts';
import { audit as accessibilityAxeIncomplete } from './accessibility/axe-incomplete.ts';
import { audit as accessibilityKeyboardReach } from './accessibility/keyboard-reach.ts';
import { audit as accessibilityKeyboardTrap } from './accessibility/keyboard-trap.ts';
import { audit as accessibilityKeyboardJourney } from './accessibility/keyboard-journey.ts';
import { audit as accessibilityFocusCovered } from './accessibility/focus-covered.ts';
import { audit as accessibilityFocusLost } from './accessibility/focus-lost.ts';
import { audit as accessibilityFocusOrder } from './accessibility/focus-order.ts';
import { audit as accessibilityTabindex } from './accessibility/tabindex.ts';
import { audit as accessibilityReaderJourney } from './accessibility/reader-journey.ts';
import { audit as accessibilitySilentControls } from './accessibility/silent-controls.ts';
import { audit as accessibilityStatusNotAnnounced } from './accessibility/status-not-announced.ts';
import { audit as accessibilityFocusVisible } from './accessibility/focus-visible.ts';
import { audit as accessibilityTargetSize } from './accessibility/target-size.ts';
import { audit as accessibilityReflow } from './accessibility/reflow.ts';
import { audit as accessibilityMotion } from './accessibility/motion.ts';
import { audit as accessibilityContextChange } from './accessibility/context-change.ts';
import { audit as accessibilityConsistentNavigation } from './accessibility/consistent-navigation.ts';
import { audit as accessibilityConsistentHelp } from './accessibility/consistent-help.ts';
import { audit as accessibilityFocusChange } from './accessibility/focus-change.ts';
import { audit as accessibilityHoverContent } from './accessibility/hover-content.ts';
import { audit as accessibilityTimeLimits } from './accessibility/time-limits.ts';
import { audit as accessibilityTextResize } from './accessibility/text-resize.ts';
import { audit as accessibilityTextSpacing } from './accessibility/text-spacing.ts';
import { audit as accessibilityZoomBlocked } from './accessibility/zoom-blocked.ts';
import { audit as accessibilityDragging } from './accessibility/dragging.ts';
import { audit as accessibilityFormLabels } from './accessibility/form-labels.ts';
import { audit as accessibilityErrorMessages } from './accessibility/error-messages.ts';
import { audit as accessibilityEscape } from './accessibility/escape.ts';
import { audit as accessibilityLanguage } from './accessibility/language.ts';
import { audit as frictionCompletion } from './friction/completion.ts';
import { audit as frictionActions } from './friction/actions.ts';
import { audit as frictionDecisions } from './friction/decisions.ts';
import { audit as frictionScrolls } from './friction/scrolls.ts';
import { audit as frictionPages } from './friction/pages.ts';
import { audit as frictionDetours } from './friction/detours.ts';
import { audit as frictionFields } from './friction/fields.ts';
import { audit as frictionRequiredFields } from './friction/required-fields.ts';
import { audit as frictionFormSize } from './friction/form-size.ts';
import { audit as frictionTyped } from './friction/typed.ts';
import { audit as frictionEffort } from './friction/effort.ts';
import { audit as frictionWaits } from './friction/waits.ts';
import { audit as frictionIdleGap } from './friction/idle-gap.ts';
import { audit as frictionFeedback } from './friction/feedback.ts';
import { audit as frictionDeadControls } from './friction/dead-controls.ts';
import { audit as frictionDoubleSubmit } from './friction/double-submit.ts';
import { audit as frictionBlocked } from './friction/blocked.ts';
import { audit as frictionUnreadyTargets } from './friction/unready-targets.ts';
import { audit as frictionErrorClicks } from './friction/error-clicks.ts';
import { audit as frictionHttpStatus } from './friction/http-status.ts';
import { audit as frictionMistap } from './friction/mistap.ts';
import { audit as frictionShiftUnderPointer } from './friction/shift-under-pointer.ts';
import { audit as frictionHoverMenus } from './friction/hover-menus.ts';
import { audit as frictionFailedRequests } from './friction/failed-requests.ts';
import { audit as frictionExceptions } from './friction/exceptions.ts';
import { audit as frictionConsoleErrors } from './friction/console-errors.ts';
import { audit as frictionBrokenImages } from './friction/broken-images.ts';
import { audit as frictionReadability } from './friction/readability.ts';
import { audit as frictionSmallText } from './friction/small-text.ts';
import { audit as frictionViewport } from './friction/viewport.ts';
import { audit as frictionChoices } from './friction/choices.ts';
import { audit as frictionInterruptions } from './friction/interruptions.ts';
import { audit as frictionPermissionPrompts } from './friction/permission-prompts.ts';
import { audit as frictionConsentAnswer } from './friction/consent-answer.ts';
import { audit as frictionDialogs } from './friction/dialogs.ts';
import { audit as frictionKeyboardEffort } from './friction/keyboard-effort.ts';
import { audit as frictionAutocomplete } from './friction/autocomplete.ts';
import { audit as frictionValidData } from './friction/valid-data.ts';
import { audit as frictionValidationTiming } from './friction/validation-timing.ts';
import { audit as frictionKeyboardFit } from './friction/keyboard-fit.ts';
import { audit as frictionPaste } from './friction/paste.ts';
import { audit as frictionReEntry } from './friction/re-entry.ts';
import { audit as frictionCaptcha } from './friction/captcha.ts';
import { audit as trustHttps } from './trust/https.ts';
import { audit as trustSecurityHeaders } from './trust/security-headers.ts';
import { audit as trustMixedContent } from './trust/mixed-content.ts';
import { audit as trustCookiesBeforeConsent } from './trust/cookies-before-consent.ts';
import { audit as trustConsentChoice } from './trust/consent-choice.ts';
import { audit as trustCookieFlags } from './trust/cookie-flags.ts';
import { audit as trustPersonalDataInUrls } from './trust/personal-data-in-urls.ts';
import { audit as trustForms } from './trust/forms.ts';
import { audit as trustBeforeCommitment } from './trust/before-commitment.ts';
import { audit as trustTrackersBeforeConsent } from './trust/trackers-before-consent.ts';
import { audit as trustCookies } from './trust/cookies.ts';
import { audit as trustSourceMaps } from './trust/source-maps.ts';
import { audit as trustCertificate } from './trust/certificate.ts';

/** The catalogue of what is measured; the order is the report's. */
export const audits: readonly Audit<EvidenceKey>[] = [
  speedLcp,
  speedInp,
  speedCls,
  speedFcp,
  speedTtfb,
  speedSoftLcp,
  speedTbt,
  speedLongFrames,
  speedBytes,
  speedRequests,
  speedKinds,
  speedCaching,
  speedThirdParties,
  speedUnusedCode,
  speedImages,
  speedRedirects,
  speedLighthousePerformance,
  speedLighthouseOpportunities,
  accessibilityAxe,
  accessibilityAxeIncomplete,
  accessibilityKeyboardReach,
  accessibilityKeyboardTrap,
  accessibilityKeyboardJourney,
  accessibilityReaderJourney,
  accessibilitySilentControls,
  accessibilityStatusNotAnnounced,
  accessibilityFocusVisible,
  accessibilityFocusCovered,
  accessibilityFocusOrder,
  accessibilityFocusLost,
  accessibilityTabindex,
  accessibilityTargetSize,
  accessibilityReflow,
  accessibilityMotion,
  accessibilityTimeLimits,
  accessibilityHoverContent,
  accessibilityFocusChange,
  accessibilityContextChange,
  accessibilityConsistentNavigation,
  accessibilityConsistentHelp,
  accessibilityTextResize,
  accessibilityTextSpacing,
  accessibilityZoomBlocked,
  accessibilityDragging,
  accessibilityFormLabels,
  accessibilityErrorMessages,
  accessibilityEscape,
  accessibilityLanguage,
  frictionCompletion,
  frictionActions,
  frictionDecisions,
  frictionScrolls,
  frictionPages,
  frictionDetours,
  frictionFields,
  frictionRequiredFields,
  frictionFormSize,
  frictionTyped,
  frictionEffort,
  frictionWaits,
  frictionIdleGap,
  frictionFeedback,
  frictionDeadControls,
  frictionBlocked,
  frictionUnreadyTargets,
  frictionDoubleSubmit,
  frictionErrorClicks,
  frictionHttpStatus,
  frictionMistap,
  frictionShiftUnderPointer,
  frictionHoverMenus,
  frictionFailedRequests,
  frictionExceptions,
  frictionConsoleErrors,
  frictionBrokenImages,
  frictionReadability,
  frictionSmallText,
  frictionViewport,
  frictionChoices,
  frictionInterruptions,
  frictionPermissionPrompts,
  frictionConsentAnswer,
  frictionDialogs,
  frictionKeyboardEffort,
  frictionAutocomplete,
  frictionValidData,
  frictionValidationTiming,
  frictionKeyboardFit,
  frictionPaste,
  frictionReEntry,
  frictionCaptcha,
  trustHttps,
  trustSecurityHeaders,
  trustMixedContent,
  trustCookiesBeforeConsent,
  trustConsentChoice,
  trustCookieFlags,
  trustPersonalDataInUrls,
  trustForms,
  trustBeforeCommitment,
  trustTrackersBeforeConsent,
  trustCookies,
  trustSourceMaps,
  trustCertificate,
];

export const metrics = audits.flatMap((audit) => audit.metrics);

/** Metric ids by audit id. */
export const metricsOf: Readonly<Record<string, readonly string[]>> = Object.fromEntries(audits.map((audit) => [audit.id, audit.metrics.map(({ id }) => id)]));
