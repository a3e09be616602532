import { RequestContext } from '../../lib/iam/request-context';

const ACCOUNT = '111122223333';
const SINCE = '2026-11-28T12:00:00Z';
const NOBODY = new RequestContext(ACCOUNT, {});
const OUTSIDER = new RequestContext(ACCOUNT, { 'aws:SourceVpc': ['vpc-1'] }, { isOutsider: true, since: SINCE });

describe('Of a request that an account signs is known', () => {
  it.each<[key: string, values: string[] | undefined]>([
    ['aws:PrincipalAccount', [ACCOUNT]],
    ['AWS:PRINCIPALACCOUNT', [ACCOUNT]],
    ['aws:PrincipalIsAWSService', ['false']],
    ['aws:PrincipalServiceName', []],
    ['aws:PrincipalServiceNamesList', []],
    ['aws:SourceAccount', []],
    ['aws:SourceArn', []],
    ['aws:SourceOrgID', []],
    ['aws:SourceOrgPaths', []],
    ['aws:SourceIp', undefined],
    ['aws:PrincipalArn', undefined],
  ])('of %s: %j', (key, values) => {
    expect(NOBODY.valuesOf(key)).toEqual(values);
  });

  it('what is said, which wins', () => {
    const context = new RequestContext(ACCOUNT, { 'AWS:sourceaccount': ['1'], 'aws:Referer': ['a', 'b'] });
    expect(context.valuesOf('aws:SourceAccount')).toEqual(['1']);
    expect(context.valuesOf('aws:referer')).toEqual(['a', 'b']);
    expect(context.alternativesOf('aws:Referer', ['c'])).toEqual([['a', 'b']]);
  });

  it('how the ARN of the requester begins', () => {
    const beginnings = ['arn:aws:iam::111122223333:', 'arn:aws:sts::111122223333:'];
    expect(NOBODY.beginningsOf('AWS:principalarn')).toEqual(beginnings);
    expect(NOBODY.beginningsOf('aws:userid')).toBeUndefined();
  });
});

describe('What a key can be in a request of somebody who is in no organization or network of the policy', () => {
  const ANOTHER = [[], [expect.any(String)]];

  it.each<[key: string, named: string[]]>([
    ['aws:PrincipalOrgID', ['o-abcdefghij']],
    ['AWS:principalorgid', ['o-abcdefghij', 'o-klmnopqrst']],
    ['aws:PrincipalOrgPaths', ['o-abcdefghij/r-ab12/*']],
    ['aws:SourceVpcArn', ['arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1']],
    ['aws:SourceVpce', ['vpce-1a2b3c']],
    ['aws:VpceAccount', ['444455556666']],
    ['aws:VpceOrgID', ['o-abcdefghij']],
    ['aws:VpceOrgPaths', ['o-abcdefghij/']],
  ])('is absent or another for %s beside %j', (key, named) => {
    expect(OUTSIDER.alternativesOf(key, named)).toEqual(ANOTHER);
    expect(OUTSIDER.alternativesOf(key, named)![1]).not.toEqual(named);
    expect(NOBODY.alternativesOf(key, named)).toBeUndefined();
  });

  it.each<[key: string, named: string[]]>([
    ['aws:PrincipalOrgID', ['o-*']],
    ['aws:PrincipalOrgID', ['o-abcdefghij', '*']],
    ['aws:PrincipalOrgID', ['xo-abcdefghij']],
    ['aws:PrincipalOrgPaths', ['*/r-ab12/*']],
    ['aws:PrincipalOrgPaths', ['o-*/r-ab12/']],
    ['aws:SourceVpcArn', ['arn:aws:ec2:*:111122223333:vpc/vpc-1']],
    ['aws:SourceVpcArn', ['arn:']],
    ['aws:SourceVpce', ['vpce-*']],
    ['aws:SourceVpce', ['vpce-']],
    ['aws:VpceAccount', ['44445555666?']],
    ['aws:VpceAccount', ['4444555566667']],
    ['aws:Referer', ['o-abcdefghij']],
  ])('can be anything for %s beside %j', (key, named) => {
    expect(OUTSIDER.alternativesOf(key, named)).toBeUndefined();
  });

  it('is what is said, if anything is', () => {
    expect(OUTSIDER.alternativesOf('aws:SourceVpc', ['vpc-2'])).toEqual([['vpc-1']]);
  });

  it('is from now to the end of time for the time', () => {
    expect(OUTSIDER.alternativesOf('AWS:currenttime', [])).toEqual([[SINCE], ['9999-12-31T23:59:59Z']]);
    expect(OUTSIDER.alternativesOf('aws:EpochTime', [])).toBeUndefined();
    expect(NOBODY.alternativesOf('aws:CurrentTime', [])).toBeUndefined();
  });
});
