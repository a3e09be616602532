import { type Diagnostic, within } from '../../messages/diagnostic';
import { isObject, type Json } from '../../messages/json';
import { didYouMean, quoted } from '../../messages/wording';
import { type Account, CANONICAL_USER_ID_FORM } from '../account';
import { awsPrincipalFault } from './aws-principal';
import { canonicalUserFault, federatedFault, isServicePrincipal, serviceFault } from './other-principals';
import { EMPTY_LIST, error, type Fault, type Placed, placedValues } from './placed';

/** How each kind of principal is written. Source: IAM's "AWS JSON policy elements: Principal". */
const FAULTS = new Map<string, (name: string, account: Account | undefined) => Fault | undefined>([
  ['AWS', awsPrincipalFault],
  ['Service', serviceFault],
  ['Federated', federatedFault],
  ['CanonicalUser', canonicalUserFault],
]);
export const PRINCIPAL_KINDS: readonly string[] = [...FAULTS.keys()];

/**
 * What is wrong with `Principal` or `NotPrincipal`. S3 answers "Invalid principal in policy".
 * Sources: IAM's "AWS JSON policy elements: Principal"; Access Analyzer's "Invalid principal format" and "Invalid principal key".
 */
export function principalFindings({ value, path }: Placed, account: Account | undefined): Diagnostic[] {
  if (value === '*') {
    return [];
  }
  if (!isObject(value)) {
    return [{ path, message: `${quoted(value)} is no principal: write ${suggestion(value)}` }];
  }
  if (Object.keys(value).length === 0) {
    return [{ path, message: `an empty object names nobody: write ${SOMEBODY}` }];
  }
  return within(
    path,
    Object.entries(value).flatMap(([kind, names]) => kindFindings(kind, names, account)),
  );
}

const SOMEBODY = '"*" for everybody, or such as {"AWS": "arn:aws:iam::111122223333:root"}';

/** The nearest right thing for what is no object. */
function suggestion(value: Json): string {
  const [first] = Array.isArray(value) ? value : [value];
  if (typeof first !== 'string' && typeof first !== 'number') {
    return SOMEBODY;
  }
  const name = String(first);
  const kind = isServicePrincipal(name)
    ? 'Service'
    : new RegExp(CANONICAL_USER_ID_FORM).test(name)
      ? 'CanonicalUser'
      : 'AWS';
  return Array.isArray(value)
    ? `{"${kind}": [${quoted(name)}${value.length > 1 ? ', …' : ''}]}`
    : `{"${kind}": ${quoted(name)}}`;
}

function kindFindings(kind: string, names: Json, account: Account | undefined): Diagnostic[] {
  const faultOf = FAULTS.get(kind);
  if (faultOf === undefined) {
    const meant = didYouMean(kind, PRINCIPAL_KINDS) || `; the kinds are ${PRINCIPAL_KINDS.join(', ')}`;
    return [{ path: [kind], message: `${quoted(kind)} is no kind of principal${meant}` }];
  }
  if (Array.isArray(names) && names.length === 0) {
    return [{ path: [kind], ...EMPTY_LIST }];
  }
  return placedValues(names, [kind]).flatMap(({ path, value }) => {
    const fault = typeof value === 'string' ? faultOf(value, account) : notTextFault(value);
    return fault === undefined ? [] : [{ path, ...fault }];
  });
}

function notTextFault(value: Json): Fault {
  return error(
    typeof value === 'number'
      ? `${value} is a number, an AWS account ID is a string; write "${value}"`
      : `${quoted(value)} is no name of a principal: write a string, or a list of strings`,
  );
}
