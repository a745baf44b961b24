import { describe, expect, test } from 'vitest';
import { consentPurposeOf } from '../../../src/model/consent-words.ts';
import type { ConsentPurpose } from '../../../src/model/consent-words.ts';
import { nextPress } from '../../../src/visit/consent/decide.ts';
import type { Control } from '../../../src/visit/consent/decide.ts';

describe('what a control of a consent layer is for', () => {
  const labels: Record<ConsentPurpose, readonly string[]> = {
    accept: [
      'Accept All Cookies', 'Allow all', 'I Accept', 'AGREE', 'Got it', 'OK', "That's ok", 'Consent',
      'Alle akzeptieren', 'Alle zulassen', 'Zustimmen', 'Einverstanden', 'Zustimmen und weiter', 'Das ist ok',
      'Tout accepter', 'Accepter & Fermer', 'Autoriser tous les cookies', "J'accepte", "D'accord",
      'Aceptar todo', 'Aceptar y continuar', 'Permitir todas', 'Entendido',
      'Accetta tutti', 'Accetta', 'Consenti tutti', 'Ho capito',
      'Alles accepteren', 'Alle cookies toestaan', 'Akkoord', 'Ja, ik accepteer',
    ],
    reject: [
      'Reject All', 'Decline', 'Deny', 'DISAGREE', 'Refuse all', 'I do not accept', 'Continue without accepting', 'Only necessary', 'Use necessary cookies only', 'Accept only essential cookies', 'Necessary cookies only', 'Opt out',
      'Alle ablehnen', 'Ich lehne ab', 'Nur notwendige Cookies verwenden', 'Nur erforderliche', 'Nur essenzielle Cookies akzeptieren', 'Weiter ohne Einwilligung', 'Nicht zustimmen', 'Verweigern',
      'Tout refuser', 'Je refuse', 'Continuer sans accepter', 'Uniquement les cookies nécessaires', 'Rejeter tout',
      'Rechazar todo', 'Rechazar', 'Denegar', 'Solo necesarias', 'Continuar sin aceptar', 'Descartar todas',
      'Rifiuta tutto', 'Rifiuta', 'Solo necessari', 'Continua senza accettare', 'Usa solo i cookie necessari',
      'Alles weigeren', 'Weigeren', 'Alleen noodzakelijke cookies', 'Afwijzen', 'Doorgaan zonder accepteren', 'Alleen functionele cookies',
    ],
    save: ['Save preferences', 'Confirm My Choices', 'SAVE & EXIT', 'Allow selection', 'Auswahl erlauben', 'Einstellungen speichern', 'Enregistrer et quitter', 'Autoriser la sélection', 'Guardar', 'Permitir la selección', 'Salva e continua', 'Accetta selezionati', 'Voorkeuren opslaan', 'Selectie toestaan', 'Bevestig mijn keuzes'],
    manage: ['Cookies Settings', 'Manage or reject', 'Customise', 'MORE OPTIONS', 'Let me choose', 'View preferences', 'Learn more', 'Einstellungen', 'Anpassen', 'Mehr Informationen', 'Paramétrer mes choix', 'Personnaliser', 'En savoir plus', 'Configurar', 'Más información', 'Personalizza', 'Scopri di più e personalizza', 'Gestisci opzioni', 'Instellingen', 'Voorkeuren beheren', 'Meer informatie'],
    later: ['Close', 'Not now', 'Schließen', 'Fermer', 'Cerrar', 'Chiudi', 'Sluiten'],
  };
  test.each(Object.entries(labels).flatMap(([purpose, names]) => names.map((name) => [name, purpose])))('%s: %s', (name, purpose) => {
    expect(consentPurposeOf(name)).toBe(purpose);
  });

  test.each(['Strictly necessary cookies', 'Cookie policy', 'Vendors', 'Datenschutzerklärung', 'Tents', ''])('nothing known of "%s"', (name) => {
    expect(consentPurposeOf(name)).toBeNull();
  });
});

describe('the next press', () => {
  const of = (...purposes: Control['purpose'][]): Control[] => purposes.map((purpose, index) => ({ purpose, name: `${purpose} ${index}` }));
  test.each([
    ['accepts where that is offered', 'accept', of('reject', 'accept'), [], { press: { purpose: 'accept' }, ends: 'accepted' }],
    ['does not take a saved selection for acceptance', 'accept', of('save', 'manage'), [], { stop: 'no-way-to-accept' }],
    ['rejects where that is offered', 'reject', of('accept', 'manage', 'reject'), [], { press: { purpose: 'reject' }, ends: 'rejected' }],
    ['looks behind the settings else', 'reject', of('accept', 'manage', 'later'), [], { press: { purpose: 'manage' }, ends: null }],
    ['rejects there', 'reject', of('accept', 'reject', 'save'), ['manage'], { press: { purpose: 'reject' }, ends: 'rejected' }],
    ['saves there where nothing is ticked', 'reject', of('accept', 'save'), ['manage'], { press: { purpose: 'save' }, ends: 'rejected' }],
    ['unticks first', 'reject', of('accept', 'save', 'untick'), ['manage'], { press: { purpose: 'untick' }, ends: null }],
    ['then saves', 'reject', of('accept', 'save'), ['manage', 'untick'], { press: { purpose: 'save' }, ends: 'rejected' }],
    ['never saves what is ticked', 'reject', of('save', 'untick', 'untick'), ['manage'], { stop: 'too-many-presses' }],
    ['does not save what it has not seen', 'reject', of('accept', 'save'), [], { stop: 'no-way-to-reject' }],
    ['closes as a last resort', 'reject', of('accept', 'later'), [], { press: { purpose: 'later' }, ends: 'put-off' }],
    ['gives up after three', 'reject', of('reject'), ['manage', 'untick', 'save'], { stop: 'too-many-presses' }],
  ] as const)('%s', (_name, wanted, controls, made, decision) => {
    expect(nextPress(wanted, controls, made, 0)).toMatchObject(decision);
  });

  test('says that a control has no name', () => {
    expect(nextPress('reject', of('accept'), [], 1)).toMatchObject({ stop: 'control-without-name', because: expect.stringContaining('one control has no name') });
  });
});
