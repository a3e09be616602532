import type { Json } from '../../../../lib/messages/json';
import { error, type GrammarCase, statementCase, warning } from './grammar-case';

const ROOT = 'arn:aws:iam::111122223333:root';
const CANONICAL = '0123456789abcdef'.repeat(4);
const ZENCODER_CANONICAL = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';

const principal = (title: string, Principal: Json, ...found: [path: string, message: string][]) =>
  statementCase(title, { Principal }, ...found.map(([path, message]) => error(`Principal${path}`, message)));
const aws = (title: string, name: Json, ...messages: string[]) =>
  principal(title, { AWS: name }, ...messages.map((message): [string, string] => ['.AWS', message]));
const doubted = (title: string, Principal: Json, path: string, message: string) =>
  statementCase(title, { Principal }, warning(`Principal${path}`, message));

export const PRINCIPALS: readonly GrammarCase[] = [
  principal('an ARN that is not an object', ROOT, ['', `"${ROOT}" is not a principal: write {"AWS": "${ROOT}"}`]),
  principal('a service that is not an object', 's3.amazonaws.com', ['', 'write {"Service": "s3.amazonaws.com"}']),
  principal('a canonical user that is not an object', CANONICAL, ['', 'write {"CanonicalUser": "']),
  principal('an account that is a number, not an object', 111122223333, ['', 'write {"AWS": "111122223333"}']),
  principal('a list that is not an object', [ROOT, ROOT], ['', `write {"AWS": ["${ROOT}", …]}`]),
  principal('a list with everyone', ['*'], ['', '["*"] is not a principal']),
  principal('an empty list that is not an object', [], ['', 'write "*" for everyone']),
  principal('null', null, ['', 'null is not a principal: write "*" for everyone, or an object such as {"AWS":']),
  principal('true', true, ['', 'true is not a principal']),
  principal('an empty text', '', ['', '"" is not a principal']),
  principal('an empty object', {}, ['', 'an empty object contains no principal']),
  principal('everyone with a space', '* ', ['', '"* " is not a principal']),
  statementCase(
    'a NotPrincipal that is not an object',
    { Principal: undefined, NotPrincipal: ROOT },
    error('NotPrincipal', `write {"AWS": "${ROOT}"}`),
  ),

  principal('a kind in lower case', { aws: ROOT }, ['.aws', '"aws" is not a principal type; did you mean "AWS"?']),
  principal('a kind in capitals', { SERVICE: 's3.amazonaws.com' }, ['.SERVICE', 'did you mean "Service"?']),
  principal('a misspelled kind', { CanonicalUsers: CANONICAL }, ['.CanonicalUsers', 'did you mean "CanonicalUser"?']),
  principal('an unknown kind', { Everybody: '*' }, ['.Everybody', 'use one of AWS, Service, Federated, CanonicalUser']),

  aws('a number', 111122223333, '111122223333 is a number, but an AWS account ID is a string; write "111122223333"'),
  aws('null in AWS', null, 'null is not a principal: write a string'),
  aws('an object in AWS', { a: ROOT }, 'is not a principal'),
  principal('a list in a list', { AWS: [ROOT, [ROOT]] }, ['.AWS[1]', 'is not a principal']),
  principal('a number in a list', { AWS: ['*', 1] }, ['.AWS[1]', '1 is a number']),
  principal('a number in Service', { Service: 5 }, ['.Service', '5 is a number']),

  aws('an account ID of 11 digits', '12345678901', '"12345678901" is not an AWS account ID, which has 12 digits'),
  aws('an account ID with hyphens', '1111-2222-3333', 'which has 12 digits; write "111122223333"'),
  aws('an account ID with a space', ' 111122223333', 'write "111122223333"'),
  aws(
    'the ARN of an account of 13 digits',
    'arn:aws:iam::1111222233334:root',
    'contains no account ID: "1111222233334" does not have 12 digits',
  ),
  aws(
    'the ARN of an account with a letter',
    'arn:aws:iam::11112222333l:root',
    '"11112222333l" does not have 12 digits',
  ),
  aws(
    'the ARN of an account with hyphens',
    'arn:aws:iam::1111-2222-3333:root',
    '"1111-2222-3333" does not have 12 digits',
  ),
  aws('a role in no account', 'arn:aws:iam:::role/x', 'contains no account ID'),
  aws('a role in every account', 'arn:aws:iam::*:role/x', 'has a wildcard, but a principal must be complete'),
  aws('every role of an account', 'arn:aws:iam::111122223333:role/*', 'test aws:PrincipalArn in Condition'),
  aws('every session of a role', 'arn:aws:sts::111122223333:assumed-role/a/*', 'has a wildcard'),
  aws('two wildcards', '**', '"**" has a wildcard, but a principal must be complete, or "*" alone'),
  aws(
    'an account in another partition',
    'arn:aws-cn:iam::111122223333:root',
    'is in the partition "aws-cn", but the bucket and Zencoder\'s account are in aws',
  ),
  aws(
    'a session in another partition',
    'arn:aws-us-gov:sts::111122223333:assumed-role/a/b',
    'a policy cannot name a principal in another partition',
  ),
  aws(
    'a group',
    'arn:aws:iam::111122223333:group/editors',
    'is a group, which cannot be a principal; name its users, or a role',
  ),
  aws(
    'an identity provider',
    'arn:aws:iam::111122223333:saml-provider/x',
    'is an identity provider: write {"Federated":',
  ),
  aws(
    'a role without a session',
    'arn:aws:sts::111122223333:assumed-role/a',
    'contains no session name: write arn:aws:sts::111122223333:assumed-role/ROLE/SESSION, or, for all sessions of the role, "arn:aws:iam::111122223333:role/a"',
  ),
  aws('a role without a name', 'arn:aws:iam::111122223333:role/', 'is not an account, user, role or session'),
  aws('a root in capitals', 'arn:aws:iam::111122223333:Root', 'is not an account, user, role or session'),
  aws('a policy', 'arn:aws:iam::111122223333:policy/x', 'is not an account, user, role or session'),
  aws('a bucket', 'arn:aws:s3:::films', 'is not the ARN of a principal'),
  aws('an ARN with a region', 'arn:aws:iam:us-east-1:111122223333:root', 'is not the ARN of a principal'),
  aws(
    'an ARN that lacks a colon',
    'arn:aws:iam:111122223333:root',
    'is not a principal of type AWS: write one of: "*", an account ID',
  ),
  aws('text before an ARN', 'x-arn:aws:iam::111122223333:root', 'is not a principal of type AWS'),
  aws('an access key', 'AKIAIOSFODNN7EXAMPLE', 'is not a principal of type AWS'),
  aws('a name', 'editors', 'is not a principal of type AWS'),
  aws('a service in AWS', 'cloudfront.amazonaws.com', 'write {"Service": "cloudfront.amazonaws.com"}'),
  aws('a canonical user in AWS', CANONICAL, 'it is a canonical user ID; write the ARN of that account'),
  aws('an empty name', '', '"" is not a principal of type AWS'),

  principal('a service without its domain', { Service: 'cloudfront' }, [
    '.Service',
    '"cloudfront" is not a service principal: write "cloudfront.amazonaws.com"',
  ]),
  principal('every service', { Service: '*' }, [
    '.Service',
    '"*" is not a service principal: write "SERVICE.amazonaws.com"',
  ]),
  principal('an ARN in Service', { Service: ROOT }, ['.Service', `write {"AWS": "${ROOT}"}`]),
  principal('a service with a misspelled domain', { Service: ['s3.amazonaws.com', 's3.amazonaws.con'] }, [
    '.Service[1]',
    'is not a service principal',
  ]),
  principal('a canonical user of 16 digits', { CanonicalUser: '0123456789abcdef' }, [
    '.CanonicalUser',
    'is not a canonical user ID, which has 64 lowercase hexadecimal digits',
  ]),
  principal('an ARN in CanonicalUser', { CanonicalUser: [ROOT] }, ['.CanonicalUser[0]', 'is not a canonical user ID']),
  principal('an account in Federated', { Federated: '111122223333' }, ['.Federated', 'is not an identity provider']),
  principal('a provider of another partition', { Federated: 'arn:aws-cn:iam::111122223333:saml-provider/x' }, [
    '.Federated',
    'write its ARN',
  ]),
  principal('every provider', { Federated: '*' }, ['.Federated', '"*" is not an identity provider']),

  doubted('no principal', { AWS: [] }, '.AWS', 'an empty list matches nothing'),
  doubted(
    'a user that was deleted',
    { AWS: 'AIDAJQABLZS4A3QDU576Q' },
    '.AWS',
    '"AIDAJQABLZS4A3QDU576Q" is the unique ID of a deleted user or role',
  ),
  doubted(
    'a role that was deleted',
    { AWS: [ROOT, 'AROA27HJSWAHEPTTLIWSO'] },
    '.AWS[1]',
    'S3 shows it, but refuses a new policy that contains it; remove it',
  ),
  doubted(
    'a canonical user',
    { CanonicalUser: CANONICAL },
    '.CanonicalUser',
    'S3 returns a canonical user ID as an ARN, so Terraform plans a change every time; write {"AWS": "arn:aws:iam::ACCOUNT:root"}',
  ),
  doubted(
    'the canonical user of Zencoder',
    { CanonicalUser: [ZENCODER_CANONICAL] },
    '.CanonicalUser[0]',
    'write {"AWS": "arn:aws:iam::395540211253:root"}',
  ),

  principal('everyone', '*'),
  principal('everyone, in the other form', { AWS: '*' }),
  principal('everyone and an account', { AWS: ['111122223333', '*'] }),
  statementCase('everyone in NotPrincipal', { Principal: undefined, NotPrincipal: '*' }),
  statementCase('an Allow with NotPrincipal', { Effect: 'Allow', Principal: undefined, NotPrincipal: { AWS: ROOT } }),
  principal('principals of every form', {
    AWS: [
      '012345678901',
      'arn:aws:iam::012345678901:root',
      'arn:aws:iam::012345678901:user/a',
      'arn:aws:iam::012345678901:user/division_abc/sub/Zoë',
      'arn:aws:iam::012345678901:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX',
      'arn:aws:sts::012345678901:assumed-role/a/b@example.com',
      'arn:aws:sts::012345678901:federated-user/a',
      'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEFGHIJKL',
    ],
    Service: [
      's3.amazonaws.com',
      'logging.s3.amazonaws.com',
      'logs.eu-west-1.amazonaws.com',
      'elasticmapreduce.amazonaws.com.cn',
      'S3.amazonaws.com',
    ],
    Federated: [
      'cognito-identity.amazonaws.com',
      'www.amazon.com',
      'arn:aws:iam::012345678901:saml-provider/x',
      'arn:aws:iam::012345678901:oidc-provider/token.example.com/id',
    ],
  }),
];
