import { policyJson, sizeFindings, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { wholeBucketFindings } from '../grants/grant';
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

/** The errors that prevent reading the props. A JavaScript caller can pass any type. */
function unreadableFindings(props: unknown): Diagnostic[] {
  return isObject(props)
    ? holeFindings(props)
    : [{ path: [], message: `the props are ${quoted(props)}; give an object with the properties of the document` }];
}

/** A bucket policy that gives Zencoder access, as a document, without Terraform. */
export class ZencoderPolicyDocument {
  /**
   * The warnings about the props, one line each. A warning that a grant covers the whole bucket because its `prefixes` or `keys` are
   * undefined is also printed by `console.warn`.
   */
  public readonly warnings: string[];

  private readonly json: string;

  /** @throws an error with one line for each problem in the props */
  public constructor(props: ZencoderPolicyDocumentProps) {
    throwIfErrors('', unreadableFindings(props));
    const isAlsoValid = alsoFindings(props).length === 0;
    const findings = [
      ...misspeltFindings(props, DOCUMENT_PROPERTIES),
      ...valueFindings('bucket', props.bucket ?? '', bucketNameOf()),
      ...faultFindings('accountId', props.accountId, accountIdFault),
      ...faultFindings('canonicalUserId', props.canonicalUserId, canonicalUserIdFault),
      ...alsoFindings(props),
      ...documentFindings(isAlsoValid ? props : { ...props, also: undefined }, new Date()),
    ];
    throwIfErrors('', findings);
    this.json = policyJson(props);
    const sizes = sizeFindings(this.byteLength);
    throwIfErrors('', sizes);
    for (const warning of (props.grants ?? []).flatMap((grant, at) =>
      within(['grants', at], wholeBucketFindings(grant)),
    )) {
      console.warn(findingLine('warning', warning));
    }
    this.warnings = [...findings, ...sizes].filter(isWarning).map((finding) => findingLine('', finding));
  }

  /** The policy as compact JSON text. The same props give the same bytes; the order of lists does not matter. */
  public toJson(): string {
    return this.json;
  }

  /**
   * The statements of the policy as plain data: those for Zencoder, sorted by Sid, and after them those of `otherStatements`. Use it in
   * your own policy, such as the `Statement` of a CloudFormation template. The list is a copy: to change it does not change the document.
   */
  public get statements(): { [element: string]: unknown }[] {
    return statementsOfText(this.json).filter(isObject);
  }

  /**
   * The size of the policy that the AWS provider sends, which must be within S3's limit of 20,480 bytes. It is larger than the text if
   * a key contains `<`, `>`, `&`, U+2028 or U+2029, which are sent as escapes of six bytes.
   */
  public get byteLength(): number {
    return sentLength(this.json);
  }
}
