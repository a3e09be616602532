import type { BucketConfig, ZencoderConfig } from '../../../lib/config/format';
import { ZencoderObjectMethod } from '../../../lib/grants/object-access';
import { ZencoderAction } from '../../../lib/zencoder/account-and-roles';

type Stacks = ZencoderConfig['stacks'];

interface Consequence {
  readonly name: string;
  readonly before: Stacks;
  readonly after: Stacks;
  /** The kind of each warning, and a part of its message. */
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
    name: 'a bucket is removed from a stack',
    before: { live: { buckets: { 'a.films': WITH_OTHERS, other: READ } } },
    after: { live: OTHER },
    warnings: [
      [
        'policy-deleted',
        /^the next apply of stack live deletes the whole policy of a\.films, including 2 statements of other principals$/,
      ],
      [
        'leave',
        /^to leave in place what stack live created for a\.films, add this line to the stack: leave: \[a\.films\]$/,
      ],
    ],
  },
  {
    name: 'a removed bucket is in leave',
    before: { live: { buckets: { 'a.films': WITH_OTHERS, other: READ } } },
    after: { live: { ...OTHER, leave: ['a.films'] } },
    warnings: [
      [
        'left',
        /^stack live leaves the policy of a\.films in place: Zencoder keeps the access that it allows, and the file no longer shows that access$/,
      ],
    ],
  },
  {
    name: 'a bucket moves to another stack and is in leave of its previous stack',
    before: { live: { buckets: { films: WITH_OTHERS, other: READ } } },
    after: {
      live: { ...OTHER, leave: [{ bucket: 'films' }] },
      next: { buckets: { films: { ...WITH_OTHERS, adoptExistingPolicy: true } } },
    },
    warnings: [],
  },
  {
    name: 'all buckets of a stack move to another one and are in leave',
    before: { live: { buckets: { films: READ } } },
    after: { live: { leave: ['films'] }, next: { buckets: { films: READ } } },
    warnings: [],
  },
  {
    name: 'several buckets are removed from a stack that has other buckets in leave',
    before: { live: { leave: ['b-before'], buckets: { films: READ, 'a.films': READ, other: READ } } },
    after: {
      live: { ...OTHER, leave: ['b-before', { bucket: 'older', copies: ['x', { key: 'y', copyTo: 'z' }] }] },
      next: { buckets: { films: READ } },
    },
    warnings: [
      ['policy-deleted', /whole policy of a\.films$/],
      ['interrupted', /^films moves from stack live to stack next/],
      [
        'leave',
        /^to leave in place what stack live created for a\.films and films, add this line to the stack: leave: \[a\.films, b-before, films, \{ bucket: older, copies: \[x, \{ key: y, copyTo: z \}\] \}\]$/,
      ],
    ],
  },
  {
    name: 'a bucket is in leave without its copies',
    before: { live: { buckets: { films: { ...READ, ...copied('a b', 'c') }, other: READ } } },
    after: { live: { ...OTHER, leave: ['films'] } },
    warnings: [
      ['left', /^stack live leaves the policy of films in place/],
      ['copy-deleted', /^the copy at c in films is deleted, with all its versions$/],
      [
        'leave',
        /^to leave in place what stack live created for films, add this line to the stack: leave: \[\{ bucket: films, copies: \[\{ key: "a b", copyTo: c \}\] \}\]$/,
      ],
    ],
  },
  {
    name: 'a bucket is in leave with its copies',
    before: {
      live: { buckets: { films: { objects: [...copied('a', 'c').objects!, { key: 'b', method: ACL_COPY }] } } },
    },
    after: { live: { leave: [{ bucket: 'films', copies: ['b', { key: 'a', copyTo: 'c' }] }] } },
    warnings: [],
  },
  {
    name: 'a copy is in leave with a copyTo that the file did not have',
    before: { live: { buckets: { films: { objects: [{ key: 'b', method: ACL_COPY }] } } } },
    after: { live: { leave: [{ bucket: 'films', copies: [{ key: 'b', copyTo: 'zencoder/b' }] }] } },
    warnings: [
      ['copy-deleted', /^the copy at zencoder\/b in films is deleted/],
      ['leave', / leave: \[\{ bucket: films, copies: \[b\] \}\]$/],
    ],
  },
  {
    name: 'a bucket with grants on objects is in leave',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, objects: [...inPlace('a').objects!] } } } },
    after: { live: { objectGrants: true, leave: ['films'] } },
    warnings: [
      ['left', /^stack live leaves the policy of films in place/],
      [
        'grants-revoked',
        /^the next apply of stack live revokes the grants in the ACLs of a in films, even if the stack leaves the bucket in place; to keep a grant, first give the object another method$/,
      ],
    ],
  },
  {
    name: 'a bucket with a policy and grants on objects is removed',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, ...inPlace('a') } } } },
    after: { live: { objectGrants: true } },
    warnings: [
      ['policy-deleted', /^the next apply of stack live deletes the whole policy of films$/],
      ['leave', / add this line to the stack: leave: \[films\]$/],
      ['grants-revoked', /^the next apply of stack live revokes the grants in the ACLs of a in films, /],
    ],
  },
  {
    name: 'a bucket with grants on objects moves to another stack',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a', 'b') } } },
    after: { live: { objectGrants: true }, next: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [
      [
        'grants-revoked',
        /^the next apply of stack live revokes the grants in the ACLs of a in films and b in films, even if the stack leaves the bucket in place; apply live before next, which sets grants there again: in the other order the grants are lost, and no plan shows it$/,
      ],
    ],
  },
  {
    name: 'a bucket keeps only grants on objects',
    before: { live: { objectGrants: true, buckets: { films: READ } } },
    after: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [
      ['policy-deleted', /^the next apply of stack live deletes the whole policy of films$/],
      [
        'leave',
        /^to keep the policy of films in place, apply the previous file first, without that bucket and with one more line in stack live, and then the new file; the line is: leave: \[films\]$/,
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
        /^films moves from stack live to stack next: applying live deletes the policy and applying next creates it, so nobody has access through the policy in between, or afterwards if live is applied last; add films to "leave" in live, and set adoptExistingPolicy: true in next$/,
      ],
      ['leave', /^to leave in place what stack live created for films, add this line to the stack: leave: \[films\]$/],
    ],
  },
  {
    name: 'a stack is renamed',
    before: { live: { buckets: { films: READ } } },
    after: { next: { buckets: { films: READ } } },
    warnings: [
      [
        'interrupted',
        /^films moves from stack live to stack next, and live is no longer in the file: destroying live would delete the policy that next creates$/,
      ],
      [
        'leave',
        /^to leave in place what stack live created for films, keep the stack in the file and replace its buckets with this line: leave: \[films\]$/,
      ],
    ],
  },
  {
    name: 'the region of a bucket changes',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: { ...READ, region: 'eu-central-1' } } } },
    warnings: [
      [
        'interrupted',
        /^the region changes from eu-west-1 to eu-central-1, so the policy of films is deleted and created again, and nobody has access through it in between$/,
      ],
      [
        'leave',
        /^to keep the policy of films in place, apply the previous file first, without that bucket and with one more line in stack live, and then the new file with adoptExistingPolicy: true on films; the line is: leave: \[films\]$/,
      ],
    ],
  },
  {
    name: 'the region of a stack changes to the region of one of its buckets',
    before: { live: { region: 'eu-west-1', buckets: { films: READ, other: { ...READ, region: 'eu-central-1' } } } },
    after: { live: { region: 'eu-central-1', buckets: { films: READ, other: READ } } },
    warnings: [
      ['interrupted', /^the region changes from eu-west-1 to eu-central-1, so the policy of films /],
      ['leave', /^to keep the policy of films in place, apply the previous file first, .* leave: \[films\]$/],
    ],
  },
  {
    name: 'the region of a stack is added',
    before: { live: { buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    warnings: [
      ['interrupted', /^the file now sets the region eu-west-1; if the provider used another region before, /],
      ['leave', /^to keep the policy of films in place, apply the previous file first, .* leave: \[films\]$/],
    ],
  },
  {
    name: 'the region of a stack is removed',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [
      ['interrupted', /^the file no longer sets the region eu-west-1; if the provider uses another region, /],
      ['leave', /^to keep the policy of films in place, apply the previous file first, .* leave: \[films\]$/],
    ],
  },
  {
    name: 'grants on objects are removed together with objectGrants',
    before: { live: { objectGrants: true, buckets: { films: { ...READ, ...inPlace('a', 'b c') } } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [
      [
        'grants-stay',
        /^the grants in the ACLs of a in films and "b c" in films stay, because nothing revokes them any more; keep stack live with "objectGrants: true" until an apply has revoked them$/,
      ],
    ],
  },
  {
    name: 'many grants on objects are removed with their stack',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a', 'b', 'c', 'd', 'e') } }, other: OTHER },
    after: { other: OTHER },
    warnings: [
      [
        'stack-gone',
        /^stack live is no longer in the file, so no apply deletes what it created for films: Zencoder keeps that access until you run "cdktf destroy live" with the previous file$/,
      ],
      ['grants-stay', /^the grants in the ACLs of a in films, b in films, c in films and 2 more stay, /],
    ],
  },
  {
    name: 'grants on objects are removed, and objectGrants is kept',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    after: { live: { objectGrants: true } },
    warnings: [],
  },
  {
    name: 'objectGrants is removed after the last grant on an object',
    before: { live: { objectGrants: true, buckets: { films: READ } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [],
  },
  {
    name: 'a stack with grants on objects is renamed',
    before: { live: { objectGrants: true, buckets: { films: inPlace('a') } } },
    after: { next: { objectGrants: true, buckets: { films: inPlace('a') } } },
    warnings: [],
  },
  {
    name: 'a stack with a user is removed from the file',
    before: { live: { buckets: { films: READ }, users: { zencoder: user } }, other: OTHER },
    after: { other: OTHER },
    warnings: [
      ['stack-gone', /^stack live .* deletes what it created for films and the user zencoder: /],
      ['leave', /^to leave in place what stack live created for films, keep the stack in the file /],
    ],
  },
  {
    name: 'a user moves to another stack',
    before: { live: { buckets: { films: READ }, users: { zencoder: user } }, other: OTHER },
    after: { live: { buckets: { films: READ } }, other: { ...OTHER, users: { zencoder: user } } },
    warnings: [
      [
        'interrupted',
        /^the user zencoder moves from stack live to stack other: applying live deletes the user with its access keys/,
      ],
    ],
  },
  {
    name: 'the stack of a user is renamed',
    before: { live: { users: { zencoder: user } } },
    after: { next: { users: { zencoder: user } } },
    warnings: [
      [
        'interrupted',
        /^the user zencoder .*, and live is no longer in the file: AWS refuses to create a user that already/,
      ],
    ],
  },
  {
    name: 'one of two stacks with the same user name loses its user',
    before: { live: { users: { zencoder: user } }, other: { users: { zencoder: user } } },
    after: { live: { users: { zencoder: user } }, other: OTHER },
    warnings: [],
  },
  {
    name: 'an access key is removed',
    before: { live: { users: { zencoder: { ...user, accessKey: true } } } },
    after: { live: { users: { zencoder: user } } },
    warnings: [['interrupted', /^the access key that stack live created for the user zencoder is deleted, /]],
  },
  {
    name: 'a copy is removed',
    before: { live: { buckets: { films: { ...READ, ...copied('a', 'for zencoder/a') } } } },
    after: { live: { buckets: { films: READ } } },
    warnings: [['copy-deleted', /^the copy at "for zencoder\/a" in films is deleted, with all its versions$/]],
  },
  {
    name: 'a copy is made from another object',
    before: { live: { buckets: { films: copied('a', 'c') } } },
    after: { live: { buckets: { films: copied('b', 'c') } } },
    warnings: [['copy-deleted', /^the copy at c in films is deleted and created again in no fixed order, /]],
  },
  {
    name: 'only grants change',
    before: { live: { region: 'eu-west-1', buckets: { films: READ } } },
    after: { live: { region: 'eu-west-1', buckets: { films: { ...WITH_OTHERS, requireTls: true } } } },
    warnings: [],
  },
];
