import type { Source, Threshold } from '../../src/model/metric.ts';

export const klm: Source = { title: 'Card, Moran & Newell, The Psychology of Human-Computer Interaction: Keystroke-Level Model', year: 1983 };

export const nielsen: Source = { title: 'Nielsen, Usability Engineering: response-time limits', year: 1993, url: 'https://www.nngroup.com/articles/response-times-3-important-limits/' };

/** ms: felt as immediate, flow of thought kept, attention kept (Nielsen 1993). */
export const limits = { instant: 100, flow: 1000, attention: 10_000 } as const;

export const waitThreshold: Threshold = { good: limits.flow, poor: limits.attention, source: nielsen };

export const formFields: Source = { title: 'Baymard Institute, checkout flow: average number of form fields', year: 2024, url: 'https://baymard.com/blog/checkout-flow-average-form-fields' };

export const actionsPerTask: Source = { title: 'Tullis & Albert, Measuring the User Experience: efficiency by actions per task', year: 2013 };

export const statusCodes: Source = { title: 'RFC 9110, HTTP Semantics: status codes 4xx and 5xx', year: 2022, url: 'https://www.rfc-editor.org/rfc/rfc9110#name-status-codes' };

export const inlineValidation: Source = { title: 'Baymard Institute, usability testing of inline form validation', year: 2024, url: 'https://baymard.com/blog/inline-form-validation' };
