/** What a run can come to. */
export const verdicts = ['pass', 'fail', 'incomplete', 'inconclusive'] as const;
