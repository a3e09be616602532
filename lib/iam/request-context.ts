import { PARTITION } from '../s3/escaped-arn';
import { comparable, isSameName } from './policy';

/**
 * Keys for the organization or the network of a request, each with the form of its values. For a requester outside the
 * organizations and networks of a policy, these keys have other values or are absent.
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

/** A value that is in no policy. */
const OTHER_VALUE = '\u0000another';

/** An instant after all dates in policies. */
const FAR_FUTURE = '9999-12-31T23:59:59Z';

/** The condition keys of a request, each with its values. An empty list means that the key is absent. */
export type KnownValues = { readonly [key: string]: readonly string[] };

/**
 * Keys that can have several values in one request. Only `ForAllValues:` and `ForAnyValue:` are for such keys.
 * Source: the value types in IAM's "AWS global condition context keys" and S3's page of the Service Authorization
 * Reference.
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

/** What is known about the sender and the time of a request. */
export interface RequestSituation {
  /**
   * The account is in no organization that the policy names, and its requests come through no network that the policy
   * names.
   */
  readonly isOutsider?: boolean;
  /** The earliest time of the request, in the format of policies. */
  readonly since?: string;
}

/**
 * The known condition keys of a request from an AWS account: the given values, and those that follow from the account.
 * Source: the availability of each key in IAM's "AWS global condition context keys".
 */
export class RequestContext {
  private readonly known: ReadonlyMap<string, readonly string[]>;
  private readonly principalArns: readonly string[];

  /** @param situation what is known in addition to the values */
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
      // Only requests from AWS services have these keys.
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

  /** The values of a key: empty if the key is absent, undefined if nothing is known. Keys are not case-sensitive. */
  public valuesOf(key: string): readonly string[] | undefined {
    return this.known.get(comparable(key));
  }

  /**
   * The possible values of a key that a policy compares with some values. If a condition has the same result for each
   * of them, its result is certain. Undefined if the key can have any values.
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

  /** The possible beginnings of the value of a key, if only these are known. */
  public beginningsOf(key: string): readonly string[] | undefined {
    return isSameName(key, 'aws:PrincipalArn') ? this.principalArns : undefined;
  }

  /** Whether a key can have several values in one request. */
  public static isMultiValued(key: string): boolean {
    return MULTI_VALUED.includes(comparable(key));
  }
}
