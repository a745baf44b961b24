import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { finger, homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const mollyMillennial = personaOf({
  id: 'molly-millennial',
  title: 'Molly, millennial on a phone',
  description: 'A good phone on fast 4G, typing with two thumbs. No settings changed.',
  device: devicePresets.phone,
  network: networkPresets['fast-4g'],
  cpuSlowdown: processors.highEndMobile,
  hands: 'touch',
  finger: finger.usual,
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.twoThumbs,
    pointingBits: pointing.touch,
    think: thinking.klm,
    home: homing.none,
    press: pressing.tap,
    factor: slowness.none,
    reading: reading.silent,
  },
  data: {
    email: 'molly.ashworth@example.com',
    firstName: 'Molly',
    lastName: 'Ashworth-Brontë',
    name: 'Molly Ashworth-Brontë',
    phone: '+44 7700 900123',
    street: 'Cambridge Street',
    houseNumber: '14b',
    postcode: 'SW1V 4QQ',
    city: 'London',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '04/34',
    cardCode: '123',
    cardName: 'Molly Ashworth-Brontë',
    birthdate: '1991-04-17',
    password: 'Tidal-Lantern-91',
  },
});
