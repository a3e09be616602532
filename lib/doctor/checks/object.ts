import { type ObjectFacts, observedValue, Presence, Search } from '../../live/facts';
import { quoted } from '../../messages/wording';
import { cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { awsCommand, inShell, optionWords } from '../../report/shell';
import { actualKey, type CheckContext, correctedUrl } from '../context';

/** Whether the object exists under the key in the URL. */
export function checkObject(context: CheckContext): Finding[] {
  const { object, url } = context;
  if (object === undefined || observedValue(object.presence) === Presence.THERE) {
    return [];
  }
  const { presence, spelling } = object;
  if (!presence.known && spelling === undefined) {
    return [notObserved(`whether there is an object ${quoted(url.key)}`, presence, { decides: true })];
  }
  const observation = `${absence(url.key, object)}${spelling ? `, but there is ${quoted(spelling.key)}: ${spelling.how}` : ''}.`;
  const why =
    'S3 also answers Access Denied for an object that does not exist, unless Zencoder is allowed to list the bucket.';
  const changes = spelling
    ? [{ what: 'Give Zencoder this URL', url: correctedUrl(context) }]
    : fixesForNone(context, object.deletedBy);
  return [cause(Level.PROBLEM, 'object', observation, why, changes)];
}

function absence(key: string, { presence, spelling, search }: ObjectFacts): string {
  if (!presence.known) {
    return `S3 does not report whether there is an object ${quoted(key)}`;
  }
  const absent =
    presence.value === Presence.DELETED
      ? `The object ${quoted(key)} was deleted`
      : `There is no object ${quoted(key)} in the bucket`;
  return spelling ? absent : `${absent}, and ${SEARCHED[search]}`;
}

const SEARCHED: Readonly<Record<Search, string>> = {
  [Search.ALL]: 'no object with a similar key',
  [Search.PART]: 'no object with a similar key in its folder or among the first 1,000 objects of the bucket',
  [Search.NONE]: 'this command cannot search for a similar key, which needs s3:ListBucket',
};

function fixesForNone({ url, given }: CheckContext, deletedBy: string | undefined): Fix[] {
  const { bucket, key } = url;
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const upload: Fix = {
    what: 'Upload the object, or correct the URL; this command lists the objects that exist',
    isAlternative: deletedBy !== undefined,
    command: inShell(['aws', 's3', 'ls', `s3://${bucket}/${folder}`, ...optionWords(given)]),
  };
  if (deletedBy === undefined) {
    return [upload];
  }
  const marker = { bucket, key, 'version-id': deletedBy };
  const what = 'Restore the object by deleting its delete marker';
  return [{ what, command: awsCommand('s3api', 'delete-object', marker, given) }, upload];
}

/** Source: S3's "GetObject": InvalidObjectState (403) for objects in an archive. */
export function checkStorageClass(context: CheckContext): Finding[] {
  const { object, url, given } = context;
  const storage = observedValue(object?.storage);
  if (!storage?.isArchived) {
    return [];
  }
  const { storageClass, isBeingRestored } = storage;
  const named = { bucket: url.bucket, key: actualKey(context) };
  const restoring = { ...named, 'restore-request': storageClass.endsWith('_ACCESS') ? '{}' : '{"Days":7}' };
  const change: Fix = isBeingRestored
    ? {
        what: 'Wait until it is restored, which takes from some minutes to 48 hours; this command shows the status',
        command: awsCommand('s3api', 'head-object', named, given),
      }
    : {
        what: 'Restore it, which takes from some minutes to 48 hours',
        command: awsCommand('s3api', 'restore-object', restoring, given),
      };
  const observation = `The object is in an archive (${storageClass})${isBeingRestored ? ' and is being restored' : ''}.`;
  const why = 'S3 denies reading it until it is restored.';
  return [cause(Level.PROBLEM, 'storage-class', observation, why, [change])];
}
