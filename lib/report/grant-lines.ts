import { flowText } from '../config/flow-text';
import { type CheckContext, keyToJudge, Purpose, ROLES } from '../doctor/context';
import { keyFault, type ZencoderGrant } from '../grants/grant';
import { OUR_SID } from '../grants/sid';
import { statementsOfText } from '../iam/policy';
import { observedValue } from '../live/facts';
import { isObject } from '../messages/json';
import { Zencoder, type ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { inShell } from './aws-command';
import type { Fix } from './cause';

/**
 * The grant to add, so that Zencoder may do what it lacks: no wider than the URL asks for. Where the policy was not made of a
 * file, the grant says all that the URL needs, since an apply replaces the policy.
 */
export function grantChanges(lacking: readonly ZencoderAction[], facts: CheckContext): Fix[] {
  const needed = Zencoder.roleActions(ROLES[facts.purpose]);
  const actions = isMadeOfFile(facts) ? lacking : needed;
  const isAll = needed.every((action) => actions.includes(action));
  const what = isAll ? { role: ROLES[facts.purpose] } : { actions: [...actions] };
  const onObjects = actions.some((action) => Zencoder.resourceType(action) === ZencoderResourceType.OBJECT);
  const grant: ZencoderGrant = { ...what, ...(onObjects ? scope(facts) : {}) };
  const hasOthers = facts.bucket.policy.known && facts.bucket.policy.value !== null;
  const adoption: Fix = {
    what: 'Where the file has no such bucket yet, do this before it, to keep what the policy says',
    command: inShell(['zencoder-s3', 'adopt', facts.url.bucket]),
  };
  return [
    {
      what: 'Grant it in zencoder.yaml and apply',
      yaml: yamlLines(facts, ['grants:', `  - ${flowText(grant)}`]),
    },
    ...(hasOthers ? [adoption] : []),
  ];
}

function isMadeOfFile({ bucket }: CheckContext): boolean {
  return statementsOfText(observedValue(bucket.policy) ?? null).some(
    (statement) => isObject(statement) && typeof statement.Sid === 'string' && OUR_SID.test(statement.Sid),
  );
}

/** Lines for a bucket of the file. */
export function yamlLines(
  {
    url,
    zencoder,
  }: {
    readonly url: Pick<CheckContext['url'], 'bucket'>;
    readonly zencoder: Pick<CheckContext['zencoder'], 'accountId'>;
  },
  lines: readonly string[],
): string {
  const { accountId } = zencoder;
  const identity = accountId === Zencoder.ACCOUNT_ID ? [] : [`zencoder: ${flowText({ accountId })}`];
  return [`${flowText(url.bucket)}:`, ...[...lines, ...identity].map((line) => `  ${line}`)].join('\n');
}

/** The file to read, or the folder to write to, where there is one. A key that cannot be granted is covered by its folder. */
function scope(facts: CheckContext): Pick<ZencoderGrant, 'keys' | 'prefixes'> {
  const key = keyToJudge(facts);
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  if (facts.purpose === Purpose.INPUT && keyFault(key) === undefined) {
    return { keys: [key] };
  }
  const prefix = [folder, ...shorter(folder)].find((part) => part !== '' && keyFault(part) === undefined);
  if (prefix !== undefined) {
    return { prefixes: [prefix] };
  }
  return keyFault(key) === undefined && facts.url.key !== '' ? { keys: [key] } : {};
}

/** The folders that a folder lies in, from the inmost on. */
function shorter(folder: string): string[] {
  const parts = folder.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join('/')).map((part) => part && `${part}/`);
}
