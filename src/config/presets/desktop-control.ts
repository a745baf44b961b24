import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const desktopControl = personaOf({
  id: 'desktop-control',
  title: 'Desktop control, not throttled',
  description: 'A desktop with nothing slowed down and nothing set: what is seen here is the site and the machine, not the conditions.',
  device: devicePresets.laptop,
  network: null,
  cpuSlowdown: processors.highEndDesktop,
  hands: 'mouse',
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.desktop,
    pointingBits: pointing.mouse,
    think: thinking.klm,
    home: homing.mouse,
    press: pressing.mouse,
    factor: slowness.none,
    reading: reading.silent,
  },
  data: {
    email: 'alex.taylor@example.com',
    firstName: 'Alex',
    lastName: 'Taylor',
    name: 'Alex Taylor',
    phone: '+44 7700 900567',
    street: 'High Street',
    houseNumber: '21',
    postcode: 'M1 4BT',
    city: 'Manchester',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '12/35',
    cardCode: '369',
    cardName: 'Alex Taylor',
    birthdate: '1990-01-15',
    password: 'Control-Group-90',
  },
});
