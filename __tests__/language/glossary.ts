/** Words that a reader has to translate, and what the documentation of AWS and Terraform says in their place. */
export interface Term {
  readonly word: RegExp;
  readonly instead: string;
}

const term = (pattern: string, instead: string): Term => ({ word: new RegExp(`\\b(?:${pattern})\\b`, 'gi'), instead });

export const TERMS: readonly Term[] = [
  term('said|unsaid|unsayable', 'given, missing, the value, cannot be expressed as a grant'),
  term('stands?|standing|stood', 'is, existing'),
  term('others', 'existing statements, statements of other principals'),
  term('live|lives|living', 'existing, current'),
  term('without a word|silently|unseen', 'without a warning'),
  term('who asks?|askers?', 'requester'),
  term('(?:lets?|letting)(?: [a-z]+){0,2} in|com(?:es?|ing) in|came in', 'allows, has access'),
  term('means? nothing', 'has no effect with'),
  term('from now on|may no longer', 'can, can no longer'),
  term('told|seen|looked at', 'reported, observed, inspected'),
  term('old|young', 'before, after'),
  term('people name', 'accepted formats of'),
  term('ACLs? counts?', 'ACLs are enabled'),
  term('left to Terraform', 'checked by Terraform at plan time'),
];

/** Where such a word is meant: quotations, names that users hold, and terms of AWS and Zencoder. */
export const MEANT: readonly RegExp[] = [
  // The room that reads what AWS has.
  /(?:\.\.?|\blib|__tests__|\\)\/live\b|\(live\\\//g,
  // The member `seen` of a finding in --json, as it is declared, filled and printed; and the `check` of a copy that is out of date.
  /`seen`|\breadonly seen: string;|\bseen: observation\b|\bcause\.seen\b/g,
  /'copy-old'/g,
  // The kind of a finding in `explain --plan --json`.
  /'live-policy-unknown'/g,
  // The attribute of HTML, and an option of Node.
  /\baria-live\b|--max-old-space-size/g,
  // The example of a key in the note about a prefix without a delimiter.
  /-old\.mp4/g,
];
