import type { AuditContext } from '../../../src/audit/define.ts';
import type { Collected, RequestEvidence, StepEvidence, Vital } from '../../../src/model/evidence.ts';
import type { Layout, LayoutEvidence } from '../../../src/model/layout-evidence.ts';
import type { Persona } from '../../../src/model/persona.ts';
import { plainPersona } from '../persona.ts';

/** Evidence as it is on an ordinary, faultless page; tests say what is different. */

export function step(different: Partial<Omit<StepEvidence, 'effort'>> & { effort?: Partial<StepEvidence['effort']> } = {}): StepEvidence {
  return {
    index: 0,
    action: 'click',
    description: 'click “Next”',
    outcome: 'done',
    interruption: false,
    commits: false,
    target: { role: 'button', name: 'Next', tag: 'button', selector: '#next', box: { x: 100, y: 100, width: 80, height: 40 } },
    url: 'https://shop.example/',
    navigation: 'none',
    start: 0,
    untilActionable: 0,
    untilSettled: null,
    untilFeedback: null,
    effect: null,
    ...different,
    effort: { presses: 0, keys: 0, typed: 0, scrolls: 0, pointerDistance: null, targetSize: null, ...different.effort },
  };
}

export const pageLoad = step({ action: 'visit', description: 'visit /', navigation: 'hard', target: null, untilSettled: 500 });

export function vital(metric: Vital['metric'], value: number, different: Partial<Vital> = {}): Vital {
  return { metric, value, navigation: 'hard', navigationIndex: 0, url: 'https://shop.example/', element: null, parts: {}, ...different };
}

export function request(different: Partial<RequestEvidence> = {}): RequestEvidence {
  return {
    id: '1',
    url: 'https://shop.example/app.js',
    method: 'GET',
    type: 'script',
    status: 200,
    failure: null,
    fromCache: false,
    protocol: 'h2',
    mimeType: 'text/javascript',
    transferred: 1000,
    start: 0,
    firstByte: 10,
    duration: 20,
    thirdParty: false,
    mainFrame: true,
    redirectedFrom: null,
    step: 0,
    ...different,
  };
}

export const documentRequest = request({ type: 'document', url: 'https://shop.example/', transferred: 5000 });

export function field(different: Partial<Collected['census']['fields'][number]> = {}): Collected['census']['fields'][number] {
  return { selector: '#email', tag: 'input', type: 'text', name: 'q', labelledBy: 'label', label: 'Colour', required: false, autocomplete: '', inputmode: '', visible: true, labelSeen: true, form: 0, group: '', search: false, maxLength: null, locked: false, ...different };
}

export function target(selector: string, [x, y, width, height]: readonly [number, number, number, number], different: Partial<Collected['census']['targets'][number]> = {}): Collected['census']['targets'][number] {
  return { role: 'button', name: selector, selector, box: { x, y, width, height }, inline: false, ...different };
}

export function census(different: Partial<Collected['census']> = {}): Collected['census'] {
  const targets = different.targets ?? [];
  return { fields: [], targets, targetCount: targets.length, words: 100, elements: 50, language: 'en', title: 'Shop', viewport: 'width=device-width', scrollWidth: 400, clientWidth: 400, ...different };
}

export function rule(different: Partial<Collected['axe']['violations'][number]> = {}): Collected['axe']['violations'][number] {
  return { id: 'color-contrast', impact: 'serious', tags: ['wcag2aa', 'wcag143'], help: 'Elements must meet minimum contrast', helpUrl: 'https://example.org/rule', nodes: [{ target: 'p', html: '<p>', summary: '' }], nodeCount: 1, ...different };
}

export function axe(different: Partial<Collected['axe']> = {}): Collected['axe'] {
  return { version: '4.14.1', violations: [], incomplete: [], passes: 10, inapplicable: 5, ...different };
}

export function cookie(different: Partial<Collected['cookies']['jar'][number]> = {}): Collected['cookies']['jar'][number] {
  return { name: 'basket', domain: 'shop.example', path: '/', expires: null, secure: true, httpOnly: true, sameSite: 'Lax', thirdParty: false, ...different };
}

export function overlay(different: Partial<Collected['overlays'][number]> = {}): Collected['overlays'][number] {
  return { kind: 'consent', name: 'Cookies', selector: '#cookies', covers: 0.2, modal: false, ways: ['Accept', 'Reject'], ...different };
}

export function document(different: Partial<Collected['documents'][number]> = {}): Collected['documents'][number] {
  return { url: 'https://shop.example/', status: 200, headers: {}, redirects: [], secure: true, ...different };
}

export function pageSigns(different: Partial<Collected['pageSigns']> = {}): Collected['pageSigns'] {
  return { language: 'en', forms: [], scripts: [], fields: 0, passwords: [], totals: [], guest: [], returns: [], ...different };
}

export function lighthouse(different: Partial<Collected['lighthouse'][number]> = {}): Collected['lighthouse'][number] {
  return { version: '13.5.0', step: 0, mode: 'navigation', throttling: 'simulate', url: 'https://shop.example/', performance: 0.95, metrics: { 'first-contentful-paint': 900 }, opportunities: [], warnings: [], ...different };
}

export const persona: Persona = {
  ...plainPersona,
  data: { email: 'kim.lee@example.com', phone: '+44 7700 900123', name: 'Kim Lee', lastName: 'Lee', cardNumber: '4242 4242 4242 4242' },
};

type Different = Partial<Omit<AuditContext, 'touchpoint' | 'visit'>> & { touchpoint?: Partial<AuditContext['touchpoint']>; visit?: Partial<AuditContext['visit']> };

export function context({ touchpoint, visit, ...different }: Different = {}): AuditContext {
  return {
    pass: 'experience',
    persona,
    site: { id: 'ours', origin: 'https://shop.example' },
    steps: [pageLoad],
    ...different,
    touchpoint: { id: 'home', stage: 'awareness', momentOfTruth: false, optimum: null, first: true, last: false, ...touchpoint },
    visit: { status: 'reached', url: 'https://shop.example/', title: 'Shop', arrival: 'confirmed', ...visit },
  };
}

/** A touchpoint that these steps led to. */
export const at = (...steps: StepEvidence[]): AuditContext => context({ steps });

/** One that no page load led to. */
export const onlyClick = at(step());

export const logged = (level: Collected['console'][number]['level'], text: string): Collected['console'][number] => ({ level, text, url: '', step: 0 });

export function layout(different: Partial<Layout> = {}): Layout {
  return { width: 320, height: 600, scrollWidth: 320, sideways: false, beyond: [], lost: [], lostCount: 0, overlaps: [], overlapCount: 0, ...different };
}

export function layouts(different: Partial<LayoutEvidence> = {}): LayoutEvidence {
  return { texts: 10, narrow: layout(), zoomed: layout({ width: 640, scrollWidth: 640 }), large: layout(), spaced: layout(), ...different };
}
