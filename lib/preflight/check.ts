/** The kinds of what is found before an apply. */
export enum PreflightCheck {
  BUCKET = 'bucket',
  REGION = 'region',
  /** Existing statements that the file does not keep. */
  OTHER_STATEMENTS = 'other-statements',
  ADOPTION = 'adoption',
  ACLS = 'acls',
  ZENCODER_STATEMENTS = 'zencoder-statements',
  /** A statement that the file keeps denies what a grant allows. */
  REFUSED_GRANTS = 'refused-grants',
  /** A statement that the file keeps allows Zencoder more than the grants. */
  RIGHTS_BEYOND_GRANTS = 'rights-beyond-grants',
  DELETED_PRINCIPALS = 'deleted-principals',
  /** S3 has taken a statement that the file would refuse. */
  GRAMMAR = 'grammar',
}
