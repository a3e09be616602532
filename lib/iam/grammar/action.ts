import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';
import type { S3Action } from '../../s3/actions';
import { KNOWN_ACTIONS, knownAction } from '../../s3/actions';
import { comparable, isSameName } from '../policy';
import { error, type Fault, ofTexts, type Placed, valueFindings, warning } from './placed';

/** What is wrong with `Action` or `NotAction`. */
export function actionFindings(element: Placed): Diagnostic[] {
  return valueFindings(element, ofTexts('action', actionFault));
}

const EVERYTHING = /^\*+$|^\*:\*$/;
const ACTION = /^([^:]*):(.*)$/s;

/**
 * The service and the name of an action have no case. A lone `*` is every action; no wildcard can stand in for the service.
 * Sources: IAM's "IAM JSON policy elements: Action"; S3 answers "Policy has invalid action" for actions of other services.
 */
function actionFault(text: string): Fault | undefined {
  if (EVERYTHING.test(text)) {
    return undefined;
  }
  const [, service, name = ''] = ACTION.exec(text) ?? [];
  if (service === undefined) {
    return error(`${quoted(text)} names no service; write ${quoted(`s3:${text}`)}`);
  }
  if (!isSameName(service, 's3')) {
    return error(
      `${quoted(text)} is an action of another service, and the policy of a bucket is about S3 alone; drop it`,
    );
  }
  return /^[a-z0-9*?]+$/i.test(name)
    ? unknownActionFault(text)
    : error(`${quoted(text)} is no action: a name has letters, digits, "*" and "?", such as s3:GetObject`);
}

/** Operations of S3's API that are authorized by an action of another name. Source: S3's "Required permissions for S3 API operations". */
const OPERATIONS = new Map(
  Object.entries<S3Action>({
    HeadObject: 's3:GetObject',
    HeadBucket: 's3:ListBucket',
    ListObjects: 's3:ListBucket',
    ListObjectsV2: 's3:ListBucket',
    ListParts: 's3:ListMultipartUploadParts',
    ListMultipartUploads: 's3:ListBucketMultipartUploads',
    CreateMultipartUpload: 's3:PutObject',
    UploadPart: 's3:PutObject',
    CompleteMultipartUpload: 's3:PutObject',
    CopyObject: 's3:PutObject',
  }).map(([name, action]) => [comparable(`s3:${name}`), action]),
);

/**
 * A warning at most, since AWS adds actions: only what is no action of AWS's tables, and near to one that is known here.
 * Source: S3's page of the Service Authorization Reference; Access Analyzer's "Invalid action".
 */
function unknownActionFault(text: string): Fault | undefined {
  const operation = OPERATIONS.get(comparable(text));
  const meant = operation ?? misspelt(text);
  return meant === undefined
    ? undefined
    : warning(
        operation === undefined
          ? `${quoted(text)} is no action of S3 that is known here, did you mean ${quoted(meant)}?`
          : `${quoted(text)} is an operation of S3's API and no action; write ${quoted(meant)}, which it needs`,
      );
}

/** The action that differs by one letter: added, dropped, changed, or changed places with the next one. */
function misspelt(action: string): S3Action | undefined {
  return /[*?]/.test(action) || knownAction(action) !== undefined
    ? undefined
    : KNOWN_ACTIONS.find((known) => isOneLetterOff(comparable(action), comparable(known)));
}

function isOneLetterOff(given: string, known: string): boolean {
  let from = 0;
  while (from < known.length && given[from] === known[from]) {
    from++;
  }
  const rest = (text: string, dropped: number) => text.slice(from + dropped);
  return (
    rest(given, 1) === rest(known, 1) ||
    rest(given, 1) === rest(known, 0) ||
    rest(given, 0) === rest(known, 1) ||
    (given[from] === known[from + 1] && given[from + 1] === known[from] && rest(given, 2) === rest(known, 2))
  );
}
