import { POLICY_HEAD, policyJson, type ZencoderPolicyDocumentProps } from '../../grants/bucket-policy';
import { statementsOfText } from '../../iam/policy';
import { type Diagnostic, within } from '../../messages/diagnostic';
import { isObject, type JsonObject } from '../../messages/json';
import { containsToken, isExpression } from '../../messages/token';
import { quoted } from '../../messages/wording';
import type { KnownIdentity } from '../../zencoder/another-zencoder';

/** Whether a document is known only at plan time: it contains a CDKTF token, or is a Terraform expression. */
export function isKnownOnlyAtPlan(document: string): boolean {
  return containsToken(document) || isExpression(document);
}

/** Props of a policy document with Zencoder's accounts, which are literals or tokens. */
export type IdentifiedDocument = ZencoderPolicyDocumentProps & KnownIdentity;

/** The statements of the documents that are known at synth and valid. */
export function knownStatements(documents: readonly string[] = []): readonly JsonObject[] {
  return documents
    .filter((text) => !isKnownOnlyAtPlan(text))
    .flatMap((text) => statementsOfText(text).filter(isObject));
}

/** The policy as JSON text: the statements of `first`, then those of `otherStatements`, then those of the grants. */
export function policyWith(first: readonly JsonObject[], document: IdentifiedDocument): string {
  const { kept, granted } = ownStatements(document);
  return JSON.stringify({ ...POLICY_HEAD, Statement: [...first, ...kept, ...granted] });
}

export interface OwnStatements {
  /** The statements of `otherStatements`. */
  readonly kept: readonly JsonObject[];
  /** The statements that allow Zencoder what the grants allow. */
  readonly granted: readonly JsonObject[];
}

/** The statements of `otherStatements` and of the grants; `policyJson` writes them in the opposite order. */
export function ownStatements(document: IdentifiedDocument): OwnStatements {
  const { otherStatements, ...grantsOnly } = document;
  const { Statement: granted } = JSON.parse(policyJson(grantsOnly)) as { Statement: JsonObject[] };
  return { kept: otherStatements === undefined ? [] : knownStatements([otherStatements]), granted };
}

/**
 * Errors that prevent a document from being read. The statements of valid documents are checked together with the
 * grants.
 */
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
    return isKnownOnlyAtPlan(document) ? [] : within([index], templateFindings(document));
  });
}

/**
 * A `${` that starts neither a policy variable nor an escaped wildcard. Source: IAM's "IAM policy elements: Variables
 * and tags".
 */
const NOT_A_POLICY_VARIABLE = /\$\$\{|\$\{(?![*?$]\}|[\w-]+:)/;

/**
 * Earlier versions read JSON text as a Terraform template, so a Terraform reference in it is an error and not plain
 * text.
 */
function templateFindings(document: string): Diagnostic[] {
  const at = NOT_A_POLICY_VARIABLE.exec(document)?.index;
  return at === undefined
    ? []
    : [
        {
          path: [],
          message: `contains ${quoted(document.slice(at, at + 30))}, which is not an IAM policy variable. Text that is known at synth is not a Terraform template: write a policy variable as "\${aws:username}"; for a reference, use a CDKTF token, or make the whole document an expression`,
        },
      ];
}
