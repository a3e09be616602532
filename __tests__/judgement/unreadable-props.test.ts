import { documentFindings } from '../../lib/judgement/document-findings';
import { readKeptPolicy } from '../../lib/judgement/kept-policy';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { findingLine } from '../../lib/messages/diagnostic';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { NOW } from '../grants/cases/grants';
import { allow, deny, type Statement } from './cases/kept-case';

const GRANTS = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
const policyOf = (...statements: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

function linesOf(props: unknown): string[] {
  try {
    new ZencoderPolicyDocument(props as never);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('Props from JavaScript', () => {
  it.each([7, null, undefined, 'films', ['films']])('are refused as a whole if they are no object: %j', (props) => {
    expect(linesOf(props)).toEqual([
      expect.stringContaining(props === undefined ? 'undefined' : JSON.stringify(props)),
    ]);
  });

  it('are checked to the end where their accounts are wrong', () => {
    const lines = linesOf({ bucket: 'films', grants: [{ role: 'reader', prefixes: ['in/'] }], also: 'x' });
    expect(lines).toEqual([
      expect.stringMatching(/^also: "x"/),
      expect.stringMatching(/^grants\[0\]\.role: .*"reader"/),
    ]);
  });
});

describe('A kept policy that is no text', () => {
  it.each<[given: unknown, shown: string]>([
    [7, '7'],
    [null, 'null'],
    [{ Statement: [] }, '{"Statement":[]}'],
  ])('is refused: %j', (given, shown) => {
    expect(readKeptPolicy(given as string, identityOf(), 'films')).toEqual({
      policy: undefined,
      findings: [{ path: [], message: expect.stringContaining(`${shown} is not a string`) }],
    });
  });
});

describe('Statements are judged by the grants', () => {
  const findings = (otherStatements: string, more: object = {}) =>
    documentFindings({ bucket: 'films', grants: GRANTS, otherStatements, ...more }, NOW).map((finding) =>
      findingLine('', finding),
    );

  it('where they are, and the policy can be read', () => {
    expect(findings(policyOf(deny()))).toEqual([expect.stringMatching(/denies Zencoder/)]);
    expect(findings(policyOf(allow()))).toHaveLength(1);
  });

  it('but not where there are none, or the grants are wrong', () => {
    expect(findings(policyOf(deny()), { grants: [] })).toEqual([expect.stringMatching(/^grants: /)]);
    expect(findings(policyOf(deny()), { grants: [{ role: 'reader' }] })).toEqual([
      expect.stringMatching(/^grants\[0\]\.role: /),
    ]);
  });

  it('but not where the policy is no JSON, or has an error', () => {
    expect(findings('{')).toEqual([expect.stringMatching(/^otherStatements: /)]);
    expect(findings(policyOf(deny(), deny({ Sid: 'Odd', Effect: 'Refuse' })))).toEqual([
      expect.stringMatching(/"Refuse"/),
    ]);
  });

  it('but not where no bucket can have so large a policy, which bounds how long that takes', () => {
    const filler = (length: number) => ({ ...deny({ Principal: { AWS: '111122223333' } }), Sid: 'a'.repeat(length) });
    const lengthOf = (...statements: Statement[]) => JSON.stringify(statements).length;
    const most = 20480 - lengthOf(deny(), filler(0));
    expect(lengthOf(deny(), filler(most))).toBe(20480);
    expect(findings(policyOf(deny(), filler(most)))).toEqual([expect.stringMatching(/denies Zencoder/)]);
    expect(findings(policyOf(deny(), filler(most + 1)))).toEqual([]);
  });

  it('also where acceptedDenies is no list, or names what allows', () => {
    expect(findings(policyOf(deny()), { acceptedDenies: 7 })).toEqual([
      expect.stringMatching(/denies Zencoder/),
      expect.stringMatching(/^acceptedDenies: 7/),
    ]);
    expect(
      findings(policyOf(allow({ Sid: 'Open', Principal: { AWS: '111122223333' } })), { acceptedDenies: ['Open'] }),
    ).toEqual([expect.stringMatching(/^acceptedDenies\[0\]: .*"Open"/)]);
  });
});
