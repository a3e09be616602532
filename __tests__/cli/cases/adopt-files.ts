import { allow, BUCKET_ARN, policy } from '../../adopt/cases/elements';

/** A statement of other principals, and one for Zencoder. */
export const OTHER = allow({ Sid: 'Editors', Principal: { AWS: '111122223333' }, Action: 's3:*' });
export const READ = allow({ Resource: `${BUCKET_ARN}/in/*` });
export const BOTH = JSON.stringify(policy([READ, OTHER]));

/** Two stacks. The second has another account of Zencoder. */
export const CONFIG = `# Who may do what.
stacks:
  live:
    region: eu-west-1
    buckets:
      # Renditions.
      renditions: { grants: [ { role: output } ] } # all of it

  # For tests.
  test:
    region: eu-west-1
    zencoder: { accountId: "012345678901" }
    users:
      encoder: { grants: [{ bucket: films, role: input }] }
`;
