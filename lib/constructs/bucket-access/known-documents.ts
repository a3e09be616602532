import { POLICY_HEAD, policyJson, type ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import { statementsOfText } from '../../iam/policy';
import { type Diagnostic, within } from '../../messages/diagnostic';
import { isObject, type JsonObject } from '../../messages/json';
import { containsToken, isExpression } from '../../messages/token';
import { quoted } from '../../messages/wording';
import type { KnownIdentity } from '../../zencoder/another-zencoder';

/** Whether a document is known only at plan time: a CDKTF token, text with one in it, or an expression of Terraform's. */
export function isKnownAtPlan(document: string): boolean {
  return containsToken(document) || isExpression(document);
}

/** Props of a document whose Zencoder is known, or a token. */
export type IdentifiedDocument = ZencoderPolicyDocumentProps & KnownIdentity;

/** The statements of those of the documents that are known at synth and have no findings. */
export function knownStatements(documents: readonly string[] = []): readonly JsonObject[] {
  return documents.filter((text) => !isKnownAtPlan(text)).flatMap((text) => statementsOfText(text).filter(isObject));
}

/** The policy of a document as text, its statements behind others: first `otherStatements`, then those of the grants. */
export function policyWith(first: readonly JsonObject[], document: IdentifiedDocument): string {
  const { kept, ours } = ownStatements(document);
  return JSON.stringify({ ...POLICY_HEAD, Statement: [...first, ...kept, ...ours] });
}

export interface OwnStatements {
  readonly kept: readonly JsonObject[];
  readonly ours: readonly JsonObject[];
}

/** The statements of `otherStatements` and of the grants, which `policyJson` has the other way round. */
export function ownStatements(document: IdentifiedDocument): OwnStatements {
  const { otherStatements, ...granted } = document;
  const { Statement: ours } = JSON.parse(policyJson(granted)) as { Statement: JsonObject[] };
  return { kept: otherStatements === undefined ? [] : knownStatements([otherStatements]), ours };
}

/** What keeps documents from being read: the statements of those that are known at synth are judged with the grants. */
export function sourceDocumentFindings(documents: readonly string[] | undefined): Diagnostic[] {
  if (documents === undefined) {
    return [];
  }
  if (!Array.isArray(documents)) {
    return [{ path: [], message: `${quoted(documents)} is not a list; write [${quoted(documents)}]` }];
  }
  return documents.flatMap((document: unknown, index) => {
    if (typeof document !== 'string') {
      return [{ path: [index], message: `${quoted(document)} is not a string; give a bucket policy as JSON text` }];
    }
    return isKnownAtPlan(document) ? [] : within([index], templateFindings(document));
  });
}

/** `${` of a policy variable, or of the escape of a wildcard. Source: IAM's "IAM policy elements: Variables and tags". */
const NO_VARIABLE = /\$\$\{|\$\{(?![*?$]\}|[\w-]+:)/;

/** JSON text was a template of Terraform's here before it was judged at synth: a reference in it must not become plain text. */
function templateFindings(document: string): Diagnostic[] {
  const at = NO_VARIABLE.exec(document)?.index;
  return at === undefined
    ? []
    : [
        {
          path: [],
          message: `holds ${quoted(document.slice(at, at + 30))}, which is no policy variable; text known at synth is no template of Terraform's: write a variable as "\${aws:username}", and a reference as a CDKTF token or in a document that is an expression as a whole`,
        },
      ];
}
