import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const keyboardOnly = personaOf({
  id: 'keyboard-only',
  title: 'Keyboard only',
  description: 'A laptop on cable, used with Tab, arrows, Enter and Space; no pointing device.',
  device: devicePresets.laptop,
  network: networkPresets.cable,
  cpuSlowdown: processors.lowEndDesktop,
  hands: 'keyboard',
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.nonSecretary,
    pointingBits: pointing.none,
    think: thinking.klm,
    home: homing.none,
    press: pressing.mouse,
    factor: slowness.unknown,
    reading: reading.silent,
  },
  data: {
    email: 'inigo.munoz@example.com',
    firstName: 'Íñigo',
    lastName: 'Muñoz',
    name: 'Íñigo Muñoz',
    phone: '+44 7700 900789',
    street: 'Station Road',
    houseNumber: '8',
    postcode: 'CF10 1EP',
    city: 'Cardiff',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '09/34',
    cardCode: '654',
    cardName: 'Íñigo Muñoz',
    birthdate: '1982-06-21',
    password: 'Tab-Orden-82!',
  },
});
