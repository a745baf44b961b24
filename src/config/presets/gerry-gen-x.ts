import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const gerryGenX = personaOf({
  id: 'gerry-gen-x',
  title: 'Gerry, Gen X on a laptop',
  description: 'A low-end laptop on cable, with mouse and keyboard. Takes 16 % longer than a 25-year-old.',
  device: devicePresets.laptop,
  network: networkPresets.cable,
  cpuSlowdown: processors.lowEndDesktop,
  hands: 'mouse',
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.desktop,
    pointingBits: pointing.mouse,
    think: thinking.klm,
    home: homing.mouse,
    press: pressing.mouse,
    factor: slowness.twentyYearsOn,
    reading: reading.silent,
  },
  data: {
    email: 'gerald.moellendorf@example.org',
    firstName: 'Gerald',
    lastName: 'Möllendorf',
    name: 'Gerald Möllendorf',
    phone: '+49 30 23125042',
    street: 'Schönhauser Allee',
    houseNumber: '112',
    postcode: '10437',
    city: 'Berlin',
    country: 'Germany',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '11/33',
    cardCode: '456',
    cardName: 'Gerald Möllendorf',
    birthdate: '1974-09-02',
    password: 'Granit&Wolke-74',
  },
});
