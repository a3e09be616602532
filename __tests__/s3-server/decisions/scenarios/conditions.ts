import { granting, type Scenario } from './scenario';

const BOTH_WAYS = { role: 'input-and-output', prefixes: ['in/'] };
const IN_AND_OUT = ['in/film.mov', 'in/other.mov', 'out/film.mov'];
const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2099-06-30T02:00:00+02:00';

export const expiry: Scenario[] = [
  granting('an expired grant', [{ ...BOTH_WAYS, expires: PAST }], IN_AND_OUT),
  granting(
    'an expired grant in another time zone',
    [{ ...BOTH_WAYS, expires: '2020-01-01T13:59:59+14:00' }],
    IN_AND_OUT,
  ),
  granting('a grant that expires in the future', [{ ...BOTH_WAYS, expires: FUTURE }], IN_AND_OUT),
  granting(
    'read access expired and write access not',
    [
      { role: 'input', prefixes: ['in/'], expires: PAST },
      { role: 'output', prefixes: ['out/'] },
    ],
    ['in/film.mov', 'out/film.mp4', 'film.mov'],
  ),
  granting(
    'write access expired and read access not',
    [
      { actions: ['s3:GetObject'], prefixes: ['in/'], expires: FUTURE },
      { role: 'output', prefixes: ['out/'], expires: PAST },
    ],
    ['in/film.mov', 'out/film.mp4', 'film.mov'],
  ),
];

export const tls: Scenario[] = [
  { name: 'requireTls', entry: { grants: [BOTH_WAYS], requireTls: true }, keys: IN_AND_OUT, https: true },
  { name: 'no requireTls', entry: { grants: [BOTH_WAYS] }, keys: IN_AND_OUT, https: true },
  {
    name: 'requireTls and an expiry date',
    entry: {
      grants: [
        { role: 'input', prefixes: ['in/'], expires: FUTURE },
        { role: 'output', prefixes: ['out/'], expires: PAST },
      ],
      requireTls: true,
    },
    keys: ['in/film.mov', 'out/film.mov'],
    https: true,
  },
];
