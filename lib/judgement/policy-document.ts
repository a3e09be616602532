import { policyJson, sizeFindings, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { openedFindings } from '../grants/grant';
import { identityFindings } from '../grants/identity';
import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { statementsOfText } from '../iam/policy';
import { holeFindings, valueFindings } from '../messages/attributes';
import {
  type Diagnostic,
  faultFindings,
  findingLine,
  isWarning,
  misspeltFindings,
  throwIfErrors,
  within,
} from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { sentLength } from '../messages/text';
import { quoted } from '../messages/wording';
import { bucketNameOf } from '../s3/bucket-name';
import { documentFindings } from './document-findings';

const DOCUMENT_PROPERTIES: readonly (keyof ZencoderPolicyDocumentProps)[] = [
  'bucket',
  'grants',
  'objects',
  'requireTls',
  'otherStatements',
  'acceptedDenies',
  'accountId',
  'canonicalUserId',
  'also',
];

function alsoFindings({ accountId, also }: ZencoderPolicyDocumentProps): Diagnostic[] {
  return identityFindings({ also }, { accountId });
}

/** What keeps props from being read. From JavaScript they may be of any type. */
function unreadableFindings(props: unknown): Diagnostic[] {
  return isObject(props)
    ? holeFindings(props)
    : [{ path: [], message: `${quoted(props)} is given as the props; give an object with their names` }];
}

/** A bucket policy that lets Zencoder in, as a document: no Terraform involved. */
export class ZencoderPolicyDocument {
  /**
   * What is doubtful in the props, a line each; empty where nothing is. Only that a grant covers the whole bucket since its
   * `prefixes` or `keys` are undefined is printed as well, by `console.warn`.
   */
  public readonly warnings: string[];

  private readonly json: string;

  /** @throws an error with a line for each thing that is wrong in the props */
  public constructor(props: ZencoderPolicyDocumentProps) {
    throwIfErrors('', unreadableFindings(props));
    const isSound = alsoFindings(props).length === 0;
    const findings = [
      ...misspeltFindings(props, DOCUMENT_PROPERTIES),
      ...valueFindings('bucket', props.bucket ?? '', bucketNameOf()),
      ...faultFindings('accountId', props.accountId, accountIdFault),
      ...faultFindings('canonicalUserId', props.canonicalUserId, canonicalUserIdFault),
      ...alsoFindings(props),
      ...documentFindings(isSound ? props : { ...props, also: undefined }, new Date()),
    ];
    throwIfErrors('', findings);
    this.json = policyJson(props);
    const sizes = sizeFindings(this.byteLength);
    throwIfErrors('', sizes);
    for (const opened of (props.grants ?? []).flatMap((grant, at) => within(['grants', at], openedFindings(grant)))) {
      console.warn(findingLine('warning', opened));
    }
    this.warnings = [...findings, ...sizes].filter(isWarning).map((finding) => findingLine('', finding));
  }

  /** The policy as compact JSON text. The same props give the same bytes, in whatever order sets are given. */
  public toJson(): string {
    return this.json;
  }

  /**
   * The statements of the policy as plain data: those for Zencoder, sorted by Sid, and behind them those of `otherStatements`. For a
   * policy of your own, such as the `Statement` of a CloudFormation template; a change of the list changes nothing here.
   */
  public get statements(): { [element: string]: unknown }[] {
    return statementsOfText(this.json).filter(isObject);
  }

  /**
   * The size of what the AWS provider sends, which has to be within S3's limit of 20,480 bytes: more than that of the text where
   * a key holds `<`, `>`, `&`, U+2028 or U+2029, which are sent as escapes of six bytes.
   */
  public get byteLength(): number {
    return sentLength(this.json);
  }
}
