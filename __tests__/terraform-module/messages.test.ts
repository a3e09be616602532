import { describeTerraform } from '../support/terraform';
import { type Inputs, linesOf, refusalsOf } from './refused-calls';

const TAKES = 'a grant takes role, expires, actions, prefixes, keys';
const ROLES = 'the roles are input, output, write-only, input-and-output, video-cloud-ingest';
const WRITE_A_DATE = 'write YYYY-MM-DDThh:mm:ssZ or …±hh:mm';

/** Wrong grants, and the line in which Terraform says so, behind the place of the grant. */
const GRANTS: [grant: unknown, message: string][] = [
  [{ role: 'input', prefix: ['in/'] }, `.prefix: unknown attribute, ${TAKES}; did you mean "prefixes"?`],
  [{ role: 'input', key: ['a.mp4'] }, `.key: unknown attribute, ${TAKES}; did you mean "keys"?`],
  [{ role: 'input', expiry: '2027-06-30T00:00:00Z' }, `.expiry: unknown attribute, ${TAKES}; did you mean "expires"?`],
  [{ role: 'input', comment: 'x' }, `.comment: unknown attribute, ${TAKES}`],
  [{ role: 'inptu' }, `.role: unknown role "inptu", ${ROLES}`],
  [{ role: ['input'] }, `.role: unknown role ["input"], ${ROLES}`],
  [{ actions: 's3:GetObject' }, '.actions: "s3:GetObject" is not a list; write ["s3:GetObject"]'],
  [{ actions: [] }, '.actions: an empty list grants nothing; name at least one action'],
  [{ role: 'input', prefixes: [2027] }, '.prefixes[0]: 2027 is not a string'],
  [
    { role: 'input', prefixes: [] },
    '.prefixes: an empty list covers nothing; leave prefixes out to grant the whole bucket',
  ],
  [
    { role: 'input', prefixes: ['in/', ''] },
    '.prefixes[1]: an empty prefix would open the whole bucket; leave prefixes out if that is meant',
  ],
  [{ role: 'input', keys: [''] }, '.keys[0]: an empty key names no object; leave keys out to grant the whole bucket'],
  [
    { role: 'input', keys: ['日'.repeat(342)] },
    `.keys[0]: "${'日'.repeat(79)} has more than 1024 bytes in UTF-8, the limit of S3`,
  ],
  [
    { role: 'input', keys: ['a\u0007\n"\0'] },
    '.keys[0]: "a\\u0007\\n\\"\\u0000" contains NUL (U+0000), which S3 keys cannot contain',
  ],
  [
    { role: 'input', keys: ['\u202e\u0600'] },
    '.keys[0]: "??" contains characters that Terraform would change: more than 30 combining characters in a row, one after a control character, "<" or ">", or a joining sign without a letter or digit after it',
  ],
  [
    { role: 'input', expires: '2027-06-30' },
    `.expires: "2027-06-30" is not a date with time and offset; ${WRITE_A_DATE}`,
  ],
  [
    { role: 'input', expires: '2027-02-29T00:00:00Z' },
    `.expires: "2027-02-29T00:00:00Z" is not a date from 1970 to 9999; write YYYY-MM-DDThh:mm:ssZ`,
  ],
  [
    { role: 'input', expires: '9999-12-31T23:59:59-00:01' },
    '.expires: "9999-12-31T23:59:59-00:01" is not a date from 1970 to 9999; write YYYY-MM-DDThh:mm:ssZ',
  ],
  [{ prefixes: ['in/'] }, ': has neither role nor actions; a grant needs one of the two'],
  [
    { role: 'input', actions: ['s3:GetObject'] },
    '.actions: cannot be combined with role; a grant needs one of the two',
  ],
  [
    { actions: ['s3:ListBucket'], keys: ['a'] },
    '.keys: has no effect: these actions can only be granted on the whole bucket; leave it out, or add an object action',
  ],
  [null, ': null is not a grant; give { role = … } or { actions = […] }'],
  ['input', ': "input" is not a grant; give { role = … } or { actions = […] }'],
];

const SOUND = { bucket: 'films', grants: [{ role: 'input' }] };

/** Other wrong inputs, and the line in which Terraform says so. */
const OTHERS: [inputs: Inputs, message: string][] = [
  [{ grants: { role: 'input' } }, 'grants: {"role":"input"} is not a list; write [{ … }]'],
  [
    { bucket: 's3://films' },
    'bucket: "s3://films" is not the name of an S3 bucket: a name has 3 to 63 characters of a-z, 0-9, "." and "-", without s3:// or an ARN prefix',
  ],
  [
    { bucket: 'films..in' },
    'bucket: "films..in" is not the name of an S3 bucket: a name is not an IP address, has no two dots in a row and does not start with xn--, sthree-, amzn-s3-demo-',
  ],
  [{ account_id: '1234' }, 'account_id: "1234" is not an AWS account ID: write 12 digits, quoted'],
  [
    { canonical_user_id: 'zencoder' },
    'canonical_user_id: "zencoder" is not a canonical user ID: write 64 lowercase hexadecimal digits',
  ],
  [
    { source_policy_documents: ['Version: 2012-10-17'] },
    'source_policy_documents[0]: is not a policy document: give a JSON object with Statement',
  ],
];

describeTerraform('An error of Terraform for wrong input', () => {
  it('has the place, the value, the rule and what to write instead, for all errors at once', () => {
    const said = refusalsOf([{ ...SOUND, grants: GRANTS.map(([grant]) => grant) }]);
    const lines = linesOf(said(0));
    for (const [place, [, message]] of GRANTS.entries()) {
      expect(lines.filter((line) => line.startsWith(`grants[${place}]`))).toEqual([`grants[${place}]${message}`]);
    }
  });

  it('names the variable', () => {
    const said = refusalsOf(OTHERS.map(([inputs]) => ({ ...SOUND, ...inputs })));
    for (const [place, [, message]] of OTHERS.entries()) {
      expect(linesOf(said(place))).toEqual([message]);
    }
  });
});
