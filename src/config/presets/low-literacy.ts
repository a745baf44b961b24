import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { finger, homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const lowLiteracy = personaOf({
  id: 'low-literacy',
  title: 'Low literacy, on a phone',
  description: 'A mid-tier phone on slow 4G, typing with one finger. Reads word by word and takes longer to decide.',
  device: devicePresets.phone,
  network: networkPresets['slow-4g'],
  cpuSlowdown: processors.midTierMobile,
  hands: 'touch',
  finger: finger.usual,
  display: plainDisplay,
  saveData: false,
  pace: {
    key: typing.oneFinger,
    pointingBits: pointing.touch,
    think: thinking.doubled,
    home: homing.none,
    press: pressing.tap,
    factor: slowness.unknown,
    reading: reading.wordByWord,
  },
  data: {
    email: 'dean.hughes@example.com',
    firstName: 'Dean',
    lastName: 'Hughes',
    name: 'Dean Hughes',
    phone: '+44 7700 900234',
    street: 'Mill Lane',
    houseNumber: '52',
    postcode: 'S3 8GG',
    city: 'Sheffield',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '01/33',
    cardCode: '987',
    cardName: 'Dean Hughes',
    birthdate: '1979-11-30',
    password: 'Brick.Lane.79',
  },
});
