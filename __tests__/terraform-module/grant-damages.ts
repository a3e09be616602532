import { RARE_DATES } from './rare-dates';

export type Grant = Readonly<Record<string, unknown>>;

/** Takes one of several, always the same for the same input. */
export type Pick = <T>(of: readonly T[]) => T;

/** Makes a sound grant wrong. Gives what Terraform then names, too, as it stands behind `grants[N]`. */
type Damage = (grant: Grant, pick: Pick) => [damaged: unknown, named: string];

const MISSPELT = ['prefix', 'key', 'Role', 'roles', 'action', 'Prefixes', 'expiry', 'expire', 'comment'];
const LISTS = ['actions', 'prefixes', 'keys'];
const READING = { actions: ['s3:GetObject'] };

const naming = (pick: Pick, names: readonly string[]): [unknown, string] => {
  const list = pick(['prefixes', 'keys']);
  return [{ ...READING, [list]: ['a', pick(names)] }, `.${list}[1]: `];
};
const ending = (expires: unknown): [unknown, string] => [{ ...READING, expires }, '.expires: '];

export const GRANT_DAMAGES: Readonly<Record<string, Damage>> = {
  'an unknown attribute': (grant, pick) => {
    const name = pick(MISSPELT);
    return [{ ...grant, [name]: ['a'] }, `.${name}: unknown attribute, a grant takes `];
  },
  'a role of another type': (_, pick) => [{ role: pick<unknown>([7, true, ['input'], {}]) }, '.role: '],
  'a list of another type': ({ role: _, ...grant }, pick) => {
    const name = pick(LISTS);
    return [{ ...READING, ...grant, [name]: pick<unknown>(['a', 7, true, { a: 'a' }]) }, `.${name}: `];
  },
  'a member of another type': ({ role: _, ...grant }, pick) => {
    const name = pick(LISTS);
    const list = ['s3:GetObject', pick<unknown>([7, null, false, ['a'], { a: 'a' }])];
    return [{ ...READING, ...grant, [name]: list }, `.${name}[1]: `];
  },
  'a date of another type': (_, pick) => ending(pick<unknown>([1814313600, true, ['2027-06-30T00:00:00Z'], {}])),
  'an unknown role': (_, pick) => [
    { role: pick(['inptu', 'Output', 'admin', '', 'toString', 'input ']) },
    '.role: unknown role ',
  ],
  'an unknown action': (_, pick) => [
    { actions: ['s3:GetObject', pick(['GetObject', 's3:getobject', 's3:*', '*', 's3:DeleteObject', ''])] },
    '.actions[1]: unknown action ',
  ],
  'an empty list': ({ role: _, ...grant }, pick) => {
    const name = pick(LISTS);
    return [{ ...READING, ...grant, [name]: [] }, `.${name}: an empty list `];
  },
  'an empty name': (_, pick) => naming(pick, ['']),
  'a name of too many bytes': (_, pick) => naming(pick, ['k'.repeat(1025), 'é'.repeat(513), '日'.repeat(342)]),
  'a name with NUL': (_, pick) => naming(pick, ['a\0b', 'é\0', '\0']),
  'a name with a long run of marks': (_, pick) =>
    naming(pick, [`q${'\u0307'.repeat(31)}`, `a${'\u1161'.repeat(31)}`, `a${'\u{1d165}'.repeat(31)}`]),
  'a name with a mark that would join an escape': (_, pick) =>
    naming(pick, ['a\n\u0301', '\u001f\u0307', '<\u0301', 'a>\u0307']),
  'a name with a sign that is joined to a quote': (_, pick) => naming(pick, ['a\u0600', '\u0600"b', '\u08e2\\']),
  'a date of another form': (_, pick) => ending(pick(RARE_DATES.notInForm)),
  'a date that the calendar lacks': (_, pick) => ending(pick(RARE_DATES.notInCalendar)),
  'a date of another age': (_, pick) => ending(pick(RARE_DATES.outOfRange)),
  'neither role nor actions': ({ role: _, actions: __, ...grant }) => [grant, ': has neither role nor actions'],
  'both role and actions': (grant) => [
    { role: 'input', ...READING, ...grant },
    '.actions: cannot be combined with role',
  ],
  'bucket actions on some objects': (_, pick) => {
    const name = pick(['prefixes', 'keys']);
    const actions = pick([['s3:ListBucket'], ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads']]);
    return [{ actions, [name]: ['a'] }, `.${name}: has no effect: `];
  },
  'what is no grant': (_, pick) => [pick<unknown>([null, 'input', 7, true, ['input'], []]), ': '],
};
