import { grammarFindings } from '../../../lib/iam/grammar/document';
import { isWarning, pathText } from '../../../lib/messages/diagnostic';
import type { Json } from '../../../lib/messages/json';
import { brightcovePage, SERVICE_POLICIES, zencoderPage } from './fixtures/service-policies';

const foundIn = (policy: Json) => grammarFindings(policy, { bucket: 'films' });
const warningsIn = (policy: Json) =>
  foundIn(policy).map((finding) => [isWarning(finding), pathText(finding.path), finding.message]);

describe('There are no findings about the policy written by', () => {
  test.each(SERVICE_POLICIES)('%s', (_, policy) => {
    expect(foundIn(policy)).toEqual([]);
  });

  test('the page of Zencoder, with a Sid for each statement', () => {
    expect(foundIn(zencoderPage('Second'))).toEqual([]);
  });
});

describe('There are only warnings about the policy written by', () => {
  const sidTwice = [true, 'Statement[1].Sid', expect.stringContaining('S3 accepts this')];
  const prefix = (statement: number, action: string) => [
    true,
    `Statement[${statement}].Condition.StringEquals["s3:prefix"]`,
    expect.stringMatching(
      new RegExp(`^"${action}" does not support .*write a grant with role video-cloud-ingest and prefixes$`),
    ),
  ];

  test('the page of Zencoder: it repeats a Sid', () => {
    expect(warningsIn(zencoderPage())).toEqual([sidTwice]);
  });

  test('the page of Brightcove: it has s3:prefix for actions that do not support it, and repeats a Sid', () => {
    expect(warningsIn(brightcovePage('Second'))).toEqual([
      prefix(0, 's3:GetObjectAcl'),
      prefix(1, 's3:GetBucketLocation'),
    ]);
    expect(warningsIn(brightcovePage())).toEqual([
      prefix(0, 's3:GetObjectAcl'),
      prefix(1, 's3:GetBucketLocation'),
      sidTwice,
    ]);
  });
});
