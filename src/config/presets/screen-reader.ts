import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const screenReader = personaOf({
  id: 'screen-reader',
  title: 'Screen reader',
  description: 'A laptop on cable, used through a screen reader and the keyboard: what has no name or no place in the reading order does not exist here.',
  device: devicePresets.laptop,
  network: networkPresets.cable,
  cpuSlowdown: processors.lowEndDesktop,
  hands: 'screen-reader',
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.nonSecretary,
    pointingBits: pointing.none,
    think: thinking.klm,
    home: homing.none,
    press: pressing.mouse,
    factor: slowness.unknown,
    reading: reading.spoken,
  },
  data: {
    email: 'renee.castaneda@example.org',
    firstName: 'Renée',
    lastName: 'Castañeda',
    name: 'Renée Castañeda',
    phone: '+44 7700 900678',
    street: 'Queen Square',
    houseNumber: '9',
    postcode: 'BS1 4LJ',
    city: 'Bristol',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '10/34',
    cardCode: '741',
    cardName: 'Renée Castañeda',
    birthdate: '1984-05-08',
    password: 'Quiet+River84',
  },
});
