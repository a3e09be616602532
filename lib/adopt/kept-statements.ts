import { OUR_SID } from '../grants/sid';
import { labelOf, type StatementPlace } from '../iam/policy';
import type { JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';

/** A statement that stays beside Zencoder's. */
export interface KeptStatement {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** The statements with Sids that can stand in one policy: each once, none like those that are made of grants. */
export function withOwnSids(kept: readonly KeptStatement[]): { kept: KeptStatement[]; notes: string[] } {
  const notes: string[] = [];
  const taken = new Set(kept.flatMap(({ place: { sid } }) => (sid === undefined || OUR_SID.test(sid) ? [] : [sid])));
  const seen = new Set<string>();
  const renamed = kept.map(({ place, statement }) => {
    const { sid } = place;
    if (sid === undefined || (!seen.has(sid) && !OUR_SID.test(sid))) {
      seen.add(sid ?? '');
      return { place, statement };
    }
    const name = freeSid(
      sid.replace(OUR_SID, (ours) => ours.replace('Zencoder', 'Other')),
      taken,
    );
    const why = OUR_SID.test(sid) ? "that is how Zencoder's own are named here" : 'another statement has that Sid';
    notes.push(`${labelOf(place)}: becomes ${quoted(name)} since ${why}`);
    taken.add(name);
    return { place, statement: { ...statement, Sid: name } };
  });
  return { kept: renamed, notes };
}

function freeSid(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) {
    name = `${wanted}${count}`;
  }
  return name;
}
