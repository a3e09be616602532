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
  it.each([7, null, undefined, 'films', ['films']])('are refused if they are not an object: %j', (props) => {
    expect(linesOf(props)).toEqual([
      expect.stringContaining(props === undefined ? 'undefined' : JSON.stringify(props)),
    ]);
  });

  it('are checked completely even if their accounts have errors', () => {
    const lines = linesOf({ bucket: 'films', grants: [{ role: 'reader', prefixes: ['in/'] }], also: 'x' });
    expect(lines).toEqual([
      expect.stringMatching(/^also: "x"/),
      expect.stringMatching(/^grants\[0\]\.role: .*"reader"/),
    ]);
  });
});

describe('A kept policy that is not a string', () => {
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

describe('Kept statements are compared with the grants', () => {
  const findings = (otherStatements: string, more: object = {}) =>
    documentFindings({ bucket: 'films', grants: GRANTS, otherStatements, ...more }, NOW).map((finding) =>
      findingLine('', finding),
    );

  it('if the document has grants and a valid policy', () => {
    expect(findings(policyOf(deny()))).toEqual([expect.stringMatching(/denies Zencoder/)]);
    expect(findings(policyOf(allow()))).toHaveLength(1);
  });

  it('but not without grants, or if the grants have errors', () => {
    expect(findings(policyOf(deny()), { grants: [] })).toEqual([expect.stringMatching(/^grants: /)]);
    expect(findings(policyOf(deny()), { grants: [{ role: 'reader' }] })).toEqual([
      expect.stringMatching(/^grants\[0\]\.role: /),
    ]);
  });

  it('but not if the policy is not JSON, or has an error', () => {
    expect(findings('{')).toEqual([expect.stringMatching(/^otherStatements: /)]);
    expect(findings(policyOf(deny(), deny({ Sid: 'Odd', Effect: 'Refuse' })))).toEqual([
      expect.stringMatching(/"Refuse"/),
    ]);
  });

  it('but not if the policy is larger than S3 allows, which limits the time', () => {
    const filler = (length: number) => ({ ...deny({ Principal: { AWS: '111122223333' } }), Sid: 'a'.repeat(length) });
    const lengthOf = (...statements: Statement[]) => JSON.stringify(statements).length;
    const most = 20480 - lengthOf(deny(), filler(0));
    expect(lengthOf(deny(), filler(most))).toBe(20480);
    expect(findings(policyOf(deny(), filler(most)))).toEqual([expect.stringMatching(/denies Zencoder/)]);
    expect(findings(policyOf(deny(), filler(most + 1)))).toEqual([]);
  });

  it('even if acceptedDenies is not a list, or names an Allow statement', () => {
    expect(findings(policyOf(deny()), { acceptedDenies: 7 })).toEqual([
      expect.stringMatching(/denies Zencoder/),
      expect.stringMatching(/^acceptedDenies: 7/),
    ]);
    expect(
      findings(policyOf(allow({ Sid: 'Open', Principal: { AWS: '111122223333' } })), { acceptedDenies: ['Open'] }),
    ).toEqual([expect.stringMatching(/^acceptedDenies\[0\]: .*"Open"/)]);
  });
});
