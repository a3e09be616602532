import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { TerraformVariable } from 'cdktf';
import { ZencoderBucketAccess, type ZencoderBucketAccessProps, ZencoderPolicyDocument, ZencoderRole } from '../../lib';
import { configurationOf, testStack, written } from '../support/synth';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder, writeFiles } from '../support/workspace';
import { policiesOfConstruct, standIns } from './plan-time/construct';

const grants = [{ role: ZencoderRole.INPUT }];
const OURS = JSON.parse(new ZencoderPolicyDocument({ bucket: 'films', grants }).toJson()).Statement as {
  Sid: string;
}[];

const KEPT = {
  Sid: 'Kept',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteObject',
  Resource: 'arn:aws:s3:::films/*',
};
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const named = (...sids: string[]) => policy(...sids.map((Sid) => ({ ...KEPT, Sid })));
const sidsOf = (json: string) => (JSON.parse(json).Statement as { Sid: string }[]).map(({ Sid }) => Sid);
const OUR_SIDS = OURS.map(({ Sid }) => Sid);

function accessIn(stack: ReturnType<typeof testStack>, props: Partial<ZencoderBucketAccessProps>) {
  return new ZencoderBucketAccess(stack, 'films', { bucket: 'films', grants, ...props });
}

function resourceOf(props: Partial<ZencoderBucketAccessProps>): Record<string, unknown> {
  const stack = testStack();
  accessIn(stack, props);
  return configurationOf(stack).resource!.aws_s3_bucket_policy!.films!;
}

const messageOf = (props: Partial<ZencoderBucketAccessProps>) => {
  try {
    accessIn(testStack(), props);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('Source documents that are known at synth', () => {
  it('are plain text in the policy, before otherStatements and the grants', () => {
    const { policy: text, lifecycle } = resourceOf({
      sourcePolicyDocuments: [named('A', 'B'), named('C')],
      otherStatements: named('D'),
    });
    expect(sidsOf(String(text))).toEqual(['A', 'B', 'C', 'D', ...OUR_SIDS]);
    expect(lifecycle).toBeUndefined();
  });

  it('keep their policy variables, which are not templates', () => {
    const Resource = 'arn:aws:s3:::films/${aws:username}/${*}';
    const { policy: text } = resourceOf({ sourcePolicyDocuments: [policy({ ...KEPT, Resource })] });
    expect(String(text).replaceAll('$${', '${')).toContain(JSON.stringify(Resource));
  });

  it('are checked at synth, and each error names the document', () => {
    const sourcePolicyDocuments = [named('A'), policy(KEPT, { ...KEPT, Effect: 'deny' }), 'nothing'];
    const lines = messageOf({ sourcePolicyDocuments }).split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^test\/films: sourcePolicyDocuments\[1\]\.Statement\[1\]\.Effect: /),
      expect.stringMatching(/^test\/films: sourcePolicyDocuments\[2\]: is not JSON/),
    ]);
  });

  it.each([
    ['a reference', 'arn:aws:s3:::${aws_s3_bucket.films.id}/*', '${aws_s3_bucket.films.id}'],
    ['a function call', 'arn:aws:s3:::${lower("FILMS")}/*', '${lower('],
    ['an escaped policy variable', 'arn:aws:s3:::films/$${aws:username}', '$${aws:username}'],
  ])('are refused if they contain %s, which earlier versions passed to Terraform', (_, Resource, shown) => {
    expect(messageOf({ sourcePolicyDocuments: [policy({ ...KEPT, Resource })] })).toContain(
      `sourcePolicyDocuments[0]: contains ${JSON.stringify(shown).slice(0, -1)}`,
    );
  });

  it.each<[unknown, string]>([
    ['{}', 'sourcePolicyDocuments: "{}" is not a list; write ["{}"]'],
    [[{}], 'sourcePolicyDocuments[0]: {} is not a string; give a bucket policy as JSON text'],
  ])('are refused if they are not strings: %j', (given, line) => {
    expect(messageOf({ sourcePolicyDocuments: given as string[] })).toBe(`test/films: ${line}`);
  });

  it('count towards the size of the policy', () => {
    const statement = { ...KEPT, Resource: `arn:aws:s3:::films/${'é'.repeat(10_200)}` };
    expect(messageOf({ sourcePolicyDocuments: [policy(statement)] })).toMatch(/the policy has 2\d,\d{3} bytes/);
  });
});

describe('Source documents that are known only at plan time', () => {
  it('are joined by local values of the stack, without a data source', () => {
    const stack = testStack();
    accessIn(stack, { sourcePolicyDocuments: ['${data.http.policy.response_body}'] });
    const { data, locals, resource } = configurationOf(stack);
    expect(data).toBeUndefined();
    const policyOf = String(resource!.aws_s3_bucket_policy!.films!.policy);
    expect(Object.keys(locals!)).toContain(policyOf.replace(/^\$\{local\.|\}$/g, ''));
  });

  it('can be one list that is known only at plan time', () => {
    const stack = testStack();
    const sourcePolicyDocuments = new TerraformVariable(stack, 'documents', { type: 'list(string)' }).listValue;
    accessIn(stack, { sourcePolicyDocuments });
    expect(Object.values(configurationOf(stack).locals!)).toContain('${var.documents}');
  });

  it('cause warnings with JSON output; CDKTF writes no check block in HCL', () => {
    const build = (stack: ReturnType<typeof testStack>) => {
      accessIn(stack, { sourcePolicyDocuments: ['${data.http.policy.response_body}'] });
    };
    const { check } = JSON.parse(written(false, build)) as { check: Record<string, { assert: unknown[] }> };
    expect(Object.values(check).map(({ assert }) => assert.length)).toEqual([2]);
    expect(written(true, build)).not.toMatch(/^check/m);
  });

  it('have one precondition block for each condition in HCL', () => {
    const text = written(true, (stack) => {
      accessIn(stack, { sourcePolicyDocuments: ['${data.http.policy.response_body}'] });
    });
    const block = 'precondition \\{\\ncondition = "[^\\n]+"\\nerror_message = "[^\\n]+"\\n\\}\\n';
    expect(text).toMatch(new RegExp(`^lifecycle \\{\\n(${block}){4}\\}\\n`, 'm'));
  });
});

/** Document by document: what Terraform says of it, undefined where nothing. */
const DOCUMENTS: [
  what: string,
  json: string,
  expected: RegExp | undefined,
  props?: Partial<ZencoderBucketAccessProps>,
][] = [
  ['a Deny for everybody', policy(KEPT), undefined],
  ['a single statement that is not in a list', JSON.stringify({ Version: '2012-10-17', Statement: KEPT }), undefined],
  ['an Allow for another account', allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), undefined],
  ['a Deny for Zencoder', policy({ ...KEPT, Principal: { AWS: '395540211253' } }), undefined],
  [
    "an Allow for Zencoder's account",
    allow({ Principal: { AWS: '395540211253' } }),
    /\.Principal\.AWS: "395540211253" also gives access to Zencoder's account/,
  ],
  [
    'an Allow on condition of being Zencoder',
    allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': '395540211253' } } }),
    /\.Condition\.StringEquals\["aws:PrincipalAccount"\]: "395540211253" also gives access to Zencoder's account/,
  ],
  ['a Sid of this package', named('ZencoderRead0123abcd'), /is reserved for Zencoder's statements/],
  ['a Sid that is similar to those of this package', named('ZencoderReads'), undefined],
  ['no Version, and nothing that depends on it', JSON.stringify({ Statement: [KEPT] }), undefined],
  [
    'no Version, and a dollar sign before a brace',
    JSON.stringify({ Statement: [{ ...KEPT, Resource: 'arn:aws:s3:::films/${x}' }] }),
    /Version: a dollar sign before a brace would become a policy variable/,
  ],
  [
    'a principal that is a string',
    policy({ ...KEPT, Principal: '111122223333' }),
    /\.Principal: "111122223333" is not a principal: write/,
  ],
  [
    'a condition on null',
    policy({ ...KEPT, Condition: { Bool: { 'aws:x': null } } }),
    /null is not a string, true, false, or a number/,
  ],
  ['a misspelled member', policy({ ...KEPT, Conditon: {} }), /\.Conditon: \{\} is not an element of a statement/],
  [
    'two spellings of one member',
    policy(KEPT).replace('"Effect"', '"effect":"Allow","Effect"'),
    /\.effect: "Allow" is not an element of a statement/,
  ],
  ['a member twice', policy(KEPT).replace('"Effect"', '"Effect":"Allow","Effect"'), /has a member twice/],
  [
    'another bucket',
    policy({ ...KEPT, Resource: 'arn:aws:s3:::series/*' }),
    /"arn:aws:s3:::series\/\*" is outside arn:aws:s3:::films/,
  ],
  [
    'more than 20,480 bytes',
    policy({ ...KEPT, Resource: `arn:aws:s3:::films/${'é'.repeat(10_200)}` }),
    /larger than 20480 bytes/,
  ],
  ['almost 20,480 bytes', policy({ ...KEPT, Resource: `arn:aws:s3:::films/${'é'.repeat(9_800)}` }), undefined],
];

function allow(members: object): string {
  return policy({ ...KEPT, Effect: 'Allow', Principal: '*', Action: 's3:GetObject', ...members });
}

/** Documents that are taken, and what Terraform warns of. */
const DOUBTFUL: [
  what: string,
  json: string,
  expected: RegExp | undefined,
  props?: Partial<ZencoderBucketAccessProps>,
][] = [
  ['an Allow for everybody', allow({}), /\[0\]\.Statement\[0\]: allows everybody, including Zencoder/],
  [
    'a Deny of all that is granted',
    policy({ ...KEPT, Action: 's3:*' }),
    /\(Sid "Kept"\): denies Zencoder every request of s3:GetObject, which the grants allow; .* or name its Sid in acceptedDenies/,
  ],
  ['a Deny that is accepted', policy({ ...KEPT, Action: 's3:*' }), undefined, { acceptedDenies: ['Kept'] }],
  ['a Deny of something else', policy(KEPT), undefined],
];

function plan(documents: readonly string[], props?: Partial<ZencoderBucketAccessProps>) {
  return inFolder((folder) => {
    writeFiles(folder, standIns([{ documents, props }]));
    expect(terraform.run(folder, 'init').status).toBe(0);
    const { status, output } = terraform.run(folder, 'plan', '-no-color');
    return { status, output: output.replace(/[\s│]+/g, ' ') };
  });
}

describeTerraform('Terraform', () => {
  it.each(DOCUMENTS)('checks a source document with %s', (...[, json, expected, props]) => {
    const { status, output } = plan([json], props);
    expect({ output, status }).toEqual({
      output: expect.stringMatching(expected ?? /Plan: 1 to add/),
      status: expected ? 1 : 0,
    });
  });

  it.each(DOUBTFUL)('warns about a source document with %s', (...[, json, expected, props]) => {
    const { status, output } = plan([json], props);
    expect({ output, status }).toEqual({ output: expect.stringMatching(expected ?? /Plan: 1 to add/), status: 0 });
    expect(/Check block assertion failed/.test(output)).toBe(expected !== undefined);
  });

  it('keeps the order of the documents, and adds otherStatements and the grants after them', () => {
    const stack = [named('A'), named('B', 'C'), named('D')];
    const [late] = policiesOfConstruct([{ documents: stack, props: { otherStatements: named('E') } }]);
    expect(sidsOf(late!)).toEqual(['A', 'B', 'C', 'D', 'E', ...OUR_SIDS]);
  });

  it("refuses a document that already contains Zencoder's statements, so that a second apply changes nothing", () => {
    const [applied] = policiesOfConstruct([{ documents: [named('A')] }]);
    expect(plan([applied!])).toMatchObject({ status: 1, output: expect.stringMatching(/is reserved for Zencoder's/) });
  });

  it('reads the HCL output', () => {
    const text = written(true, (stack) => {
      const theirs = new DataAwsIamPolicyDocument(stack, 'theirs', { statement: [{ actions: ['s3:*'] }] });
      accessIn(stack, {
        sourcePolicyDocuments: [theirs.json, policy({ ...KEPT, Resource: 'arn:aws:s3:::films/"é"/${aws:username}' })],
        otherStatements: named('D'),
      });
    });
    inFolder((folder) => {
      writeFileSync(join(folder, 'cdk.tf'), text);
      expect(terraform.requirements(folder)).toContain('hashicorp/aws');
    });
  });
});
