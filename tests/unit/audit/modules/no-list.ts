export const audit = 'this module exports no list of audits';
