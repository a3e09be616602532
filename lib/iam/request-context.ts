import { Zencoder } from '../zencoder';
import { comparable, isSameName } from './names';

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

/**
 * What is known of a request that somebody of an AWS account signs: what was said, and what follows from the account.
 * Source: IAM's "AWS global condition context keys", there under the availability of each key.
 */
export class RequestContext {
  private readonly known: ReadonlyMap<string, readonly string[]>;
  private readonly principalArns: readonly string[];

  public constructor(accountId: string, values: KnownValues) {
    const ofAccount: KnownValues = {
      'aws:PrincipalAccount': [accountId],
      'aws:PrincipalIsAWSService': ['false'],
      'aws:PrincipalServiceName': [],
      'aws:PrincipalServiceNamesList': [],
    };
    this.known = new Map(
      [ofAccount, values].flatMap((some) =>
        Object.entries(some).map(([key, of]): [string, readonly string[]] => [comparable(key), of]),
      ),
    );
    this.principalArns = ['iam', 'sts'].map((service) => `arn:${Zencoder.PARTITION}:${service}::${accountId}:`);
  }

  /** None for a key that is absent, undefined for one of which nothing is known. Names of keys have no case. */
  public valuesOf(key: string): readonly string[] | undefined {
    return this.known.get(comparable(key));
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
