import { type ObjectFacts, Presence, Search } from '../../live/facts';
import { quoted } from '../../messages/wording';
import { awsCommand, inShell } from '../../report/aws-command';
import { Check, type Fix, found, type Judgement, Level, NOTHING, notSeen } from '../../report/cause';
import { type CheckContext, rightUrl } from '../context';

/** Whether the object is there, under the key that the URL says. */
export function checkObject(facts: CheckContext): Judgement {
  const { object, url } = facts;
  if (object === undefined || url.key === '' || (object.presence.known && object.presence.value === Presence.THERE)) {
    return NOTHING;
  }
  const { presence, spelling } = object;
  if (!presence.known && spelling === undefined) {
    return notSeen(`whether there is an object ${quoted(url.key)}`, presence, { decides: true });
  }
  return found({
    check: Check.OBJECT,
    level: Level.PROBLEM,
    seen: `${absence(url.key, object)}${spelling ? `, but there is ${quoted(spelling.key)}: ${spelling.how}` : ''}.`,
    why: 'S3 answers Access Denied also for an object that is not there, unless Zencoder may list the bucket.',
    changes: spelling ? [{ what: 'Give Zencoder this URL', url: rightUrl(facts) }] : changesForNone(facts, object),
  });
}

function absence(key: string, { presence, spelling, search }: ObjectFacts): string {
  if (!presence.known) {
    return `S3 does not tell whether there is an object ${quoted(key)}`;
  }
  const absent =
    presence.value === Presence.DELETED
      ? `The object ${quoted(key)} was deleted`
      : `There is no object ${quoted(key)} in the bucket`;
  return spelling ? absent : `${absent}, and ${SEARCHED[search]}`;
}

const SEARCHED: Readonly<Record<Search, string>> = {
  [Search.ALL]: 'none with a name like it',
  [Search.PART]: 'none with a name like it in its folder or among the first 1,000 of the bucket',
  [Search.NONE]: 'the bucket may not be listed to find one with a name like it (s3:ListBucket)',
};

function changesForNone({ url }: CheckContext, { deletedBy }: ObjectFacts): Fix[] {
  const { bucket, key } = url;
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const restore: Fix[] =
    deletedBy === undefined
      ? []
      : [
          {
            what: 'Bring it back, by deleting the mark that it was deleted',
            command: awsCommand('s3api', 'delete-object', { bucket, key, 'version-id': deletedBy }),
          },
        ];
  return [
    ...restore,
    {
      what: 'Upload it, or look what the bucket holds and correct the URL',
      isAlternative: restore.length > 0,
      command: inShell(['aws', 's3', 'ls', `s3://${bucket}/${folder}`]),
    },
  ];
}
