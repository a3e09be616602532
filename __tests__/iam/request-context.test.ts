import { RequestContext } from '../../lib/iam/request-context';

const ACCOUNT = '111122223333';
const SINCE = '2026-11-28T12:00:00Z';
const anybody = () => new RequestContext(ACCOUNT, {});
const outsider = () => new RequestContext(ACCOUNT, { 'aws:SourceVpc': ['vpc-1'] }, { isOutsider: true, since: SINCE });

describe('The context of a request that an account signs contains', () => {
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
    expect(anybody().valuesOf(key)).toEqual(values);
  });

  it('the given values, which override all other values', () => {
    const context = new RequestContext(ACCOUNT, { 'AWS:sourceaccount': ['1'], 'aws:Referer': ['a', 'b'] });
    expect(context.valuesOf('aws:SourceAccount')).toEqual(['1']);
    expect(context.valuesOf('aws:referer')).toEqual(['a', 'b']);
    expect(context.alternativesOf('aws:Referer', ['c'])).toEqual([['a', 'b']]);
  });

  it('the beginnings of the ARN of the requester', () => {
    const beginnings = ['arn:aws:iam::111122223333:', 'arn:aws:sts::111122223333:'];
    expect(anybody().beginningsOf('AWS:principalarn')).toEqual(beginnings);
    expect(anybody().beginningsOf('aws:userid')).toBeUndefined();
  });
});

describe('The possible values of a key in a request from outside the organizations and networks of the policy', () => {
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
    expect(outsider().alternativesOf(key, named)).toEqual(ANOTHER);
    expect(outsider().alternativesOf(key, named)![1]).not.toEqual(named);
    expect(anybody().alternativesOf(key, named)).toBeUndefined();
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
    expect(outsider().alternativesOf(key, named)).toBeUndefined();
  });

  it('are the given values, if there are any', () => {
    expect(outsider().alternativesOf('aws:SourceVpc', ['vpc-2'])).toEqual([['vpc-1']]);
  });

  it('are now and the end of time for the current time', () => {
    expect(outsider().alternativesOf('AWS:currenttime', [])).toEqual([[SINCE], ['9999-12-31T23:59:59Z']]);
    expect(outsider().alternativesOf('aws:EpochTime', [])).toBeUndefined();
    expect(anybody().alternativesOf('aws:CurrentTime', [])).toBeUndefined();
  });
});
