import { encryption, policy, RECOMMENDED } from '../doctor/aws-server';
import { called, calledHere, calledIn } from '../support/cli';
import { ALL, ALL_AND_OTHERS, filesOf, KEY, OTHERS, withPreflight } from './preflighting';

jest.setTimeout(20_000);

const { aws, looked, preflight } = withPreflight();

describe('The advice of preflight', () => {
  it('prints a table and the fixes below', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const setting = { files: filesOf(ALL), columns: 80, environment: { NO_COLOR: '1' } };
    const { stdout, stderr } = await called(['preflight', '--endpoint-url', aws.endpoint], setting);
    expect(stderr).toBe('');
    expect(stdout.replaceAll(aws.endpoint, 'http://S3')).toMatchInlineSnapshot(`
      "bucket  stack  region        findings
      films   live   eu-central-1  1 problem

      films
        1. The apply would drop 1 existing statement: Statement[2] (Sid "Cdn"): Allow
           s3:GetObject for cloudfront.amazonaws.com.
           A bucket has one policy, and the new one replaces it without a warning.
           -> Keep what would be dropped: this command writes it to
              policies/films.json, and adds that file to zencoder.yaml:
                zencoder-s3 adopt films --stack live --endpoint-url http://S3
           Or: Write policies/films.json by hand with the statements below, and name
              that file in zencoder.yaml:
                films:
                  otherStatements: policies/films.json
           -> Add this statement to policies/films.json:
                {
                  "Sid": "Cdn",
                  "Effect": "Allow",
                  "Principal": { "Service": "cloudfront.amazonaws.com" },
                  "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::films/*",
                  "Condition": { "StringEquals": { "AWS:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1" } }
                }

        unknown: whether a resource control policy of your AWS organization denies
           Zencoder access (only the management account or a delegated administrator
           can read these policies; needs organizations:ListPolicies)
           -> If you use AWS Organizations, list these policies with the credentials
              of such an account, and read each with DescribePolicy:
                aws organizations list-policies --filter RESOURCE_CONTROL_POLICY
        unknown: whether a service control policy of your AWS organization denies the
           principal that runs the apply (only the management account or a delegated
           administrator can read these policies; needs organizations:ListPolicies)
           -> If you use AWS Organizations, list these policies with the credentials
              of such an account, and read each with DescribePolicy:
                aws organizations list-policies --filter SERVICE_CONTROL_POLICY
      "
    `);
  });

  it('proposes the kmsKeyArn for the file, or the command that prints the ARN', async () => {
    const advice = async (key: string) => {
      aws.reset({ GetBucketEncryption: encryption('aws:kms', key) });
      const { stdout } = await preflight(['--json'], ALL);
      const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: [{ yaml?: string; command?: string }] }] }];
      return findings[0].changes[0];
    };
    expect(await advice(KEY)).toMatchObject({ yaml: `films:\n  kmsKeyArn: ${KEY}` });
    expect(await advice('alias/films')).toMatchObject({
      command: 'aws kms describe-key --key-id alias/films --query KeyMetadata.Arn --output text',
    });
  });

  it('proposes lines that keep the existing statements', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const { stdout } = await preflight(['--json'], ALL);
    const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: { yaml?: string; statement?: object }[] }] }];
    const [, named, kept] = findings[0].changes;
    expect(named!.yaml).toBe('films:\n  otherStatements: policies/films.json');
    expect(await looked(aws.answers, ALL_AND_OTHERS, [kept!.statement!])).toMatchObject({ exitCode: 0, findings: [] });
  });

  it('proposes no statements with deleted users and roles', async () => {
    const deleted = { ...OTHERS, Principal: { AWS: ['AIDACKCEVSQ6C2EXAMPLE', '111122223333'] } };
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, deleted) });
    const { stdout } = await preflight(['--json'], ALL);
    const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ changes: [{ what: string; statement?: object }] }] }];
    expect(findings[0].changes.at(-1)).toEqual({
      what: 'Add this statement to policies/films.json; the deleted users and roles are left out',
      statement: { ...OTHERS, Principal: { AWS: '111122223333' } },
    });
  });

  it('proposes a command that keeps the existing statements too', async () => {
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHERS) });
    const preflightOfFile = ['preflight', '--file', 'my zencoder.yaml', '--endpoint-url', aws.endpoint];
    await calledIn(
      { 'my zencoder.yaml': filesOf(ALL)['zencoder.yaml'] },
      [...preflightOfFile, '--json'],
      async (outcome) => {
        const [{ findings }] = JSON.parse(outcome.stdout) as [{ findings: [{ changes: [{ command: string }] }] }];
        const { command } = findings[0].changes[0];
        expect(command).toBe(
          `zencoder-s3 adopt films --stack live --file 'my zencoder.yaml' --endpoint-url ${aws.endpoint}`,
        );
        const args = command.replace("'my zencoder.yaml'", 'my_zencoder.yaml').split(' ').slice(1);
        const adopted = await calledHere(args.map((word) => word.replace('my_', 'my ')));
        expect(adopted).toMatchObject({ exitCode: 0 });
        expect(await calledHere(preflightOfFile)).toMatchObject({ exitCode: 0 });
      },
    );
  });
});
