import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { finger, homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const ruralSlowNetwork = personaOf({
  id: 'rural-slow-network',
  title: 'Rural, on a slow network',
  description: 'A mid-tier phone on 3G that asks sites to save data.',
  device: devicePresets.phone,
  network: networkPresets['regular-3g'],
  cpuSlowdown: processors.midTierMobile,
  hands: 'touch',
  finger: finger.usual,
  display: plainDisplay,
  saveData: true,
  pace: {
    key: typing.phone,
    pointingBits: pointing.touch,
    think: thinking.klm,
    home: homing.none,
    press: pressing.tap,
    factor: slowness.none,
    reading: reading.silent,
  },
  data: {
    email: 'bronwen.griffiths@example.org',
    firstName: 'Bronwên',
    lastName: 'Griffiths',
    name: 'Bronwên Griffiths',
    phone: '+44 7700 900345',
    street: 'Ffordd yr Orsaf',
    houseNumber: 'Tŷ Gwyn',
    postcode: 'LL41 3AA',
    city: 'Blaenau Ffestiniog',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '06/34',
    cardCode: '147',
    cardName: 'Bronwên Griffiths',
    birthdate: '1988-03-01',
    password: 'Mynydd-Glas-88',
  },
});
