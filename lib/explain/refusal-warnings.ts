import { ZencoderObjectMethod } from '../grants/object-access';
import { labelOf } from '../iam/policy';
import { acceptedDenies, exemptionText, some } from '../judgement/judgement-findings';
import { grouped } from '../messages/grouped';
import { inTellingOrder } from './action-words';
import type { JudgedRight } from './kept-statements';
import { nameOf } from './right';
import { type Warning, WarningKind } from './warning';

/**
 * Of what a kept statement denies altogether of an ACL or of a user's grants. What it denies of the policy itself is a warning of the
 * file.
 */
export function refusalWarnings(about: string, judged: readonly JudgedRight[]): Warning[] {
  const refused = grouped(judged.filter(isNotOfFile), ({ right: { from, action } }) => [from, action])
    .filter((rights) => rights.every(({ refusals }) => refusals.length > 0))
    .flat()
    .flatMap(({ right, account, refusals }) =>
      refusals.filter(({ isAccepted }) => !isAccepted).map((refusal) => ({ right, account, refusal })),
    );
  return grouped(refused, ({ right: { who, bucket }, refusal: { place } }) => [who, bucket, place]).map((group) => {
    const { right, account, refusal } = group[0]!;
    const { place, statement } = refusal;
    const actions = inTellingOrder(group.map((one) => one.right.action)).join(', ');
    const entries = [...new Set(group.map((one) => one.right.from))];
    const exemption =
      right.who.kind === 'user' ? 'name in its Principal those whom it is for' : exemptionText(statement, account);
    return {
      kind: WarningKind.REFUSED,
      about,
      message:
        `${labelOf(place)} in the policy of ${right.bucket} denies ${nameOf(right.who)} every request of ${actions}, ` +
        `which ${some(entries)} ${entries.length > 1 ? 'allow' : 'allows'}; ${exemption}, ` +
        `or keep it on purpose: ${acceptedDenies(place.sid)}`,
    };
  });
}

function isNotOfFile({ right }: JudgedRight): boolean {
  return right.by !== ZencoderObjectMethod.POLICY || right.who.kind === 'user';
}
