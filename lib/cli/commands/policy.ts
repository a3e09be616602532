import { keyNotes, kmsKeys } from '../../config/kms-keys';
import { resolve, sortedBuckets } from '../../config/resolve';
import type { ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import type { ZencoderGrant } from '../../grants/grant';
import { kmsKeyArnFault } from '../../grants/kms-key';
import { accountIdFault } from '../../iam/account';
import { documentFindings } from '../../judgement/document-findings';
import { ZencoderPolicyDocument } from '../../judgement/policy-document';
import { valueFindings } from '../../messages/attributes';
import { type Diagnostic, faultFindings, findingLine, isError, isWarning, notesOnce } from '../../messages/diagnostic';
import { didYouMean, printable, quoted } from '../../messages/wording';
import { inShell } from '../../report/shell';
import { bucketNameOf } from '../../s3/bucket-name';
import type { ZencoderAction, ZencoderRole } from '../../zencoder/account-and-roles';
import { ExitCode, Failure } from '../exit-code';
import { optionText } from '../input/given-text';
import type { Terminal } from '../output/terminal';

interface Options {
  readonly file: string;
  readonly bucket?: string;
  readonly role?: string;
  readonly action?: string[];
  readonly prefix?: string[];
  readonly key?: string[];
  readonly expires?: string;
  readonly requireTls?: boolean;
  readonly accountId?: string;
  readonly otherStatements?: string;
  readonly acceptedDeny?: string[];
  readonly kmsKeyArn?: string;
  readonly compact?: boolean;
  readonly strict?: boolean;
}

/** The input for a policy, warnings about it, and notes about what the policy of the KMS key needs. */
interface PolicyInput {
  readonly props: ZencoderPolicyDocumentProps;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

export async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { props, warnings, notes } =
    options.bucket === undefined ? await fromFile(names[0], options) : await fromOptions(options, names);
  const json = document(props).toJson();
  for (const line of [...warnings, ...notes]) {
    terminal.say(line);
  }
  terminal.print(options.compact ? json : JSON.stringify(JSON.parse(json), null, 2));
  return options.strict && warnings.length > 0 ? ExitCode.PROBLEMS : ExitCode.FINE;
}

async function fromOptions(options: Options, names: readonly string[]): Promise<PolicyInput> {
  if (names.length > 0) {
    throw new Failure(`${quoted(names[0])} cannot be combined with --bucket; give the bucket once`, ExitCode.USAGE);
  }
  const {
    bucket,
    role,
    action,
    prefix,
    key,
    expires,
    requireTls,
    accountId,
    otherStatements,
    acceptedDeny,
    kmsKeyArn,
  } = options;
  const grant: ZencoderGrant = {
    role: role as ZencoderRole,
    actions: action as ZencoderAction[],
    ...(prefix && { prefixes: prefix }),
    ...(key && { keys: key }),
    expires,
  };
  const props: ZencoderPolicyDocumentProps = {
    bucket: bucket!,
    grants: [grant],
    requireTls,
    accountId,
    otherStatements: otherStatements && optionText('--other-statements', otherStatements),
    acceptedDenies: acceptedDeny,
  };
  const findings = [
    ...valueFindings('bucket', bucket, bucketNameOf()),
    ...faultFindings('accountId', accountId, accountIdFault),
    ...faultFindings('kmsKeyArn', kmsKeyArn, kmsKeyArnFault),
    ...documentFindings(props, new Date(), {
      grantName: () => (role === undefined ? '--action' : '--role'),
      accepting: acceptingOption,
    }),
  ];
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    const isOptionError = errors.some(({ path }) => path[0] !== 'otherStatements');
    throw new Failure(
      errors.map((finding) => optionLine(finding, otherStatements)).join('\n'),
      isOptionError ? ExitCode.USAGE : ExitCode.PROBLEMS,
    );
  }
  const warnings = findings.filter(isWarning).map((finding) => `warning: ${optionLine(finding, otherStatements)}`);
  const notes = notesOnce(findings).map((finding) => `note: ${optionLine(finding, otherStatements)}`);
  return { props, warnings, notes: [...notes, ...(kmsKeyArn === undefined ? [] : notesOf(props, kmsKeyArn))] };
}

/** What the key policy needs: the same notes as for a file with only this bucket. */
function notesOf({ bucket, grants, accountId }: ZencoderPolicyDocumentProps, kmsKeyArn: string): string[] {
  const settings = { grants, kmsKeyArn, zencoder: accountId === undefined ? undefined : { accountId } };
  return keyNotes(kmsKeys(resolve({ stacks: { given: { buckets: { [bucket]: settings } } } })));
}

/** The options that `--bucket` allows, by the property that each sets. */
const OPTION_BY_PROP = {
  role: '--role',
  actions: '--action',
  prefixes: '--prefix',
  keys: '--key',
  expires: '--expires',
  requireTls: '--require-tls',
  accountId: '--account-id',
  otherStatements: '--other-statements',
  acceptedDenies: '--accepted-deny',
  kmsKeyArn: '--kms-key-arn',
} as const;

function acceptingOption(sid: string | undefined): string {
  const option = OPTION_BY_PROP.acceptedDenies;
  return sid === undefined
    ? `give it a Sid and pass that with ${option}`
    : printable(inShell(sid.startsWith('-') ? [`${option}=${sid}`] : [option, sid]));
}

/** A finding as one line that starts with the option it is about. */
function optionLine({ path, message }: Diagnostic, otherStatements: string | undefined): string {
  const [prop, , ofGrant] = path;
  if (prop === 'otherStatements') {
    return findingLine(otherStatements!, { path: path.slice(1), message });
  }
  if (prop === 'bucket') {
    return `--bucket: ${message}`;
  }
  const option = OPTION_BY_PROP[(prop === 'grants' ? ofGrant : prop) as keyof typeof OPTION_BY_PROP];
  return option === undefined ? 'define the access of Zencoder with --role or --action' : `${option}: ${message}`;
}

async function fromFile(name: string | undefined, options: Options): Promise<PolicyInput> {
  const given = Object.keys(options).map((option) => `--${option.replace(/[A-Z]/g, '-$&').toLowerCase()}`);
  const misplaced = Object.values(OPTION_BY_PROP).find((option) => given.includes(option));
  if (misplaced !== undefined) {
    throw new Failure(`${misplaced} needs --bucket; without --bucket, the file defines the access`, ExitCode.USAGE);
  }
  const { readFile } = await import('../input/config-file');
  const { config, warnings, notes } = readFile(options.file);
  const resolved = resolve(config);
  const buckets = sortedBuckets(resolved).flatMap(({ document }) => document ?? []);
  const found = name === undefined && buckets.length === 1 ? buckets[0] : buckets.find(({ bucket }) => bucket === name);
  if (found === undefined) {
    throw new Failure(`${options.file}: ${noSuchBucket(name, buckets)}`, ExitCode.USAGE);
  }
  const keys = kmsKeys(resolved).filter((key) => key.buckets.includes(found.bucket));
  return { props: found, warnings, notes: [...notes, ...keyNotes(keys)] };
}

function noSuchBucket(name: string | undefined, buckets: readonly { readonly bucket: string }[]): string {
  const known = buckets.map(({ bucket }) => bucket);
  if (known.length === 0) {
    return 'no bucket in this file has grants, so there is no bucket policy; add grants to a bucket';
  }
  const list = known.join(', ');
  return name === undefined
    ? `name one of the buckets ${list}`
    : `${quoted(name)} gets no policy from this file; the buckets that do are ${list}${didYouMean(name, known)}`;
}

function document(props: ZencoderPolicyDocumentProps): ZencoderPolicyDocument {
  try {
    return new ZencoderPolicyDocument(props);
  } catch (error) {
    throw new Failure((error as Error).message, ExitCode.PROBLEMS);
  }
}
