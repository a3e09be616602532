import { type IamUserSettings, iamUserFindings, userSizeFindings } from '../grants/iam-user';
import { kmsKeyArnFault } from '../grants/kms-key';
import { settingFindings } from '../grants/settings';
import { earlierPlaces } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, isError, within } from '../messages/diagnostic';
import { tokenFault } from '../messages/token';
import { quoted } from '../messages/wording';
import { bucketFindings } from './bucket-rules';
import { BACKENDS, NO_BACKEND } from './format';
import { leaveFindings } from './leave-rules';
import { providerFindings } from './provider-rules';
import { withKmsKeys } from './resolve';
import { stackNameFault } from './stack-name';
import { asList, asMap, type UntrustedMap } from './untrusted';

type Path = Diagnostic['path'];

/**
 * Returns the errors and warnings that the schema cannot find. It also accepts configurations that violate the schema, so that one run
 * reports all errors. Where a value violates the schema, it reports nothing or the same.
 *
 * @param otherPolicy returns the text of the file that `otherStatements` names; undefined if it cannot be read
 */
export function ruleFindings(
  config: unknown,
  now: Date,
  otherPolicy: (path: Path) => string | undefined,
): Diagnostic[] {
  const stacks = asMap(asMap(config).stacks);
  const ofTexts = textFindings(config, []);
  const ofStacks = [
    ...stackNameFindings(Object.keys(stacks)),
    ...bucketPlaceFindings(stacks),
    ...findingsOfEach(Object.entries(stacks), ([name, stack]) =>
      within(
        ['stacks', name],
        stackFindings(asMap(stack), stacks, now, (path) => otherPolicy(['stacks', name, ...path])),
      ),
    ),
  ];
  // A token is found in the file as a whole, and again as the value of a grant or an object.
  const reported = new Set(ofTexts.map(({ path }) => JSON.stringify(path)));
  const isRepeated = ({ isToken, path }: Diagnostic) => isToken === true && reported.has(JSON.stringify(path));
  return [...ofTexts, ...ofStacks.filter((finding) => !isRepeated(finding))];
}

function stackFindings(
  stack: UntrustedMap,
  stacks: UntrustedMap,
  now: Date,
  otherPolicy: (path: Path) => string | undefined,
): Diagnostic[] {
  // A stack with objectGrants alone is valid: its next apply revokes the grants on objects.
  const { buckets, users, objectGrants, leave } = stack;
  const isEmptyStack = [buckets, users, objectGrants, leave].every((part) => part === undefined);
  return [
    ...(isEmptyStack ? [{ path: [], isEmpty: true, message: 'has no buckets or users; add buckets or users' }] : []),
    ...findingsOfEach(Object.entries(asMap(stack.users)), ([name, user]) =>
      within(['users', name], userFindings(name, asMap(user), stacks, now)),
    ),
    ...settingFindings({ region: stack.region, zencoder: stack.zencoder }),
    ...providerFindings(stack),
    ...backendFindings(stack),
    ...leaveFindings(stack),
    ...findingsOfEach(Object.entries(asMap(stack.buckets)), ([name, bucket]) => {
      const path = ['buckets', name];
      const other = otherPolicy([...path, 'otherStatements']);
      return within(path, bucketFindings(name, asMap(bucket), stack, other, now));
    }),
  ];
}

/**
 * Returns the errors and warnings about a user of a stack.
 * @param stacks all stacks of the file, because the user may need the KMS key of a bucket in any of them
 */
function userFindings(name: string, user: UntrustedMap, stacks: UntrustedMap, now: Date): Diagnostic[] {
  const grants = asList(user.grants).map(asMap);
  const props = { ...user, userName: name, grants } as unknown as IamUserSettings;
  const findings: Diagnostic[] = iamUserFindings(props, now).map((finding) =>
    finding.path[0] === 'userName' ? { ...finding, path: [], atName: true } : finding,
  );
  const keyOf = (bucket: string) =>
    Object.values(stacks)
      .map((stack) => asMap(asMap(asMap(stack).buckets)[bucket]).kmsKeyArn)
      .find((key) => key !== undefined) as string | undefined;
  const granted = withKmsKeys(props.grants, keyOf);
  const hasValidKeys = granted.every(
    ({ kmsKeyArn: key }) => key === undefined || kmsKeyArnFault(String(key)) === undefined,
  );
  if (!hasValidKeys || findings.some(isError)) {
    return findings;
  }
  return [...findings, ...userSizeFindings({ grants: granted, requireTls: user.requireTls === true })];
}

/** Returns an error for each bucket that an earlier stack has already: a bucket has one policy. */
function bucketPlaceFindings(stacks: UntrustedMap): Diagnostic[] {
  const stackOf = new Map<string, string>();
  return Object.entries(stacks).flatMap(([stack, value]) =>
    Object.keys(asMap(asMap(value).buckets)).flatMap((bucket) => {
      const earlier = stackOf.get(bucket);
      stackOf.set(bucket, earlier ?? stack);
      return earlier === undefined
        ? []
        : [
            {
              path: ['stacks', stack, 'buckets', bucket],
              atName: true,
              message: `is already in stack ${quoted(earlier)}; a bucket has only one policy, so put all its grants into one stack`,
            },
          ];
    }),
  );
}

function stackNameFindings(names: readonly string[]): Diagnostic[] {
  const twins = earlierPlaces(names.map((name) => name.toLowerCase()));
  return names.flatMap((name, index): Diagnostic[] => {
    const twin = twins[index];
    const isSame = `differs from ${names[twin ?? 0]} only in upper and lower case; on many file systems both would have the same folder`;
    const message = stackNameFault(name) ?? (twin === undefined ? undefined : isSame);
    return message === undefined ? [] : [{ path: ['stacks', name], atName: true, message }];
  });
}

function backendFindings({ backend }: UntrustedMap): Diagnostic[] {
  if (typeof backend === 'string') {
    const example = BACKENDS.find((kind) => kind === backend) ?? 's3';
    const message = `${quoted(backend)} is not a backend: write { ${example}: { … } } with its options, or ${NO_BACKEND}`;
    return backend === NO_BACKEND ? [] : [{ path: ['backend'], message }];
  }
  const kinds = Object.keys(asMap(backend));
  return asMap(backend) === backend && kinds.length !== 1
    ? [{ path: ['backend'], message: `has ${kinds.length} backends; a stack has exactly one` }]
    : [];
}

/** Names that no option of a backend has, and that would not reach Terraform. */
const FORBIDDEN_OPTIONS = new Map([
  ['<<', 'YAML merge keys are not supported; write the values out'],
  ['__proto__', 'is not an option of a backend; leave it out'],
]);

/** Returns an error for each text that looks like a CDKTF token: a file cannot contain tokens. */
function textFindings(value: unknown, path: Path): Diagnostic[] {
  if (typeof value === 'string') {
    const message = tokenFault(value);
    return message === undefined ? [] : [{ path, message }];
  }
  if (Array.isArray(value)) {
    return findingsOfEach(value, (member, index) => textFindings(member, [...path, index]));
  }
  return findingsOfEach(Object.entries(asMap(value)), ([name, member]) => {
    // In other places, the schema reports them as unknown names.
    const message = (path[2] === 'backend' ? FORBIDDEN_OPTIONS.get(name) : undefined) ?? tokenFault(name);
    const ofName = message === undefined ? [] : [{ path: [...path, name], atName: true, message }];
    return [...ofName, ...textFindings(member, [...path, name])];
  });
}
