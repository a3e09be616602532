import { flowText } from '../config/yaml-text';
import { keyFault, type ZencoderGrant } from '../grants/grant';
import { OUR_SID } from '../grants/sid';
import { placeOf, statementsOfText } from '../iam/policy';
import { observedValue } from '../live/facts';
import { bucketYaml, type Fix } from '../report/cause';
import { inShell, optionWords } from '../report/shell';
import { ZencoderResourceType } from '../s3/actions';
import { Zencoder, type ZencoderAction } from '../zencoder/account-and-roles';
import { type CheckContext, keyToJudge, Purpose, ROLES } from './context';

/**
 * The grant to add, so that Zencoder may do what it lacks: no wider than the URL asks for. Where the policy was not made of a
 * file, the grant says all that the URL needs, since an apply replaces the policy.
 */
export function grantFixes(lacking: readonly { readonly action: ZencoderAction }[], context: CheckContext): Fix[] {
  const { url, purpose, bucket, given } = context;
  const policy = observedValue(bucket.policy) ?? null;
  const isMadeOfFile = statementsOfText(policy).some((statement, index) =>
    OUR_SID.test(placeOf(statement, index).sid ?? ''),
  );
  const needed = Zencoder.roleActions(ROLES[purpose]);
  const actions = isMadeOfFile ? lacking.map(({ action }) => action) : needed;
  const isAll = needed.every((action) => actions.includes(action));
  const onObjects = actions.some((action) => Zencoder.resourceType(action) === ZencoderResourceType.OBJECT);
  const grant: ZencoderGrant = {
    ...(isAll ? { role: ROLES[purpose] } : { actions: [...actions] }),
    ...(onObjects ? scope(context) : {}),
  };
  const adoption: Fix = {
    what: 'Where the file has no such bucket yet, do this before it, to keep what the policy says',
    command: inShell(['zencoder-s3', 'adopt', url.bucket, ...optionWords(given)]),
  };
  return [
    { what: 'Grant it in zencoder.yaml and apply', yaml: fileLines(context, ['grants:', `  - ${flowText(grant)}`]) },
    ...(policy === null ? [] : [adoption]),
  ];
}

/** Lines for the bucket in `zencoder.yaml`, for the account that is judged. */
export function fileLines({ url, zencoder }: CheckContext, lines: readonly string[]): string {
  const { accountId, also } = zencoder;
  const other = { ...(accountId === Zencoder.ACCOUNT_ID ? {} : { accountId }), ...(also && { also }) };
  const identity = Object.keys(other).length === 0 ? [] : [`zencoder: ${flowText(other)}`];
  return bucketYaml(url.bucket, [...lines, ...identity]);
}

/** The file to read, or the folder to write to, where there is one. A key that cannot be granted is covered by its folder. */
function scope(context: CheckContext): Pick<ZencoderGrant, 'keys' | 'prefixes'> {
  const key = keyToJudge(context);
  const isGrantable = keyFault(key) === undefined;
  if (context.purpose === Purpose.INPUT && isGrantable) {
    return { keys: [key] };
  }
  const prefix = foldersOf(key).find((folder) => keyFault(folder) === undefined);
  if (prefix !== undefined) {
    return { prefixes: [prefix] };
  }
  return isGrantable && context.url.key !== '' ? { keys: [key] } : {};
}

/** The folders that a key lies in, from the inmost on. */
function foldersOf(key: string): string[] {
  const parts = key.split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`);
}
