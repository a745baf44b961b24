import { devicePresets } from '../conditions/devices.ts';
import { plainDisplay, textScale } from '../conditions/displays.ts';
import { networkPresets } from '../conditions/networks.ts';
import { homing, pointing, pressing, reading, slowness, thinking, typing } from '../conditions/operators.ts';
import { personaOf } from '../conditions/persona-of.ts';
import { processors } from '../conditions/processors.ts';

/** The slowness of age is in `pace.factor` alone: typing and pointing are those of the population, else it would count twice. */
export const samanthaSenior = personaOf({
  id: 'samantha-senior',
  title: 'Samantha, over 65 on a laptop',
  description: 'A laptop four times slower than a high-end desktop, on cable, with larger text. Takes 43 % longer than younger adults; targets of at least 44 px are a need.',
  device: devicePresets.laptop,
  network: networkPresets.cable,
  cpuSlowdown: processors.midTierMobile,
  hands: 'mouse',
  display: { ...plainDisplay, textScale: textScale.larger },
  saveData: false,
  pace: {
    key: typing.desktop,
    pointingBits: pointing.mouse,
    think: thinking.klm,
    home: homing.mouse,
    press: pressing.mouse,
    factor: slowness.over65,
    reading: reading.older,
  },
  data: {
    email: 'samantha.oconnor@example.com',
    firstName: 'Samantha',
    lastName: "O'Connor",
    name: "Samantha O'Connor",
    phone: '+44 20 7946 0958',
    street: 'Harbour Terrace',
    houseNumber: '3',
    postcode: 'FY4 1NG',
    city: 'Blackpool',
    country: 'United Kingdom',
    cardNumber: '4242 4242 4242 4242',
    cardExpiry: '02/32',
    cardCode: '789',
    cardName: "Samantha O'Connor",
    birthdate: '1953-02-26',
    password: 'Marigold-Kettle-53',
  },
});
