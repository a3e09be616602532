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

/** Which policy to edit, for advice about the statements of other principals. */
export const WHERE_TO_EDIT = 'if zencoder.yaml manages the bucket, edit the file that otherStatements names';

/**
 * The grant to add for the actions that Zencoder lacks, no wider than the URL needs. If the policy was not made from a
 * file, the grant has all actions that the URL needs, because an apply replaces the policy.
 */
export function grantFixes(lacking: readonly { readonly action: ZencoderAction }[], context: CheckContext): Fix[] {
  const { url, purpose, bucket, given } = context;
  const policy = observedValue(bucket.policy) ?? null;
  const isMadeFromFile = statementsOfText(policy).some((statement, index) =>
    OUR_SID.test(placeOf(statement, index).sid ?? ''),
  );
  const needed = Zencoder.roleActions(ROLES[purpose]);
  const actions = isMadeFromFile ? lacking.map(({ action }) => action) : needed;
  const isAll = needed.every((action) => actions.includes(action));
  const onObjects = actions.some((action) => Zencoder.resourceType(action) === ZencoderResourceType.OBJECT);
  const grant: ZencoderGrant = {
    ...(isAll ? { role: ROLES[purpose] } : { actions: [...actions] }),
    ...(onObjects ? scope(context) : {}),
  };
  const adoption: Fix = {
    what: 'If the bucket is not in zencoder.yaml yet, run this command before you add the grant; it keeps the current policy',
    command: inShell(['zencoder-s3', 'adopt', url.bucket, ...optionWords(given)]),
  };
  return [
    {
      what: 'Add this grant to zencoder.yaml, and apply',
      yaml: fileLines(context, ['grants:', `  - ${flowText(grant)}`]),
    },
    ...(policy === null ? [] : [adoption]),
  ];
}

/** Lines for the bucket in `zencoder.yaml`, with the account of Zencoder if it is another one. */
export function fileLines({ url, zencoder }: CheckContext, lines: readonly string[]): string {
  const { accountId, also } = zencoder;
  const other = { ...(accountId === Zencoder.ACCOUNT_ID ? {} : { accountId }), ...(also && { also }) };
  const identity = Object.keys(other).length === 0 ? [] : [`zencoder: ${flowText(other)}`];
  return bucketYaml(url.bucket, [...lines, ...identity]);
}

/** The key of an input, or the folder of an output if it has one. If a key cannot be granted, its folder is. */
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

/** The folders that contain a key, the innermost first. */
function foldersOf(key: string): string[] {
  const parts = key.split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`);
}
