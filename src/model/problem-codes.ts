/**
 * Why a customer could not go on although everything measured well: the site is like that, and that is a result.
 * Any other reason (the tool, the plan, the network, an error page in place of the page) leaves the touchpoint unmeasured.
 */
export const customersReasons: ReadonlySet<string> = new Set([
  'TARGET_MISSING',
  'TARGET_HIDDEN',
  'TARGET_GONE',
  'TARGET_COVERED',
  'TARGET_DISABLED',
  'TARGET_READ_ONLY',
  'TARGET_INERT',
  'TARGET_MOVING',
  'TARGET_OUTSIDE',
  'TARGET_CLOSED',
  'OPTION_MISSING',
  'KEYBOARD_UNREACHABLE',
  'KEYBOARD_TRAPPED',
  'KEYBOARD_NO_EFFECT',
  'NOT_ANNOUNCED',
  'ANNOUNCED_WITHOUT_NAME',
  'ANNOUNCED_OTHERWISE',
  'ANNOUNCED_AS_TEXT',
  'READER_NO_EFFECT',
  'HANDS_CANNOT',
  'ARRIVAL_MISSING',
  'NOT_LOADED',
  'PAGE_UNRESPONSIVE',
  'CERTIFICATE_REFUSED',
  'NOT_A_PAGE',
  'NO_HISTORY',
  'STEP_TIMEOUT',
]);

/** Codes of problems that come from what the plan asks for: another attempt at the visit ends in the same way. */
export const faultsOfThePlan: ReadonlySet<string> = new Set(['COMMIT_REFUSED', 'VALUE_MISSING', 'SECRET_MISSING', 'FILE_MISSING', 'FUNCTION_FAILED', 'HANDS_NOT_AVAILABLE']);

/** Codes of problems that lie in the plan or in this tool: no customer would meet them. */
export const notTheSite: ReadonlySet<string> = new Set([
  ...faultsOfThePlan,
  'TARGET_UNSUITABLE',
  'TREE_TOO_LARGE',
  'VISIT_ABORTED',
  'VISIT_FAILED',
  'BROWSER_CRASHED',
]);
