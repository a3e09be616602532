import type { BucketConfig, ZencoderConfig } from '../../../lib/config/format';
import { ZencoderObjectMethod } from '../../../lib/grants/object-access';
import { ZencoderAction } from '../../../lib/zencoder/account-and-roles';

type Stacks = ZencoderConfig['stacks'];

interface Consequence {
  readonly name: string;
  readonly before: Stacks;
  readonly after: Stacks;
  /** The kind of each warning, and how its message begins or goes on. */
  readonly warnings: readonly (readonly [kind: string, message: RegExp])[];
}

const READ: BucketConfig = { grants: [{ actions: [ZencoderAction.GET_OBJECT] }] };
const STATEMENT = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::a.films/*' };
const WITH_OTHERS: BucketConfig = { ...READ, otherStatements: JSON.stringify({ Statement: [STATEMENT, STATEMENT] }) };
const { ACL, ACL_COPY } = ZencoderObjectMethod;
const inPlace = (...keys: string[]): BucketConfig => ({ objects: keys.map((key) => ({ key, method: ACL })) });
const copied = (key: string, copyTo: string): BucketConfig => ({ objects: [{ key, method: ACL_COPY, copyTo }] });
const user = { grants: [{ bucket: 'films', actions: [ZencoderAction.GET_OBJECT] }] };
const OTHER = { buckets: { other: READ } };

export const CONSEQUENCES: readonly Consequence[] = [
  {
    name: 'a bucket leaves a stack that stays',
    before: { live: { buckets: { 'a.films': WITH_OTHERS, other: READ } } },
    after: { live: OTHER },
    warnings: [
      [
        'policy-deleted',
        /^the next apply of stack live deletes the whole policy of a\.films, 2 statements of others included$/,
      ],
      ['leave', /^to leave in place what stack live made for a\.films, write into the stack: leave: \[a\.films\]$/],
    ],
  },
  {
    name: 'a bucket is left that nothing names any more',
    before: { live: { buckets: { 'a.films': WITH_OTHERS, other: READ } } },
    after: { live: { ...OTHER, leave: ['a.films'] } },
    warnings: [
      [
        'left',
        /^stack live leaves the policy of a\.films in place, so Zencoder keeps what it allows, and the file shows it no longer$/,
      ],
    ],
  },
  {
    name: 'a bucket is left by its stack and moves to another',
    before: { live: { buckets: { films: WITH_OTHERS, other: READ } } },
    after: {
      live: { ...OTHER, leave: [{ bucket: 'films' }] },
      next: { buckets: { films: { ...WITH_OTHERS, adoptExistingPolicy: true } } },
    },
    warnings: [],
  },
  {
    name: 'all buckets of a stack move to another, and it leaves them',
    before: { live: { buckets: { films: READ } } },
    after: { live: { leave: ['films'] }, next: { buckets: { films: READ } } },
    warnings: [],
  },
  {
    name: 'several buckets leave a stack that leaves others already',
    before: { live: { leave: ['b-before'], buckets: { films: READ, 'a.films': READ, other: READ } } },
    after: {
      live: { ...OTHER, leave: ['b-before', { bucket: 'older', copies: ['x', { key: 'y', copyTo: 'z' }] }] },
      next: { buckets: { films: READ } },
    },
    warnings: [
      ['policy-deleted', /whole policy of a\.films$/],
      ['interrupted', /^films is in stack next/],
      [
        'leave',
        /^to leave in place what stack live made for a\.films and films, write into the stack: leave: \[a\.films, b-before, films, \{ bucket: older, copies: \[x, \{ key: y, copyTo: z \}\] \}\]$/,
      ],
    ],
  },
  {
    name: 'a bucket is left without its copies',
    before: { live: { buckets: { films: { ...READ, ...copied('a b', 'c') }, other: READ } } },
    after: { live: { ...OTHER, leave: ['films'] } },
    warnings: [
      ['left', /^stack live leaves the policy of films in place/],
      ['copy-deleted', /^the copy at c in films is deleted, with all its versions$/],
      [
        'leave',
        /^to leave in place what stack live made for films, write into the stack: leave: \[\{ bucket: films, copies: \[\{ key: "a b", copyTo: c \}\] \}\]$/,
      ],
    ],
  },
  {
    name: 'a bucket is left with its copies, by their keys and places',
    before: {
      live: { buckets: { films: { objects: [...copied('a', 'c').objects!, { key: 'b', method: ACL_COPY }] } } },
    },
    after: { live: { leave: [{ bucket: 'films', copies: ['b', { key: 'a', copyTo: 'c' }] }] } },
    warnings: [],
  },
  {
    name: 'a copy is left whose place is written otherwise, at another address',
    before: { live: { buckets: { films: { objects: [{ key: 'b', method: ACL_COPY }] } } } },
    after: { live: { leave: [{ bucket: 'films', copies: [{ key: 'b', copyTo: 'zencoder/b' }] }] } },
    warnings: [
      ['copy-deleted', /^the copy at zencoder\/b in films is deleted/],
      ['leave', / leave: \[\{ bucket: films, copies: \[b\] \}\]$/],
    ],
  },
  {
    name: 'a bucket is left, and its grants in place are revoked',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, objects: [...inPlace('a').objects!] } } } },
    after: { live: { objectGrants: true, leave: ['films'] } },
    warnings: [
      ['left', /^stack live leaves the policy of films in place/],
      [
        'grants-revoked',
        /^the next apply of stack live revokes the grants in the ACLs of a in films, whatever the stack leaves; to keep one, give the object another method first$/,
      ],
    ],
  },
  {
    name: 'a bucket with a policy and grants in place goes',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, ...inPlace('a') } } } },
    after: { live: { objectGrants: true } },
    warnings: [
      ['policy-deleted', /^the next apply of stack live deletes the whole policy of films$/],
      ['leave', / write into the stack: leave: \[films\]$/],
      ['grants-revoked', /^the next apply of stack live revokes the grants in the ACLs of a in films, /],
    ],
  },
  {
    name: 'a bucket with grants in place moves to another stack',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a', 'b') } } },
    after: { live: { objectGrants: true }, next: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [
      [
        'grants-revoked',
        /^the next apply of stack live revokes the grants in the ACLs of a in films and b in films, whatever the stack leaves; apply live before next, which sets grants there anew: in the other order they are lost, and no plan shows it$/,
      ],
    ],
  },
  {
    name: 'a bucket keeps no grant that is part of a policy',
    before: { live: { objectGrants: true, buckets: { films: READ } } },
    after: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [
      ['policy-deleted', /^the next apply of stack live deletes the whole policy of films$/],
      [
        'leave',
        /^to keep the policy of films in place, apply twice: the new file, but first the old one with this line in stack live and without that bucket: leave: \[films\]$/,
      ],
    ],
  },
  {
    name: 'a bucket moves to another stack',
    before: { live: { buckets: { films: READ, other: READ } } },
    after: { live: OTHER, next: { buckets: { films: READ } } },
    warnings: [
      [
        'interrupted',
        /^films is in stack next instead of live: applying live deletes its policy, applying next makes it, and everybody is locked out in between, or for good where live comes last; let live leave it, and set adoptExistingPolicy: true in next$/,
      ],
      ['leave', /^to leave in place what stack live made for films, write into the stack: leave: \[films\]$/],
    ],
  },
  {
    name: 'a stack is renamed',
    before: { live: { buckets: { films: READ } } },
    after: { next: { buckets: { films: READ } } },
    warnings: [
      [
        'interrupted',
        /^films is in stack next instead of live, which has left the file: destroying that stack would delete the policy that this one makes$/,
      ],
      [
        'leave',
        /^to have Terraform forget what stack live made for films, and leave it in place, keep the stack as it was, with this line in place of its buckets: leave: \[films\]$/,
      ],
    ],
  },
  {
    name: 'a bucket gets another region',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: { ...READ, region: 'eu-central-1' } } } },
    warnings: [
      [
        'interrupted',
        /^the region changes from eu-west-1 to eu-central-1, so the policy of films is deleted and made again, and everybody is locked out in between$/,
      ],
      [
        'leave',
        /^to keep the policy of films in place, apply twice: the new file, with adoptExistingPolicy: true on films, but first the old one with this line in stack live and without that bucket: leave: \[films\]$/,
      ],
    ],
  },
  {
    name: 'a stack gets another region, which one of its buckets has already',
    before: { live: { region: 'eu-west-1', buckets: { films: READ, other: { ...READ, region: 'eu-central-1' } } } },
    after: { live: { region: 'eu-central-1', buckets: { films: READ, other: READ } } },
    warnings: [
      ['interrupted', /^the region changes from eu-west-1 to eu-central-1, so the policy of films /],
      ['leave', /^to keep the policy of films in place, apply twice: .* leave: \[films\]$/],
    ],
  },
  {
    name: 'the region of a stack is said for the first time',
    before: { live: { buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    warnings: [
      ['interrupted', /^the region is said now, eu-west-1; where the provider chose another one so far, /],
      ['leave', /^to keep the policy of films in place, apply twice: .* leave: \[films\]$/],
    ],
  },
  {
    name: 'the region of a stack is said no longer',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [
      ['interrupted', /^the region eu-west-1 is said no longer; where the provider chooses another one, /],
      ['leave', /^to keep the policy of films in place, apply twice: .* leave: \[films\]$/],
    ],
  },
  {
    name: 'grants in place go with the line that revokes them',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, ...inPlace('a', 'b c') } } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [
      [
        'grants-stay',
        /^the grants in the ACLs of a in films and "b c" in films stay, since nothing revokes them any more; keep stack live with "objectGrants: true" until an apply has revoked them$/,
      ],
    ],
  },
  {
    name: 'many grants in place go with their stack',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a', 'b', 'c', 'd', 'e') } }, other: OTHER },
    after: { other: OTHER },
    warnings: [
      [
        'stack-gone',
        /^stack live has left the file, so no apply deletes what it made for films: Zencoder keeps all that until "cdktf destroy live" is run with the old file$/,
      ],
      ['grants-stay', /^the grants in the ACLs of a in films, b in films, c in films and 2 more stay, /],
    ],
  },
  {
    name: 'grants in place go, and the line that revokes them stays',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    after: { live: { objectGrants: true } },
    warnings: [],
  },
  {
    name: 'the line that revokes goes after the last grant in place',
    before: { live: { objectGrants: true, buckets: { films: READ } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [],
  },
  {
    name: 'a stack is renamed that sets grants in place',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    after: { next: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [],
  },
  {
    name: 'a stack leaves the file, and its user with it',
    before: { live: { buckets: { films: READ }, users: { zencoder: user } }, other: OTHER },
    after: { other: OTHER },
    warnings: [
      ['stack-gone', /^stack live .* deletes what it made for films and the user zencoder: /],
      ['leave', /^to have Terraform forget what stack live made for films, /],
    ],
  },
  {
    name: 'a user moves to another stack',
    before: { live: { buckets: { films: READ }, users: { zencoder: user } }, other: OTHER },
    after: { live: { buckets: { films: READ } }, other: { ...OTHER, users: { zencoder: user } } },
    warnings: [
      [
        'interrupted',
        /^the user zencoder is in stack other instead of live: applying live deletes it with its access keys/,
      ],
    ],
  },
  {
    name: 'the stack of a user is renamed',
    before: { live: { users: { zencoder: user } } },
    after: { next: { users: { zencoder: user } } },
    warnings: [
      ['interrupted', /^the user zencoder .*, which has left the file: AWS refuses to make a user that is there/],
    ],
  },
  {
    name: 'two stacks have a user of one name, and one leaves',
    before: { live: { users: { zencoder: user } }, other: { users: { zencoder: user } } },
    after: { live: { users: { zencoder: user } }, other: OTHER },
    warnings: [],
  },
  {
    name: 'an access key goes',
    before: { live: { users: { zencoder: { ...user, accessKey: true } } } },
    after: { live: { users: { zencoder: user } } },
    warnings: [['interrupted', /^the access key that stack live made for the user zencoder is deleted: /]],
  },
  {
    name: 'a copy goes',
    before: { live: { buckets: { films: { ...READ, ...copied('a', 'for zencoder/a') } } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [['copy-deleted', /^the copy at "for zencoder\/a" in films is deleted, with all its versions$/]],
  },
  {
    name: 'a copy is made of another object',
    before: { live: { buckets: { films: copied('a', 'c') } } },
    after: { live: { buckets: { films: copied('b', 'c') } } },
    warnings: [['copy-deleted', /^the copy at c in films is deleted and made again, in no certain order, /]],
  },
  {
    name: 'grants change and nothing else',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: { ...WITH_OTHERS, requireTls: true } } } },
    warnings: [],
  },
];
