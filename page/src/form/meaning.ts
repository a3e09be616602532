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

/** What a form comes to. */
export interface Meaning {
  readonly access: BucketAccess;
  readonly existing: ExistingPolicy;
  readonly findings: readonly FieldFinding[];
  /** Undefined where something is wrong in the form. */
  readonly policy?: { readonly json: string; readonly bytes: number };
  /** No bucket is typed yet, so that a name of an example is in its place. */
  readonly isExample: boolean;
}

/** As the form names them. */
const NAMES: InputNames = {
  grantName: (name) => name.replace(/^grants\[(\d+)\]$/, (_, index) => `grant ${Number(index) + 1}`),
  accepting: () => 'leave it as it is',
};

export const EXAMPLE_BUCKET = 'my-bucket';

/** Prefixes and keys of more characters than this come to no policy that S3 takes. */
const LONGEST_LIST = 100 * 1024;

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
      length <= LONGEST_LIST
        ? []
        : [
            {
              field: grantField(index, part),
              severity: Severity.ERROR,
              message: `has ${length.toLocaleString('en-US')} characters, and S3 takes no policy of more than 20,480 bytes; use prefixes in place of keys`,
            },
          ],
    ),
  );
}
