import { type Attributes, holeFindings, MAX_PROP_DEPTH, valueFindings } from '../../lib/messages/attributes';
import { faultFindings } from '../../lib/messages/diagnostic';

const HOLE = expect.stringMatching(/hole/);
const holed = (...members: unknown[]) => {
  const list = [...members];
  delete list[0];
  return list;
};
const within = (depth: number, value: unknown): unknown => (depth === 0 ? value : { in: within(depth - 1, value) });

describe('A hole in a list of props', () => {
  it.each<[where: string, props: unknown, path: (string | number)[]]>([
    ['of the props themselves', holed(1, 2), [0]],
    ['of a prop', { keys: holed(1, 'b') }, ['keys', 0]],
    ['of a prop of a member of a list', { grants: ['a', { keys: holed(1, 'b') }] }, ['grants', 1, 'keys', 0]],
    ['of a list in a list', [['a'], holed(1)], [1, 0]],
    ['of an object without a prototype', Object.assign(Object.create(null), { keys: holed(1) }), ['keys', 0]],
  ])('is found with its path: %s', (_, props, path) => {
    expect(holeFindings(props)).toEqual([{ path, message: HOLE }]);
  });

  it('is found at each index', () => {
    expect(holeFindings({ keys: new Array(2) }).map(({ path }) => path)).toEqual([
      ['keys', 0],
      ['keys', 1],
    ]);
  });

  it('is not a member that is undefined or null', () => {
    expect(holeFindings({ keys: [undefined, null, 'a'], more: null, text: 'a', none: undefined })).toEqual([]);
    expect([null, undefined, 'ab', 7].flatMap((value) => holeFindings(value))).toEqual([]);
  });

  it('is not searched for in objects that are not plain', () => {
    class Construct {
      public readonly keys = holed(1);
    }
    expect(holeFindings({ of: new Construct(), day: new Date() })).toEqual([]);
  });

  it('is searched for down to the depth of props, so that an object that contains itself ends the search', () => {
    const round: Record<string, unknown> = {};
    round.in = round;
    expect(holeFindings(round)).toEqual([]);
    expect(holeFindings(within(MAX_PROP_DEPTH, holed(1)))).toHaveLength(1);
    expect(holeFindings(within(MAX_PROP_DEPTH + 1, holed(1)))).toEqual([]);
  });
});

describe('A note', () => {
  const ATTRIBUTE: Attributes[string] = {
    fault: (text) => (text === 'wrong' ? 'is wrong' : undefined),
    warning: (text) => (text === 'odd' ? 'is odd' : undefined),
    note: () => 'is noted',
  };
  const told = (value: string) => valueFindings('name', value, ATTRIBUTE).map(({ message }) => message);

  it('is reported only if there is neither an error nor a warning', () => {
    expect(['wrong', 'odd', 'right'].map(told)).toEqual([['is wrong'], ['is odd'], ['is noted']]);
  });
});

it('A value that is not a string is an error, without a call of its check', () => {
  const fault = (text: string) => `is ${text.length} long`;
  expect(faultFindings('name', 7 as unknown as string, fault)).toEqual([
    { path: ['name'], message: expect.stringMatching(/^7 is not a string/) },
  ]);
  expect(faultFindings('name', 'ab', fault)).toEqual([{ path: ['name'], message: 'is 2 long' }]);
});
