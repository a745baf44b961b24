import { cited } from './cited.ts';

const classes = 'Lighthouse, docs/throttling.md, typical slowdown from a high-end desktop; device classes of 2020';

/** Times slower than a high-end desktop. The same page gives a range for each class; these are its typical values. */
export const processors = {
  highEndDesktop: cited(1, `${classes}: the reference itself, not throttled`, 'primary', 2020),
  /** Range 1 to 4. */
  lowEndDesktop: cited(2, `${classes}: low-end desktop, as a NUC i3`, 'primary', 2020),
  /** Range 1 to 4. */
  highEndMobile: cited(2, `${classes}: high-end mobile, as a Galaxy S10`, 'primary', 2020),
  /** Range 2 to 10. */
  midTierMobile: cited(4, `${classes}: mid-tier mobile, as a Moto G4`, 'primary', 2020),
  /** Range 5 to 20. */
  lowEndMobile: cited(10, `${classes}: low-end mobile, as a Galaxy J2`, 'primary', 2020),
} as const;
