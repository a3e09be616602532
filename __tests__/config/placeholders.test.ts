import { PLACEHOLDER, withoutPlaceholders, withPlaceholder } from '../../lib/config/placeholders';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';

const STACK = 'stacks:\n  live:\n';
const BUCKETS = `${STACK}    buckets:\n      a1b: { grants: [{ role: input }] }\n`;
const SETTINGS = { grants: [{ role: ZencoderRole.INPUT }], adoptExistingPolicy: true };

const added = (text: string, bucket = 'films') => withPlaceholder(text, { stack: 'live', bucket, settings: SETTINGS });

const PLACES: [where: string, text: string][] = [
  ['after other buckets', BUCKETS],
  ['below a stack without buckets', `${STACK}    region: eu-west-1\n`],
  ['for a new stack', 'stacks:\n  test:\n    region: eu-west-1\n'],
  ['below a stack in braces', 'stacks: { live: { region: eu-west-1 } }\n'],
  ['after comments that look like parts of it', `${BUCKETS}      # buckets:\n      # films:\n      #   grants: all\n`],
];

describe('The placeholder of a bucket', () => {
  it.each(PLACES)('is removed again %s, with all its lines', (_, text) => {
    expect(added(text)).not.toBe(text);
    expect(withoutPlaceholders(added(text), 'films')).toBe(text);
    expect(withoutPlaceholders(added(text))).toBe(text);
  });

  it.each(PLACES)('is removed %s without that of another bucket', (_, text) => {
    const both = added(added(text), 'shorts');
    expect(withoutPlaceholders(both, 'films')).toBe(added(text, 'shorts'));
    expect(withoutPlaceholders(both, 'shorts')).toBe(added(text));
    expect(withoutPlaceholders(both)).toBe(text);
  });

  it.each(PLACES)('is found %s, whatever the words after the mark', (_, text) => {
    const reworded = added(text).replace(/(?<=films: # \[.*?\]).*/, ' has other words.');
    expect(reworded).not.toBe(added(text));
    expect(added(reworded)).toBe(reworded);
    expect(withoutPlaceholders(reworded, 'films')).toBe(text);
  });

  const KEPT: [what: string, comments: string][] = [
    [
      'of a bucket that somebody commented out',
      '      # films: # has no grants yet: add the grants\n      #   grants: all\n',
    ],
    ['that names the mark elsewhere', `      # Why is there ${PLACEHOLDER} in films?\n`],
    ['below it, less indented', '      # The end.\n'],
  ];
  it.each(KEPT)('does not take a comment with it %s', (_, comments) => {
    expect(withoutPlaceholders(`${BUCKETS}${comments}`)).toBe(`${BUCKETS}${comments}`);
    expect(withoutPlaceholders(`${added(BUCKETS)}${comments}`)).toBe(`${BUCKETS}${comments}`);
  });

  it.each(['#   Ask Ann.', '#   # Ask Ann.', '#   region: eu-west-1 # Ann says so.', '#   a: [', '#     Ask Ann.'])(
    'stays if somebody added the line "%s"',
    (line) => {
      const text = `${added(BUCKETS)}      ${line}\n`;
      expect(withoutPlaceholders(text)).toBe(text);
    },
  );

  it('is removed with settings that somebody changed', () => {
    const text = added(BUCKETS).replace('role: input }\n', 'role: output }\n');
    expect(withoutPlaceholders(text)).toBe(BUCKETS);
  });

  it('keeps a name around it that another comment needs', () => {
    const text = added(`${STACK}    region: eu-west-1\n`);
    expect(withoutPlaceholders(`${text}    #   shorts:\n`)).toBe(
      `${STACK}    region: eu-west-1\n    # buckets:\n    #   shorts:\n`,
    );
  });

  it('is not found in a value of several lines', () => {
    const text = `${BUCKETS}    note: |\n      # films: # ${PLACEHOLDER}\n      #   grants: all\n`;
    expect(withoutPlaceholders(text)).toBe(text);
  });
});
