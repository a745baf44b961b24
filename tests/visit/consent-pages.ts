import type { Route } from './replay-setup.ts';

/** Pages with a request for consent, built like those of the common platforms: their containers, roles, layers and order; text and code are our own. */

export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl'] as const;
export type Language = (typeof languages)[number];

export interface Words {
  text: string;
  accept: string;
  reject: string;
  settings: string;
  save: string;
  without: string;
}

export const words: Readonly<Record<Language, Words>> = {
  en: { text: 'We and our partners use cookies to measure and to advertise.', accept: 'Accept all', reject: 'Reject all', settings: 'Cookie settings', save: 'Save preferences', without: 'Continue without accepting' },
  de: { text: 'Wir und unsere Partner verwenden Cookies, um zu messen und zu werben.', accept: 'Alle akzeptieren', reject: 'Alle ablehnen', settings: 'Einstellungen anpassen', save: 'Auswahl speichern', without: 'Ohne Einwilligung fortfahren' },
  fr: { text: 'Nous et nos partenaires utilisons des cookies pour mesurer et faire de la publicité.', accept: 'Tout accepter', reject: 'Tout refuser', settings: 'Paramétrer les cookies', save: 'Enregistrer mes choix', without: 'Continuer sans accepter' },
  es: { text: 'Nosotros y nuestros socios usamos cookies para medir y anunciar.', accept: 'Aceptar todas', reject: 'Rechazar todas', settings: 'Configurar cookies', save: 'Guardar preferencias', without: 'Continuar sin aceptar' },
  it: { text: 'Noi e i nostri partner usiamo cookie per misurare e fare pubblicità.', accept: 'Accetta tutti', reject: 'Rifiuta tutti', settings: 'Personalizza', save: 'Salva preferenze', without: 'Continua senza accettare' },
  nl: { text: 'Wij en onze partners gebruiken cookies om te meten en te adverteren.', accept: 'Alles accepteren', reject: 'Alles weigeren', settings: 'Instellingen aanpassen', save: 'Voorkeuren opslaan', without: 'Doorgaan zonder te accepteren' },
};

const bar = 'position:fixed;left:0;right:0;bottom:0;padding:20px;background:#eee;z-index:9999';
const box = 'position:fixed;left:20%;right:20%;top:20%;padding:20px;background:#eee;z-index:10000';
const sheet = 'position:fixed;inset:0;background:#0008;z-index:9998';

/** `answer('accepted')` writes it down and takes the layer away; `show(id)` swaps the layers. */
const script = (root: string): string => `<script>
const pressed = [];
function answer(what) { document.body.dataset.answer = what; document.querySelector('${root}')?.remove(); fetch('/answer?' + what); }
function show(id, other) { document.getElementById(id).hidden = false; document.getElementById(other).hidden = true; }
</script>`;

type Build = (words: Words) => { root: string; html: string };

export const platforms: Readonly<Record<string, Build>> = {
  onetrust: ({ text, accept, reject, settings, save }) => ({
    root: '#onetrust-consent-sdk',
    html: `<div id="onetrust-consent-sdk"><div class="onetrust-pc-dark-filter" hidden style="${sheet}"></div>
      <div id="onetrust-banner-sdk" class="otFlat bottom" role="region" aria-label="Cookie banner" style="${bar}"><div class="ot-sdk-container"><div id="onetrust-group-container"><p id="onetrust-policy-text">${text} <a href="/cookie-policy">Cookie policy</a></p></div>
      <div id="onetrust-button-group-parent"><div id="onetrust-button-group"><button id="onetrust-pc-btn-handler" onclick="show('onetrust-pc-sdk','onetrust-banner-sdk')">${settings}</button><button id="onetrust-reject-all-handler" onclick="answer('rejected')">${reject}</button><button id="onetrust-accept-btn-handler" onclick="answer('accepted')">${accept}</button></div></div></div></div>
      <div id="onetrust-pc-sdk" role="dialog" aria-modal="true" hidden style="${box}"><button>${save}</button></div></div>`,
  }),
  cookiebot: ({ text, accept, reject, settings }) => ({
    root: '#CybotCookiebotDialog',
    html: `<div id="CybotCookiebotDialog" role="dialog" aria-modal="true" aria-labelledby="CybotCookiebotDialogBodyContentTitle" style="${box}">
      <ul role="tablist"><li><a role="tab" href="#t1" id="CybotCookiebotDialogNavDeclaration">Consent</a></li><li><a role="tab" href="#t2">Details</a></li></ul>
      <h2 id="CybotCookiebotDialogBodyContentTitle">${text}</h2><label><input type="checkbox" checked disabled> Necessary</label><label><input type="checkbox"> Statistics</label>
      <div id="CybotCookiebotDialogFooter"><button id="CybotCookiebotDialogBodyButtonDecline" onclick="answer('rejected')">${reject}</button><button id="CybotCookiebotDialogBodyLevelButtonCustomize">${settings}</button><button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll" onclick="answer('accepted')">${accept}</button></div></div>`,
  }),
  usercentrics: ({ text, accept, reject, settings }) => ({
    root: '#usercentrics-root',
    html: `<div id="usercentrics-root"></div><script>
      const shadow = document.getElementById('usercentrics-root').attachShadow({ mode: 'open' });
      shadow.innerHTML = \`<div data-testid="uc-app-container"><div style="${sheet}"></div><div data-testid="uc-default-wall" role="dialog" aria-modal="true" style="${box}"><div>${text}</div><div data-testid="uc-buttons-container"><button role="button" data-testid="uc-more-button">${settings}</button><button role="button" data-testid="uc-deny-all-button">${reject}</button><button role="button" data-testid="uc-accept-all-button">${accept}</button></div></div></div>\`;
      shadow.querySelector('[data-testid=uc-deny-all-button]').addEventListener('click', () => answer('rejected'));
      shadow.querySelector('[data-testid=uc-accept-all-button]').addEventListener('click', () => answer('accepted'));</script>`,
  }),
  didomi: ({ text, accept, settings, without }) => ({
    root: '#didomi-host',
    html: `<div id="didomi-host" class="didomi-host"><div id="didomi-popup" class="didomi-popup-backdrop" style="${sheet}"><div class="didomi-popup-container" style="${box}"><div class="didomi-popup-notice" role="dialog" aria-modal="true" aria-label="Consent">
      <span class="didomi-continue-without-agreeing" role="button" tabindex="0" onclick="answer('rejected')">${without} →</span><div class="didomi-popup-notice-text">${text}</div>
      <div class="didomi-popup-notice-buttons"><button id="didomi-notice-learn-more-button">${settings}</button><button id="didomi-notice-agree-button" onclick="answer('accepted')">${accept}</button></div></div></div></div></div>`,
  }),
  quantcast: ({ text, accept, reject, settings, save }) => ({
    root: '#qc-cmp2-container',
    html: `<div class="qc-cmp2-container" id="qc-cmp2-container"><div id="qc-cmp2-main"><div class="qc-cmp-cleanslate" style="${sheet}"></div>
      <div id="qc-cmp2-ui" role="dialog" aria-modal="true" aria-label="${text}" style="${box}"><p>${text}</p><div class="qc-cmp2-summary-buttons"><button mode="secondary" onclick="show('second','qc-cmp2-ui')">${settings}</button><button mode="primary" onclick="answer('accepted')">${accept}</button></div></div>
      <div id="second" role="dialog" aria-modal="true" hidden style="${box}"><p>${text}</p><button onclick="answer('rejected')">${reject}</button><button>${accept}</button><button>${save}</button></div></div></div>`,
  }),
  trustarc: ({ text, accept, reject, settings }) => ({
    root: '#truste-consent-track',
    html: `<div id="truste-consent-track" style="${bar}"><div id="truste-consent-content"><div id="truste-consent-text">${text}</div><div id="truste-consent-buttons"><button id="truste-show-consent">${settings}</button><button id="truste-consent-required" onclick="answer('rejected')">${reject}</button><button id="truste-consent-button" onclick="answer('accepted')">${accept}</button></div></div></div>`,
  }),
  cookieyes: ({ text, accept, reject, settings }) => ({
    root: '.cky-consent-container',
    html: `<div class="cky-consent-container cky-box-bottom-left" style="position:fixed;left:20px;bottom:20px;width:400px;z-index:9999"><div class="cky-consent-bar" role="region" aria-label="Privacy"><div class="cky-notice"><p class="cky-title">${text}</p></div>
      <div class="cky-notice-btn-wrapper"><button class="cky-btn cky-btn-customize">${settings}</button><button class="cky-btn cky-btn-reject" onclick="answer('rejected')">${reject}</button><button class="cky-btn cky-btn-accept" onclick="answer('accepted')">${accept}</button></div></div></div>
      <div class="cky-btn-revisit-wrapper" style="position:fixed;right:10px;bottom:10px"><button class="cky-btn-revisit" aria-label="${settings}">c</button></div>`,
  }),
  klaro: ({ text, accept, reject, settings }) => ({
    root: '#klaro',
    html: `<div id="klaro"><div class="klaro"><div class="cookie-notice" role="dialog" style="position:fixed;right:20px;bottom:20px;width:400px"><div class="cn-body"><p>${text}</p><div class="cn-ok"><a href="#" class="cn-learn-more">${settings}</a><div class="cn-buttons"><button class="cm-btn cm-btn-danger cn-decline" onclick="answer('rejected')">${reject}</button><button class="cm-btn cm-btn-success" onclick="answer('accepted')">${accept}</button></div></div></div></div></div></div>`,
  }),
  iubenda: ({ text, accept, reject, settings, without }) => ({
    root: '#iubenda-cs-banner',
    html: `<div id="iubenda-cs-banner" class="iubenda-cs-default-floating iubenda-cs-bottom" style="${bar}"><div class="iubenda-cs-container"><div class="iubenda-cs-content" role="alertdialog" tabindex="0"><button class="iubenda-cs-close-btn" aria-label="${without}" onclick="answer('rejected')">×</button><div class="iubenda-cs-rationale"><p id="iubenda-cs-paragraph">${text}</p>
      <div class="iubenda-cs-counter"><div class="iubenda-cs-opt-group"><button class="iubenda-cs-customize-btn">${settings}</button><button class="iubenda-cs-reject-btn" onclick="answer('rejected')">${reject}</button><button class="iubenda-cs-accept-btn" onclick="answer('accepted')">${accept}</button></div></div></div></div></div></div>`,
  }),
  complianz: ({ text, accept, settings, save }) => ({
    root: '#cmplz-cookiebanner-container',
    html: `<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner cmplz-bottom banner-1" role="dialog" aria-modal="false" aria-live="polite" style="${bar}"><div class="cmplz-body"><div class="cmplz-message">${text}</div>
      <div class="cmplz-categories" id="categories" hidden><label><input type="checkbox" checked disabled> 1</label><label for="c2"><input id="c2" type="checkbox" checked onchange="pressed.push(this.checked)"> 2</label></div></div>
      <div class="cmplz-buttons"><button class="cmplz-btn cmplz-accept" onclick="answer('accepted')">${accept}</button><button id="view" class="cmplz-btn cmplz-view-preferences" onclick="show('categories','view');show('save','view')">${settings}</button><button id="save" hidden class="cmplz-btn cmplz-save-preferences" onclick="answer(document.getElementById('c2').checked ? 'accepted' : 'rejected')">${save}</button></div>
      <div class="cmplz-links"><a class="cmplz-link cookie-statement" href="/cookie-policy">Cookies</a></div></div></div>`,
  }),
};

/** A shop page with something to press, and a layer over it. */
export function pageWith({ root, html }: { root: string; html: string }): string {
  return `${script(root)}<main><h1>Tents</h1><p>All tents are in stock.</p><p><button onclick="this.textContent = 'Sorted'">Sort</button></p></main>${html}`;
}

/** The page `/platform/language`. */
export function platformPages(): Record<string, Route | string> {
  const pages: Record<string, Route | string> = { '/answer': (_request, response) => void response.end('noted') };
  for (const [name, build] of Object.entries(platforms)) for (const language of languages) pages[`/${name}/${language}`] = pageWith(build(words[language]));
  return pages;
}
