import type { ZencoderPolicyDocumentProps } from '../../../lib/grants/bucket-policy';
import type { ZencoderGrant } from '../../../lib/grants/grant';
import { ZencoderPolicyDocument } from '../../../lib/judgement/policy-document';

export const BUCKET = 'films';

/** A statement as it is read back from the JSON text of a document. */
export interface ReadStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: { readonly AWS: string };
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

type MoreProps = Partial<Omit<ZencoderPolicyDocumentProps, 'grants'>>;

export function documentFor(grants: ZencoderGrant[], more: MoreProps = {}): ZencoderPolicyDocument {
  return new ZencoderPolicyDocument({ bucket: BUCKET, grants, ...more });
}

export function statementsFor(grants: ZencoderGrant[], more: MoreProps = {}): ReadStatement[] {
  return JSON.parse(documentFor(grants, more).toJson()).Statement;
}

export function sidsFor(grants: ZencoderGrant[], more: MoreProps = {}): string[] {
  return statementsFor(grants, more).map((statement) => statement.Sid);
}

/** The lines of the error with which something is refused; none where nothing is thrown. */
export function refusalOf(attempt: () => unknown): string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}
