import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { finger, homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

export const budgetAndroid = personaOf({
  id: 'budget-android',
  title: 'Budget Android phone',
  description: 'A low-end phone, ten times slower than a high-end desktop, on slow 4G. Its small memory is not emulated.',
  device: devicePresets.phone,
  network: networkPresets['slow-4g'],
  cpuSlowdown: processors.lowEndMobile,
  hands: 'touch',
  finger: finger.usual,
  display: plainDisplay,
  saveData: false,
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
    email: 'jakub.wojcik@example.com',
    firstName: 'Jakub',
    lastName: 'Wójcik',
    name: 'Jakub Wójcik',
    phone: '+49 171 3920042',
    street: 'Lindenstraße',
    houseNumber: '5a',
    postcode: '04109',
    city: 'Leipzig',
    country: 'Germany',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '08/33',
    cardCode: '258',
    cardName: 'Jakub Wójcik',
    birthdate: '1997-07-14',
    password: 'Zloty_Most_97',
  },
});
