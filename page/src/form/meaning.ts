import { policyJson, sizeFindings } from '../../../lib/grants/bucket-policy';
import { documentFindings, type InputNames } from '../../../lib/judgement/document-findings';
import { valueFindings } from '../../../lib/messages/attributes';
import { isError, notesOnce, Severity } from '../../../lib/messages/diagnostic';
import { sentLength } from '../../../lib/messages/text';
import { bucketNameOf } from '../../../lib/s3/bucket-name';
import { type BucketAccess, documentProps } from '../../../lib/snippets/bucket-access';
import { type ExistingPolicy, existingPolicy } from './existing-policy';
import { atField, type FieldFinding, grantField, typingFindings } from './findings';
import { type Form, grantOf } from './form';

/** The result of a form. */
export interface Meaning {
  readonly access: BucketAccess;
  readonly existing: ExistingPolicy;
  readonly findings: readonly FieldFinding[];
  /** Undefined if the form has errors. */
  readonly policy?: { readonly json: string; readonly bytes: number };
  /** Whether the bucket is an example, because no name is typed yet. */
  readonly isExample: boolean;
}

/** Names and advice in messages, in the terms of the form. */
const NAMES: InputNames = {
  grantName: (name) => name.replace(/^grants\[(\d+)\]$/, (_, index) => `grant ${Number(index) + 1}`),
  accepting: () => 'change nothing',
};

export const EXAMPLE_BUCKET = 'my-bucket';

/** With more characters in prefixes or keys, every policy exceeds the limit of S3. */
const MAX_LIST_LENGTH = 100 * 1024;

export function meaningOf(form: Form, now: Date): Meaning {
  const isExample = form.bucket === '';
  const bucket = isExample ? EXAMPLE_BUCKET : form.bucket;
  const existing = existingPolicy(form.existing, isExample ? undefined : form.bucket);
  const { adoption } = existing;
  const tooLong = tooLongFindings(form);
  const access: BucketAccess = {
    bucket,
    ...(form.region !== '' && { region: form.region }),
    requireTls: form.requireTls,
    grants: tooLong.length > 0 ? [] : form.grants.map(grantOf),
    otherStatements: adoption?.otherStatements,
  };
  if (tooLong.length > 0) {
    return { access, existing, findings: [...existing.findings, ...tooLong], isExample };
  }
  const props = documentProps(access);
  const ofCore = [
    ...valueFindings(
      'bucket',
      bucket,
      bucketNameOf(() => access.region),
    ),
    ...documentFindings(props, now, NAMES),
  ];
  const places = adoption?.keptPlaces ?? [];
  const shown = [...ofCore.filter((finding) => finding.severity !== Severity.NOTE), ...notesOnce(ofCore)];
  const findings = [
    ...existing.findings,
    ...shown.map((finding) => atField(finding, form, places)),
    ...typingFindings(form),
  ];
  if (findings.some(isError)) {
    return { access, existing, findings, isExample };
  }
  const json = policyJson(props);
  const bytes = sentLength(json);
  const sizes = sizeFindings(bytes).map((finding) => atField(finding, form, places));
  const isTooLarge = sizes.some(isError);
  return {
    access,
    existing,
    findings: [...findings, ...sizes],
    ...(!isTooLarge && { policy: { json, bytes } }),
    isExample,
  };
}

function tooLongFindings({ grants }: Form): FieldFinding[] {
  return grants.flatMap(({ prefixes, keys }, index) =>
    Object.entries({ prefixes, keys }).flatMap(([part, { length }]) =>
      length <= MAX_LIST_LENGTH
        ? []
        : [
            {
              field: grantField(index, part),
              severity: Severity.ERROR,
              message: `has ${length.toLocaleString('en-US')} characters; the limit of S3 for a policy is 20,480 bytes; use prefixes instead of keys`,
            },
          ],
    ),
  );
}
