/** What Terraform says when statements that it has read let Zencoder in beside the grants. */
export const ALLOWS_ZENCODER =
  "A statement of the source policy documents allows Zencoder's account something beside the grants: drop it, and say it as a grant where it is still wanted.";

/**
 * Whether no statement allows an account anything: by its number, its root, a user or role in it.
 * @param statements an expression of their list
 * @param account an expression of its number
 */
export function noneAllowsAccount(statements: string, account: string): string {
  return (
    `alltrue([for s in ${statements} : !(s.Effect == "Allow" && anytrue([for p in flatten([try(s.Principal.AWS, [])]) : ` +
    `try(tostring(p), "") == ${account} || try(split(":", p)[4], "") == ${account}]))])`
  );
}

/** Whether no statement allows a canonical user anything. */
export function noneAllowsCanonicalUser(statements: string, id: string): string {
  return `alltrue([for s in ${statements} : !(s.Effect == "Allow" && contains(flatten([try(s.Principal.CanonicalUser, [])]), ${id}))])`;
}
