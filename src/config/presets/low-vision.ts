import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay, zoom } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

/** At 400 % the same screen leaves 320 px: extend with `display: { zoom: 4 }`. */
export const lowVision = personaOf({
  id: 'low-vision',
  title: 'Low vision, page zoomed to 200 %',
  description: 'A desktop screen of 1280 px with the browser zoomed to 200 % and more contrast asked for: 640 px are left for the page.',
  device: devicePresets['desktop-1280'],
  network: networkPresets.cable,
  cpuSlowdown: processors.lowEndDesktop,
  hands: 'mouse',
  display: { ...plainDisplay, zoom: zoom.double, contrast: 'more' },
  saveData: false,
  pace: {
    key: typing.desktop,
    pointingBits: pointing.mouse,
    think: thinking.klm,
    home: homing.mouse,
    press: pressing.mouse,
    factor: slowness.unknown,
    reading: reading.silent,
  },
  data: {
    email: 'zoe.lefevre@example.org',
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    name: 'Zoé Lefèvre',
    phone: '+44 7700 900456',
    street: 'Rose Hill',
    houseNumber: '27',
    postcode: 'EH7 5QA',
    city: 'Edinburgh',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '07/35',
    cardCode: '321',
    cardName: 'Zoé Lefèvre',
    birthdate: '1986-12-09',
    password: 'Verre-Clair-86',
  },
});
