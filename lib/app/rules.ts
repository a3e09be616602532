import { bucketNameFault } from '../policy/bucket-name';
import { documentFindings, policyJson, sizeFindings } from '../policy/document';
import { faultFindings, within } from '../policy/finding';
import type { ZencoderGrant } from '../policy/grant';
import { accountIdFault, canonicalUserIdFault } from '../policy/identity';
import { ZencoderObjectOwnership } from '../policy/object-ownership';
import { regionFault } from '../policy/region';
import { utf8Length } from '../policy/text';
import { tokenFault } from '../policy/token';
import { didYouMean, quoted } from '../policy/wording';
import { STACK_NAME_FORM } from './schema';
import type { FileFinding } from './shape';

type Loose = Readonly<Record<string, unknown>>;
type Path = FileFinding['path'];

/**
 * What is wrong or doubtful in the file beyond its form. It is called for files whose form is wrong too, so that all is
 * said at once, and so takes nothing for granted; where the form is wrong it says nothing or the same.
 *
 * @param otherPolicy the text of the file that `otherStatements` names, undefined where it cannot be read
 */
export function ruleFindings(
  config: unknown,
  now: Date,
  otherPolicy: (path: Path) => string | undefined,
): FileFinding[] {
  const stacks = asMap(asMap(config).stacks);
  return [
    ...textFindings(config, []),
    ...stackNameFindings(Object.keys(stacks)),
    ...bucketPlaceFindings(stacks),
    ...Object.entries(stacks).flatMap(([name, stack]) =>
      within(
        ['stacks', name],
        stackFindings(asMap(stack), now, (path) => otherPolicy(['stacks', name, ...path])),
      ),
    ),
  ];
}

function stackFindings(stack: Loose, now: Date, otherPolicy: (path: Path) => string | undefined): FileFinding[] {
  return [
    ...regionFindings(stack),
    ...identityFindings(stack),
    ...backendFindings(stack),
    ...Object.entries(asMap(stack.buckets)).flatMap(([name, bucket]) => {
      const path = ['buckets', name];
      const other = otherPolicy([...path, 'otherStatements']);
      return within(path, bucketFindings(name, asMap(bucket), stack, other, now));
    }),
  ];
}

/** A bucket has one policy, so it stands in one stack. */
function bucketPlaceFindings(stacks: Loose): FileFinding[] {
  const stackOf = new Map<string, string>();
  return Object.entries(stacks).flatMap(([stack, value]) =>
    Object.keys(asMap(asMap(value).buckets)).flatMap((bucket) => {
      const standing = stackOf.get(bucket);
      stackOf.set(bucket, standing ?? stack);
      return standing === undefined
        ? []
        : [
            {
              path: ['stacks', stack, 'buckets', bucket],
              atName: true,
              message: `stands in stack ${quoted(standing)} already; a bucket has one policy, put all its grants into one stack`,
            },
          ];
    }),
  );
}

function bucketFindings(
  name: string,
  bucket: Loose,
  stack: Loose,
  otherStatements: string | undefined,
  now: Date,
): FileFinding[] {
  const grants = Array.isArray(bucket.grants) ? bucket.grants.map(asMap) : [];
  const identity: Loose = { ...asMap(stack.zencoder), ...asMap(bucket.zencoder) };
  const props = {
    bucket: name,
    grants: grants as ZencoderGrant[],
    requireTls: bucket.requireTls === true,
    otherStatements,
    accountId: asText(identity.accountId),
    canonicalUserId: asText(identity.canonicalUserId),
  };
  const ownershipFault = (ownership: string) => {
    const known: string[] = Object.values(ZencoderObjectOwnership);
    return known.includes(ownership)
      ? undefined
      : `unknown ownership ${quoted(ownership)}, known are ${known.join(', ')}${didYouMean(ownership, known)}`;
  };
  const findings: FileFinding[] = [
    ...faultFindings('', name, bucketNameFault).map((finding) => ({ ...finding, path: [], atName: true })),
    ...(bucket.grants === undefined ? [{ path: [], message: 'grants Zencoder nothing; give it grants' }] : []),
    ...(bucket.grants === undefined || !Array.isArray(bucket.grants) ? [] : documentFindings(props, now)),
    ...regionFindings(bucket),
    ...identityFindings(bucket),
    ...faultFindings('objectOwnership', asText(bucket.objectOwnership), ownershipFault),
  ];
  const sound = grants.length > 0 && !findings.some((finding) => !finding.warning);
  return sound ? [...findings, ...sizeFindings(utf8Length(policyJson(props)))] : findings;
}

function stackNameFindings(names: readonly string[]): FileFinding[] {
  return names.flatMap((name, index): FileFinding[] => {
    const twin = names.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    const message = !new RegExp(STACK_NAME_FORM).test(name)
      ? `${quoted(name)} is not a name for a stack: it takes letters, digits, "-" and "_", at most 100`
      : twin && `differs from ${twin} in upper and lower case only; their folders would be one on many file systems`;
    return message ? [{ path: ['stacks', name], atName: true, message }] : [];
  });
}

function regionFindings(holder: Loose): FileFinding[] {
  return faultFindings('region', asText(holder.region), regionFault);
}

function identityFindings(holder: Loose): FileFinding[] {
  const zencoder = asMap(holder.zencoder);
  return within(
    ['zencoder'],
    [
      ...faultFindings('accountId', asText(zencoder.accountId), accountIdFault),
      ...faultFindings('canonicalUserId', asText(zencoder.canonicalUserId), canonicalUserIdFault),
    ],
  );
}

function backendFindings({ backend }: Loose): FileFinding[] {
  const kinds = Object.keys(asMap(backend));
  const merging = kinds.filter((kind) => '<<' in asMap(asMap(backend)[kind]));
  if (merging.length > 0) {
    return merging.map((kind) => ({
      path: ['backend', kind, '<<'],
      atName: true,
      message: 'merging is not done here; write the values out',
    }));
  }
  return backend !== undefined && asMap(backend) === backend && kinds.length !== 1
    ? [{ path: ['backend'], message: `holds ${kinds.length} backends, a stack has one` }]
    : [];
}

/** No text in a file can be a reference of CDKTF's, so none may look like one. */
function textFindings(value: unknown, path: Path): FileFinding[] {
  if (typeof value === 'string') {
    const message = tokenFault(value);
    return message === undefined ? [] : [{ path, message }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => textFindings(member, [...path, index]));
  }
  return Object.entries(asMap(value)).flatMap(([name, member]) => {
    const message = tokenFault(name);
    const ofName = message === undefined ? [] : [{ path: [...path, name], atName: true, message }];
    return [...ofName, ...textFindings(member, [...path, name])];
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asMap(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}
