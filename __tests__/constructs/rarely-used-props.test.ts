import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  AnnotationMetadataEntryType,
  App,
  type TerraformElement,
  TerraformIterator,
  TerraformStack,
  Token,
} from 'cdktf';
import { ZencoderBucketAccess, ZencoderObjectCopy, ZencoderPermission, ZencoderRole } from '../../lib';

const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];

const stackOf = () => new TerraformStack(new App({ skipValidation: true }), 'stack');

function refusalOf(construct: (stack: TerraformStack) => unknown): string {
  try {
    construct(stackOf());
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const warningsOf = ({ node }: TerraformElement) =>
  node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN);

describe('Another account of Zencoder', () => {
  it.each([NEXT.accountId, `arn:aws:iam::${NEXT.accountId}:root`])(
    'must not be allowed anything by otherStatements, as the first one must not: %s',
    (AWS) => {
      const statement = {
        Effect: 'Allow',
        Principal: { AWS },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::films/*',
      };
      const otherStatements = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      const props = { bucket: 'films', grants, otherStatements };
      expect(refusalOf((stack) => new ZencoderBucketAccess(stack, 'films', props))).toBe('');
      const message = refusalOf(
        (stack) => new ZencoderBucketAccess(stack, 'films', { ...props, zencoder: { also: [NEXT] } }),
      );
      expect(message).toMatch(/films: otherStatements\.Statement\[0\]\.Principal: /);
    },
  );
});

describe('A bucket with forEach', () => {
  const refusal = (bucket: unknown) =>
    refusalOf((stack) => {
      const forEach = TerraformIterator.fromList(['acme-one', 'acme-two']);
      return new ZencoderBucketAccess(stack, 'each', { bucket: bucket as string, grants, forEach });
    });

  it('is refused once, for its name, if that is empty or not a string', () => {
    expect(refusal('').split('\n')).toEqual([expect.stringMatching(/^stack\/each: bucket: "" is not a bucket name/)]);
    expect(refusal(7).split('\n')).toEqual([expect.stringMatching(/^stack\/each: bucket: 7 is not a string/)]);
  });
});

describe('A flag', () => {
  it.each(['requireTls', 'adoptExistingPolicy'])('is true or false, not text: %s', (flag) => {
    const props = { bucket: 'films', grants, [flag]: 'yes' };
    expect(refusalOf((stack) => new ZencoderBucketAccess(stack, 'films', props))).toContain(`films: ${flag}: "yes"`);
  });
});

describe('The URL of a copy', () => {
  it.each<[permissions: ZencoderPermission[], warnings: number]>([
    [[ZencoderPermission.READ, ZencoderPermission.READ_ACP], 0],
    [[ZencoderPermission.FULL_CONTROL], 0],
    [[ZencoderPermission.READ_ACP], 1],
  ])('has a warning only if Zencoder cannot read the copy: %j', (permissions, warnings) => {
    const copy = new ZencoderObjectCopy(stackOf(), 'copy', { bucket: 'films', key: 'a.mp4', permissions });
    copy.inputUrl();
    copy.inputUrl();
    expect(warningsOf(copy)).toHaveLength(warnings);
  });
});

describe('The default provider of a stack', () => {
  it('is looked up again after it was removed', () => {
    const stack = stackOf();
    const urlOf = (id: string) => new ZencoderObjectCopy(stack, id, { bucket: `films-${id}`, key: 'a.mp4' }).inputUrl();
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    expect(urlOf('one')).toMatch(/^s3\+eu-west-1:/);
    stack.node.tryRemoveChild('aws');
    new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
    expect(urlOf('two')).toMatch(/^s3\+eu-central-1:/);
    expect(Token.isUnresolved(urlOf('three'))).toBe(false);
  });

  it('is looked up again after it got an alias', () => {
    const stack = stackOf();
    const urlOf = (id: string) => new ZencoderObjectCopy(stack, id, { bucket: `films-${id}`, key: 'a.mp4' }).inputUrl();
    const first = new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    expect(urlOf('one')).toMatch(/^s3\+eu-west-1:/);
    first.alias = 'ireland';
    new AwsProvider(stack, 'other', { region: 'eu-central-1' });
    expect(urlOf('two')).toMatch(/^s3\+eu-central-1:/);
  });
});
