import { PARTITION } from '../s3/escaped-arn';
import { comparable, isSameName } from './policy';

/**
 * Keys that tell to which organization or network of somebody a request belongs. Who is in none of theirs has other values, or none.
 * Source: IAM's "AWS global condition context keys".
 */
const ORGANIZATION_AND_NETWORK_KEYS = new Map(
  [
    ['aws:PrincipalOrgID', /^o-[a-z0-9]+$/],
    ['aws:PrincipalOrgPaths', /^o-[a-z0-9]+\//],
    ['aws:SourceVpc', /^vpc-[0-9a-f]+$/],
    ['aws:SourceVpcArn', /^arn:[^*?$]+$/],
    ['aws:SourceVpce', /^vpce-[0-9a-f]+$/],
    ['aws:VpceAccount', /^\d{12}$/],
    ['aws:VpceOrgID', /^o-[a-z0-9]+$/],
    ['aws:VpceOrgPaths', /^o-[a-z0-9]+\//],
  ].map(([key, form]) => [(key as string).toLowerCase(), form as RegExp]),
);

/** A value that no policy names. */
const OTHER_VALUE = '\u0000another';

/** An instant behind all that policies name. */
const FAR_FUTURE = '9999-12-31T23:59:59Z';

/** The condition keys of a request, each with its values: none where the key is known to be absent. */
export type KnownValues = { readonly [key: string]: readonly string[] };

/**
 * Keys that can have several values in one request, which only `ForAllValues:` and `ForAnyValue:` are made for.
 * Source: the value types in IAM's "AWS global condition context keys" and S3's page of the Service Authorization Reference.
 */
const MULTI_VALUED = [
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:ResourceOrgPaths',
  'aws:SourceOrgPaths',
  'aws:SourceVpceOrgPaths',
  'aws:TagKeys',
  's3:InventoryAccessibleOptionalFields',
  's3:RequestObjectTagKeys',
].map(comparable);

/** What is known of who sends a request, and when. */
export interface RequestSituation {
  /** The account is in no organization, and its requests come through no network, that the policy names. */
  readonly isOutsider?: boolean;
  /** The request is sent then or later: an instant as policies have it. */
  readonly since?: string;
}

/**
 * What is known of a request that somebody of an AWS account signs: what was said, and what follows from the account.
 * Source: IAM's "AWS global condition context keys", there under the availability of each key.
 */
export class RequestContext {
  private readonly known: ReadonlyMap<string, readonly string[]>;
  private readonly principalArns: readonly string[];

  /** @param situation what is known beside the values */
  public constructor(
    accountId: string,
    values: KnownValues,
    private readonly situation: RequestSituation = {},
  ) {
    const ofAccount: KnownValues = {
      'aws:PrincipalAccount': [accountId],
      'aws:PrincipalIsAWSService': ['false'],
      'aws:PrincipalServiceName': [],
      'aws:PrincipalServiceNamesList': [],
      // These are of requests that a service of AWS sends.
      'aws:SourceAccount': [],
      'aws:SourceArn': [],
      'aws:SourceOrgID': [],
      'aws:SourceOrgPaths': [],
    };
    this.known = new Map(
      [ofAccount, values].flatMap((some) =>
        Object.entries(some).map(([key, of]): [string, readonly string[]] => [comparable(key), of]),
      ),
    );
    this.principalArns = ['iam', 'sts'].map((service) => `arn:${PARTITION}:${service}::${accountId}:`);
  }

  /** None for a key that is absent, undefined for one of which nothing is known. Names of keys have no case. */
  public valuesOf(key: string): readonly string[] | undefined {
    return this.known.get(comparable(key));
  }

  /**
   * What the values of a key can be, seen from a policy that names some: a condition that comes out the same for each is certain.
   * Undefined where they can be anything.
   */
  public alternativesOf(key: string, named: readonly string[]): readonly (readonly string[])[] | undefined {
    const known = this.valuesOf(key);
    if (known !== undefined) {
      return [known];
    }
    const { isOutsider, since } = this.situation;
    const form = ORGANIZATION_AND_NETWORK_KEYS.get(key.toLowerCase());
    if (isOutsider && form !== undefined && named.every((value) => form.test(value))) {
      return [[], [OTHER_VALUE]];
    }
    return since !== undefined && key.toLowerCase() === 'aws:currenttime' ? [[since], [FAR_FUTURE]] : undefined;
  }

  /** How the value of a key that is present begins, where no more than that is known: one of these. */
  public beginningsOf(key: string): readonly string[] | undefined {
    return isSameName(key, 'aws:PrincipalArn') ? this.principalArns : undefined;
  }

  /** Whether a key can have several values in one request. */
  public static isMultiValued(key: string): boolean {
    return MULTI_VALUED.includes(comparable(key));
  }
}
