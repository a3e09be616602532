import { TerraformVariable } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { configurationOf, testStack } from '../support/synth';

const statement = (Sid: string) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteObject',
  Resource: 'arn:aws:s3:::films/é*',
});
const policy = (Sid: string) => JSON.stringify({ Version: '2012-10-17', Statement: [statement(Sid)] });

interface Asserted {
  readonly condition: string;
  readonly error_message: string;
}

interface Configuration {
  readonly locals: Readonly<Record<string, unknown>>;
  readonly resource: { readonly aws_s3_bucket_policy: Readonly<Record<string, PolicyResource>> };
  readonly check: Readonly<Record<string, { readonly assert: readonly Asserted[] }>>;
}

interface PolicyResource {
  readonly policy: string;
  readonly lifecycle: { readonly precondition: readonly Asserted[] };
}

/** What is written for documents that are known only at plan time, with the locals by the names that they have in the module. */
function writtenFor(sourcePolicyDocuments: string[] | ((stack: ReturnType<typeof testStack>) => string[])) {
  const stack = testStack();
  new ZencoderBucketAccess(stack, 'films', {
    bucket: 'films',
    grants: [{ role: ZencoderRole.INPUT }],
    sourcePolicyDocuments:
      typeof sourcePolicyDocuments === 'function' ? sourcePolicyDocuments(stack) : sourcePolicyDocuments,
    otherStatements: policy('B'),
    acceptedDenies: ['One', 'Tw"o'],
  });
  const text = JSON.stringify(configurationOf(stack)).replace(/films_Merged_(\w+)_[0-9A-F]{8}/g, '$1');
  const { locals, resource, check } = JSON.parse(text) as Configuration;
  return { locals, resource: resource.aws_s3_bucket_policy.films!, asserted: Object.values(check)[0]!.assert };
}

const HTTP = ['a', 'b'].map((name) => `\${data.http.${name}.body}`);
const asciiOf = (...statements: object[]) => JSON.stringify(statements).replace('é', '\\u00e9');
const inHcl = (text: string) => JSON.stringify(text).replace(/[^\0-\x7f]/g, '');
const known = (...sids: string[]) => inHcl(asciiOf(...sids.map(statement)));

describe('The Terraform expressions for documents that are known only at plan time', () => {
  it('have the documents by their index', () => {
    const { locals } = writtenFor([HTTP[0]!, policy('A'), HTTP[1]!]);
    expect(locals.texts).toBe(`\${{"0" = "${HTTP[0]}", "2" = "${HTTP[1]}"}}`);
  });

  it('have the statements of the documents in order, then those of otherStatements and of the grants', () => {
    const { locals, resource } = writtenFor([HTTP[0]!, policy('A'), HTTP[1]!]);
    const ours = JSON.parse(JSON.parse(/^\$\{jsondecode\((.*)\)\}$/.exec(String(locals.statements))![1]!)) as object[];
    const at = (place: number) => `flatten([for d in [local.texts["${place}"]] : try(jsondecode(d).Statement, [])])`;
    const rest = inHcl(asciiOf(statement('B'), ...ours));
    expect(locals.policy).toBe(
      `\${jsonencode({Version = "2012-10-17", Id = "ZencoderBucketPolicy", Statement = concat(${at(0)}, jsondecode(${known('A')}), ${at(2)}, jsondecode(${rest}))})}`,
    );
    expect(resource.policy).toBe('${local.policy}');
    expect(ours).toHaveLength(2);
  });

  it('have the statements of a list that is unknown as a whole', () => {
    const { locals } = writtenFor(
      (stack) => new TerraformVariable(stack, 'documents', { type: 'list(string)' }).listValue,
    );
    expect(locals.texts).toBe('${var.documents}');
    expect(locals.policy).toContain(
      'Statement = concat(flatten([for d in local.texts : try(jsondecode(d).Statement, [])]), jsondecode(',
    );
  });

  it('have a single document by its index', () => {
    expect(writtenFor([HTTP[0]!]).locals.texts).toBe(`\${{"0" = "${HTTP[0]}"}}`);
  });

  it('have local values for the variables of the module', () => {
    const { locals } = writtenFor(HTTP);
    expect(locals).toMatchObject({
      accepted_denies: '${["One", "Tw\\"o"]}',
      accounts: expect.stringMatching(
        /^\$\{\[\{account_id = "395540211253", canonical_user_id = "[0-9a-f]{64}"\}\]\}$/,
      ),
      bucket: '${"films"}',
      bucket_arn: 'arn:aws:s3:::${local.bucket}',
      facts: expect.stringMatching(/^\$\{jsondecode\("\{/),
      form: expect.stringMatching(/^\$\{\{ for i, d in local\.texts : i => .+ \}\}$/s),
      source_policy_documents: '${{ for i, d in local.texts : i => d if local.form[i] == "" }}',
    });
    expect(locals.form).toContain('for i, d in { (i) = d } : ');
  });

  it('refer only to existing local values', () => {
    const { locals } = writtenFor(HTTP);
    const referred = Object.values(locals).flatMap((code) => [...String(code).matchAll(/\b(?:local|var)\.(\w+)/g)]);
    expect(referred.map(([reference]) => reference).filter((reference) => reference.startsWith('var.'))).toEqual([]);
    expect([...new Set(referred.map(([, name]) => name!))].filter((name) => !(name in locals))).toEqual([]);
    expect(JSON.stringify(locals)).not.toContain('undefined');
  });

  it('stop an apply before the policy is put, and warn in a check', () => {
    const { resource, asserted } = writtenFor(HTTP);
    const none = (lines: string): Asserted => ({
      condition: `\${length(${lines}) == 0}`,
      error_message: `\${replace(join("\\n", ${lines}), "/[^\\\\n\\\\P{C}]|\\\\p{Zl}|\\\\p{Zp}/", "?")}`,
    });
    expect(resource.lifecycle.precondition).toEqual([
      none('concat(compact(values(local.form)), local.source_faults)'),
      none('local.source_access'),
      none('local.source_elsewhere'),
      {
        condition: '${length(replace(base64encode(local.policy), "=", "")) <= 27307}',
        error_message: expect.stringMatching(/^The policy is larger than 20480 bytes, .* use fewer or shorter keys, /),
      },
    ]);
    expect(asserted).toEqual([none('local.source_doubts'), none('local.source_denies')]);
  });
});
